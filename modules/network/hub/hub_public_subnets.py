"""The public subnets of a VPC of the hub."""

from __future__ import annotations

from cdktf_cdktf_provider_aws.route import Route
from constructs import Construct

from modules.network.hub.hub_vpc import HubSite, HubVpc
from modules.network.vpc.public_subnets import PublicSubnets


class HubPublicSubnets(PublicSubnets):
    """Define the way to the internet, and the way back to whoever is attached to the hub.

    Args:
        scope: The construct that owns the VPC.
        id_: What the subnets are called.
        site: Where the VPC stands.
        name: The VPC's name.
        vpc: The VPC, whose large subnets they are.

    """

    def __init__(self, scope: Construct, id_: str, *, site: HubSite, name: str, vpc: HubVpc) -> None:
        super().__init__(scope, id_, name=name, vpc_id=vpc.vpc_id, subnet_ids=vpc.large_subnet_ids)
        Route(
            self,
            "hub",
            route_table_id=self.route_table_id,
            destination_cidr_block=str(site.hub_range),
            transit_gateway_id=vpc.attached_transit_gateway_id,
        )
