"""Delegated administrators that a service registers by an operation of its own, in AWS Organizations like any other.

From the AWS Organizations API Reference, pages "RegisterDelegatedAdministrator" and
"DeregisterDelegatedAdministrator": one registration of an account at a time, wherever it is asked for.
"""

from __future__ import annotations

from modules.emulator.organization_tree import management_account_of, organization_of
from modules.emulator.services.organizations.concurrency import change


def administrators_of(account_id: str, service_principal: str) -> list[str]:
    """List the accounts that administer a service for the organization of an account."""
    organization = organization_of(account_id)
    admins = organization.admins if organization else []
    return [admin.account.id for admin in admins if service_principal in admin.services]


def is_member(account_id: str, other: str) -> bool:
    """Tell whether an account is in the organization of another, or manages it."""
    organization = organization_of(account_id)
    return organization is not None and any(account.id == other for account in organization.accounts)


def register(account_id: str, administrator: str, service_principal: str) -> None:
    """Register an administrator in the organization of an account, as long as nothing else changes it."""
    with change((management_account_of(account_id), administrator)):
        organization_of(account_id).register_delegated_administrator(
            AccountId=administrator, ServicePrincipal=service_principal
        )


def deregister(account_id: str, administrator: str, service_principal: str) -> None:
    """Take the registration back."""
    with change((management_account_of(account_id), administrator)):
        organization_of(account_id).deregister_delegated_administrator(
            AccountId=administrator, ServicePrincipal=service_principal
        )


def trust(account_id: str, service_principal: str) -> None:
    """Give a service trusted access to the organization of an account, if it has none."""
    organization_of(account_id).enable_aws_service_access(ServicePrincipal=service_principal)
