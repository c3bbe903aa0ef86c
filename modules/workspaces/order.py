"""The deployment on a page: every workspace of an environment, top to bottom, and what each knows of others.

A workspace more is a file with its class, and a line here.
"""

from __future__ import annotations

from collections.abc import Mapping

from modules.identity.tenants import access_by_tenant
from modules.landing_zone.governance import managed_landing_zone
from modules.organization.control_tower.bindings import bindings
from modules.workspaces.access.identity import IdentityWorkspace
from modules.workspaces.access.tenant_family import TenantWorkspaces
from modules.workspaces.account.account import AccountWorkspaces
from modules.workspaces.account.attachments import add_attachments
from modules.workspaces.base.deployment import Deployment
from modules.workspaces.foundation.accounts import AccountsWorkspace
from modules.workspaces.foundation.control_tower import ControlsWorkspace, ControlTowerWorkspace
from modules.workspaces.foundation.delegation import DelegationWorkspace
from modules.workspaces.foundation.organization import OrganizationOutputs, OrganizationWorkspace
from modules.workspaces.foundation.vended_accounts import AccountsOutputs
from modules.workspaces.network.hub import HubOutputs, NetworkHubWorkspace
from modules.workspaces.network.ipam import IpamOutputs, NetworkIpamWorkspace
from modules.workspaces.network.shared_vpc import SharedVpcOutputs, SharedVpcWorkspace


def define_workspaces(deployment: Deployment) -> None:
    """Add every workspace that the environment has, each behind those that it knows of."""
    zone = deployment.environment.zone
    access = access_by_tenant(zone.directory, zone.identity)
    tenants = {tenant: share for tenant, share in access.items() if tenant is not None}

    organization = deployment.add(OrganizationWorkspace(deployment)).outputs
    accounts = _add_accounts(deployment, organization)
    hubs, ipam = _add_network(deployment, organization, accounts)
    shared_vpcs = _add_shared_vpcs(deployment, organization, accounts, hubs, ipam)
    identity = deployment.add(IdentityWorkspace(deployment, accounts=accounts, share=access[None])).outputs
    account_workspaces = deployment.add_each(
        AccountWorkspaces(deployment=deployment, accounts=accounts, hubs=hubs, ipam=ipam, shared_vpcs=shared_vpcs)
    )
    add_attachments(deployment, hubs, accounts=accounts, account_workspaces=account_workspaces)
    deployment.add_each(TenantWorkspaces(deployment=deployment, shares=tenants, accounts=accounts, identity=identity))


def _add_accounts(deployment: Deployment, organization: OrganizationOutputs) -> AccountsOutputs:
    """Add what brings accounts into being: Control Tower's landing zone and controls, where it has them; accounts."""
    zone = deployment.environment.zone
    control_tower = controls = None
    if landing_zone := managed_landing_zone(zone.control_tower):
        control_tower = deployment.add(
            ControlTowerWorkspace(deployment, landing_zone=landing_zone, organization=organization)
        )
    if any(bindings(zone.control_tower)):
        controls = deployment.add(ControlsWorkspace(deployment, organization=organization, control_tower=control_tower))
    return deployment.add(
        AccountsWorkspace(
            deployment,
            organization=organization,
            control_tower=control_tower,
            after=[workspace for workspace in (control_tower, controls) if workspace],
        )
    ).outputs


def _add_network(
    deployment: Deployment, organization: OrganizationOutputs, accounts: AccountsOutputs
) -> tuple[Mapping[str, HubOutputs], IpamOutputs | None]:
    """Add what the network has before any spoke is there; nothing, where there is no network."""
    network = deployment.environment.zone.network
    if network is None:
        return {}, None
    delegation = deployment.add(DelegationWorkspace(deployment, accounts=accounts))
    ipam = deployment.add(
        NetworkIpamWorkspace(deployment, organization=organization, accounts=accounts, delegation=delegation)
    ).outputs
    hubs: dict[str, HubOutputs] = {}
    for hub in network.hubs:
        hubs[hub] = deployment.add(
            NetworkHubWorkspace(
                deployment,
                hub=hub,
                organization=organization,
                accounts=accounts,
                delegation=delegation,
                direct_connect=next(
                    (outputs for name, outputs in hubs.items() if network.has_direct_connect(name)), None
                ),
            )
        ).outputs
    return hubs, ipam


def _add_shared_vpcs(
    deployment: Deployment,
    organization: OrganizationOutputs,
    accounts: AccountsOutputs,
    hubs: Mapping[str, HubOutputs],
    ipam: IpamOutputs | None,
) -> Mapping[str, SharedVpcOutputs]:
    """Add each VPC that several accounts share; nothing, where there is no network."""
    network = deployment.environment.zone.network
    if network is None or ipam is None:
        return {}
    return {
        name: deployment.add(
            SharedVpcWorkspace(
                deployment, name, organization=organization, accounts=accounts, hub=hubs[spec.hub], ipam=ipam
            )
        ).outputs
        for name, spec in network.shared_vpcs.items()
    }
