"""Which workspaces of VPCs that several accounts share an environment has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from modules.workspaces.base.deployment import Deployment
from modules.workspaces.foundation.organization import OrganizationOutputs
from modules.workspaces.foundation.vended_accounts import AccountsOutputs
from modules.workspaces.network.hub import HubOutputs
from modules.workspaces.network.ipam import IpamOutputs
from modules.workspaces.network.shared_vpc import SharedVpcOutputs, SharedVpcWorkspace
from modules.workspaces.network.shares import NetworkSharesWorkspace


def add_shared_vpcs(  # noqa: PLR0913 - what they need of others comes in as an argument
    deployment: Deployment,
    organization: OrganizationOutputs,
    accounts: AccountsOutputs,
    hubs: Mapping[str, HubOutputs],
    ipam: IpamOutputs | None,
    *,
    shares: Sequence[NetworkSharesWorkspace],
) -> Mapping[str, SharedVpcOutputs]:
    """Add each VPC that several accounts share; nothing, where there is no network."""
    network = deployment.environment.zone.network
    if network is None or ipam is None:
        return {}
    added = {
        name: deployment.add(
            SharedVpcWorkspace(
                deployment, name, organization=organization, accounts=accounts, hub=hubs[spec.hub], ipam=ipam
            )
        )
        for name, spec in network.shared_vpcs.items()
    }
    for workspace in added.values():
        for share in shares:  # where it is in another account, hub and pool are shared with that before
            workspace.add_dependency(share)
    return {name: workspace.outputs for name, workspace in added.items()}
