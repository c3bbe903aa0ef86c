"""The workspace of IPAM: the address plan of all hubs, and who takes from which pool."""

from __future__ import annotations

from typing import Any

from constructs import Construct

from modules.landing_zone import LandingZone
from modules.network.hub.resource_share import ResourceShare
from modules.network.ipam.address_pools import AddressPools
from modules.network.ipam.kept_ranges import KeptRanges
from modules.network.plan.sizes import ipam_share_workspaces, units_of_segment
from modules.network.plan.written_ranges import written_ranges
from modules.workspaces.base.deployment import Deployment
from modules.workspaces.base.outputs import Output, Outputs
from modules.workspaces.foundation.delegation import DelegationWorkspace
from modules.workspaces.foundation.organization import OrganizationOutputs
from modules.workspaces.foundation.vended_accounts import AccountsOutputs
from modules.workspaces.network.network_workspace import NetworkWorkspace, network_of
from modules.workspaces.network.shares import Share


class IpamOutputs(Outputs):
    """All that another workspace may know of IPAM."""

    pool_ids = Output()
    """Each pool's id, by hub and segment."""
    pool_arns = Output()
    """Each pool's ARN, by hub and segment; only where shares are in workspaces of their own."""


class NetworkIpamWorkspace(NetworkWorkspace):
    """Define the pools, and share each with the units whose accounts are of its segment, and with no others."""

    def __init__(
        self,
        deployment: Deployment,
        *,
        organization: OrganizationOutputs,
        accounts: AccountsOutputs,
        delegation: DelegationWorkspace,
    ) -> None:
        zone = deployment.environment.zone
        super().__init__(deployment, "network-ipam", accounts=accounts, region=zone.organization.home_region)
        self.add_dependency(delegation)
        network = network_of(zone)
        pools = AddressPools(
            self,
            "ipam",
            network=network,
            organization=zone.organization.name,
            home_region=zone.organization.home_region,
        )
        outputs: dict[str, Any] = {"pool_ids": pools.pool_ids}
        if ipam_share_workspaces(network, zone.roster):
            outputs["pool_arns"] = pools.pool_arns
        else:
            shares = Construct(self, "share")
            for share in pool_shares(zone):
                ResourceShare(
                    shares,
                    share.key,
                    name=share.name,
                    resource_arns={hub: pools.pool_arns[hub][share.key] for hub in share.resources},
                    principal_arns=self.principals(share.units, organization),
                )
        kept = [range_ for range_ in written_ranges(network, zone.roster) if range_.pool(network)]
        KeptRanges(self, "kept", ranges=kept, pool_ids=pools.pool_ids)
        self.outputs = IpamOutputs.publish(self, **outputs)


def pool_shares(zone: LandingZone) -> tuple[Share, ...]:
    """Return the shares of pools: of each segment with the units whose accounts are of it."""
    network = network_of(zone)
    found = (
        Share(
            key=segment,
            name=f"network-addresses-{segment}",
            resources=tuple(hub for hub in network.hubs if segment in network.pools_of(hub)),
            units=units_of_segment(network, zone.roster, segment),
        )
        for segment in network.all_segments()
    )
    return tuple(share for share in found if share.units and share.resources)
