"""The workspace of IPAM: the address plan of all hubs, and who takes from which pool."""

from __future__ import annotations

from dataclasses import dataclass

from cdktf import TerraformOutput
from constructs import Construct

from modules.network.hub.resource_share import ResourceShare
from modules.network.ipam.address_pools import AddressPools
from modules.network.placements import corporate
from modules.workspaces.delegation import DelegationWorkspace
from modules.workspaces.network_workspace import NetworkWorkspace, network_of, units_of
from modules.workspaces.organization import OrganizationOutputs
from modules.workspaces.vended_accounts import AccountsOutputs
from modules.workspaces.workspace import Environment, Workspace

_POOL_IDS = "pool_ids"
"""The output that tells each pool's id, by hub and segment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IpamOutputs:
    """All that another workspace may know of IPAM."""

    workspace: Workspace

    def pool_id(self, reader: Workspace, hub: str, name: str) -> str:
        """Return the expression of a pool's id, for use in `reader`."""
        return f'${{{reader.read(self.workspace, _POOL_IDS)}["{hub}"]["{name}"]}}'


class NetworkIpamWorkspace(NetworkWorkspace):
    """Define the pools, and share each with the units whose accounts are of its segment, and with no others."""

    def __init__(
        self,
        scope: Construct,
        *,
        environment: Environment,
        organization: OrganizationOutputs,
        accounts: AccountsOutputs,
        delegation: DelegationWorkspace,
    ) -> None:
        zone = environment.zone
        super().__init__(
            scope,
            "network-ipam",
            environment=environment,
            accounts=accounts,
            region=zone.organization.home_region,
        )
        self.add_dependency(delegation)
        network = network_of(zone)
        pools = AddressPools(self, "ipam", network=network, organization=zone.organization.name)
        shares = Construct(self, "share")
        for segment in network.all_segments():
            members = [one for one, spoke in corporate(network, zone.roster) if spoke.segment == segment]
            arns = {hub: of_hub[segment] for hub, of_hub in pools.pool_arns.items() if segment in of_hub}
            if members and arns:
                ResourceShare(
                    shares,
                    segment,
                    name=f"network-addresses-{segment}",
                    resource_arns=arns,
                    principal_arns=units_of(members, organization),
                )
        TerraformOutput(self, _POOL_IDS, value=pools.pool_ids, static_id=True)
        self.outputs = IpamOutputs(workspace=self)
