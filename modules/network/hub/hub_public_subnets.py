"""The public subnets of a VPC of the hub."""

from __future__ import annotations

from collections.abc import Sequence
from ipaddress import IPv4Network

from cdktf_cdktf_provider_aws.route import Route
from constructs import Construct

from modules.network.addresses.plan import address_key
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
        beyond: Ranges outside of the hub's own that are attached to it, too.

    """

    def __init__(  # noqa: PLR0913 - what it needs of others comes in as an argument
        self, scope: Construct, id_: str, *, site: HubSite, name: str, vpc: HubVpc, beyond: Sequence[IPv4Network]
    ) -> None:
        super().__init__(scope, id_, name=name, vpc_id=vpc.vpc_id, subnet_ids=vpc.large_subnet_ids)
        self._lead_back(self, "hub", site.hub_range, vpc)
        outside = Construct(self, "outside")
        for range_ in beyond:
            self._lead_back(outside, address_key(range_), range_, vpc)

    def _lead_back(self, scope: Construct, id_: str, range_: IPv4Network, vpc: HubVpc) -> None:
        Route(
            scope,
            id_,
            route_table_id=self.route_table_id,
            destination_cidr_block=str(range_),
            transit_gateway_id=vpc.attached_transit_gateway_id,
        )
