"""Where an account stands in its organization, read from moto's AWS Organizations.

From the AWS Organizations User Guide, "AWS Organizations terminology and concepts": every account but the management
account may be in an organizational unit, and units nest below one root.
"""

from __future__ import annotations

from typing import Any

from moto.organizations.models import organizations_backends


def organization_of(account_id: str) -> Any:
    """Find moto's organization of an account, or None."""
    management, partition = organizations_backends.master_accounts.get(account_id, (account_id, "aws"))
    if management not in organizations_backends:
        return None
    organization = organizations_backends[management][partition]
    return organization if organization.org is not None else None


def management_account_of(account_id: str) -> str:
    """Tell which account manages the organization of an account; one without an organization stands for itself."""
    return str(organizations_backends.master_accounts.get(account_id, (account_id, ""))[0])


def is_management_account(account_id: str) -> bool:
    """Tell whether the account manages an organization."""
    organization = organization_of(account_id)
    return organization is not None and bool(organization.org.master_account_id == account_id)


def is_delegated_administrator(account_id: str, service_principal: str) -> bool:
    """Tell whether the account administers a service for its organization."""
    organization = organization_of(account_id)
    admins = organization.admins if organization else []
    return any(admin.account.id == account_id and service_principal in admin.services for admin in admins)


def administers(account_id: str, service_principal: str) -> bool:
    """Tell whether the account manages its organization, or administers a service for it."""
    return is_management_account(account_id) or is_delegated_administrator(account_id, service_principal)


def trusts(account_id: str, service_principal: str) -> bool:
    """Tell whether the account's organization gives a service trusted access."""
    organization = organization_of(account_id)
    services = organization.services if organization else []
    return service_principal in {service["ServicePrincipal"] for service in services}


def node_exists(account_id: str, node_id: str) -> bool:
    """Tell whether an organization, unit or account of this id is the account's own organization or part of it."""
    organization = organization_of(account_id)
    if organization is None:
        return False
    members = [*organization.ou, *organization.accounts]
    return node_id in {organization.org.id, *(member.id for member in members)}


def nodes_above(account_id: str) -> set[str]:
    """List the ids that stand for the account: its own, those of the units and root above it, the organization's."""
    organization = organization_of(account_id)
    if organization is None:
        return {account_id}
    parents = {member.id: member.parent_id for member in (*organization.ou, *organization.accounts)}
    above: set[str] = {organization.org.id}
    node: str | None = account_id
    while node is not None and node not in above:
        above.add(node)
        node = parents.get(node)
    return above


def path_to_root(account_id: str, node_id: str) -> list[str]:
    """List a node of the account's organization and those above it, up to the root; empty where it has no such node."""
    organization = organization_of(account_id)
    nodes = (*organization.ou, *organization.accounts) if organization else ()
    parents = {node.id: node.parent_id for node in nodes}
    path: list[str] = []
    node: str | None = node_id
    while node in parents and node not in path:
        path.append(str(node))
        node = parents[node]
    return path


def unit_with_id(account_id: str, unit_id: str) -> Any:
    """Find moto's organizational unit of an id in the account's organization, or None."""
    organization = organization_of(account_id)
    return next((unit for unit in organization.ou if unit.id == unit_id), None) if organization else None
