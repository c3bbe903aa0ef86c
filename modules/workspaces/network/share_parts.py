"""Which workspaces of shares an environment has, where those of hubs and IPAM have no room for them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from modules.network.plan.sizes import hub_share_workspaces, ipam_share_workspaces
from modules.workspaces.base.deployment import Deployment
from modules.workspaces.base.workspace import Workspace
from modules.workspaces.foundation.organization import OrganizationOutputs
from modules.workspaces.foundation.vended_accounts import AccountsOutputs
from modules.workspaces.network.hub import HubOutputs, hub_share
from modules.workspaces.network.ipam import IpamOutputs, pool_shares
from modules.workspaces.network.network_workspace import network_of
from modules.workspaces.network.shares import NetworkSharesWorkspace, parts


def add_shares(
    deployment: Deployment,
    organization: OrganizationOutputs,
    hubs: Mapping[str, HubOutputs],
    ipam: IpamOutputs,
    *,
    accounts: AccountsOutputs,
) -> list[NetworkSharesWorkspace]:
    """Add them, behind the workspaces of what is shared; return them."""
    zone = deployment.environment.zone
    network, added = network_of(zone), list[NetworkSharesWorkspace]()
    if count := ipam_share_workspaces(network, zone.roster):
        for name, shares in parts("network-ipam", pool_shares(zone), count).items():
            workspace = NetworkSharesWorkspace(
                deployment,
                name,
                accounts=accounts,
                region=zone.organization.home_region,
                organization=organization,
                shares=shares,
                arn_of=partial(_pool, ipam),
            )
            added.append(deployment.add(workspace))
    for hub, outputs in hubs.items():
        count, share = hub_share_workspaces(network, zone.roster, hub), hub_share(zone, hub)
        for name, shares in parts(f"network-{hub}", [share] if share and count else [], count).items():
            workspace = NetworkSharesWorkspace(
                deployment,
                name,
                accounts=accounts,
                region=network.region(hub),
                organization=organization,
                shares=shares,
                arn_of=partial(_of_hub, outputs),
            )
            added.append(deployment.add(workspace))
    return added


def _pool(ipam: IpamOutputs, reader: Workspace, segment: str, hub: str) -> str:
    """Return the ARN of a segment's pool in a hub."""
    return ipam.pool_arns(reader, hub, segment)


def _of_hub(hub: HubOutputs, reader: Workspace, _: str, resource: str) -> str:
    """Return the ARN of what a hub shares."""
    return hub.shared_arns(reader, resource)
