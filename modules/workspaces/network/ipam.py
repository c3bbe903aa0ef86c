"""The workspace of IPAM: the address plan of all hubs, and who takes from which pool."""

from __future__ import annotations

from constructs import Construct

from modules.network.hub.resource_share import ResourceShare
from modules.network.ipam.address_pools import AddressPools
from modules.network.ipam.kept_ranges import KeptRanges
from modules.network.plan.placements import Origin, corporate
from modules.network.plan.shared_vpcs import foreign_owners
from modules.network.plan.written_ranges import written_ranges
from modules.workspaces.base.deployment import Deployment
from modules.workspaces.base.outputs import Output, Outputs
from modules.workspaces.foundation.delegation import DelegationWorkspace
from modules.workspaces.foundation.organization import OrganizationOutputs
from modules.workspaces.foundation.vended_accounts import AccountsOutputs
from modules.workspaces.network.network_workspace import NetworkWorkspace, network_of, units_of


class IpamOutputs(Outputs):
    """All that another workspace may know of IPAM."""

    pool_ids = Output()
    """Each pool's id, by hub and segment."""


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
        shares = Construct(self, "share")
        for segment in network.all_segments():
            taking = corporate(network, zone.roster)
            members = [account for account, spoke in taking if spoke.segment == segment and spoke.origin is Origin.POOL]
            owners = foreign_owners(network, zone.roster)
            members += [owner for owner, spec in owners if spec.segment == segment and not spec.range]
            arns = {hub: of_hub[segment] for hub, of_hub in pools.pool_arns.items() if segment in of_hub}
            if members and arns:
                ResourceShare(
                    shares,
                    segment,
                    name=f"network-addresses-{segment}",
                    resource_arns=arns,
                    principal_arns=units_of(members, organization),
                )
        kept = [range_ for range_ in written_ranges(network, zone.roster) if range_.pool(network)]
        KeptRanges(self, "kept", ranges=kept, pool_ids=pools.pool_ids)
        self.outputs = IpamOutputs.publish(self, pool_ids=pools.pool_ids)
