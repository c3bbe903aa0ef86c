"""The workspace of IPAM: the address plan of all hubs, and who takes from which pool."""

from __future__ import annotations

from constructs import Construct

from modules.network.hub.resource_share import ResourceShare
from modules.network.ipam.address_pools import AddressPools
from modules.network.plan.placements import corporate
from modules.workspaces.base.deployment import Deployment
from modules.workspaces.base.outputs import Output, Outputs
from modules.workspaces.foundation.delegation import DelegationWorkspace
from modules.workspaces.foundation.organization import OrganizationOutputs
from modules.workspaces.foundation.vended_accounts import AccountsOutputs
from modules.workspaces.network.network_workspace import NetworkWorkspace, network_of


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
            members = [account for account, spoke in corporate(network, zone.roster) if spoke.segment == segment]
            arns = {hub: of_hub[segment] for hub, of_hub in pools.pool_arns.items() if segment in of_hub}
            if members and arns:
                ResourceShare(
                    shares,
                    segment,
                    name=f"network-addresses-{segment}",
                    resource_arns=arns,
                    principal_arns=self.principals_of(members, organization),
                )
        self.outputs = IpamOutputs.publish(self, pool_ids=pools.pool_ids)
