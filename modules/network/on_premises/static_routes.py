"""Routes to what is behind a link that announces nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from ipaddress import IPv4Network

from cdktf_cdktf_provider_aws.ec2_transit_gateway_route import Ec2TransitGatewayRoute
from constructs import Construct

from modules.network.addresses.plan import address_key


class StaticRoutes(Construct):
    """Define a route to each range in each route table.

    Args:
        scope: The stack, or what the link is defined in.
        id_: What the routes are called in addresses.
        attachment_id: The link's attachment.
        table_ids: The tables that know the ranges, by name.
        ranges: What is behind the link.

    """

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        attachment_id: str,
        table_ids: Mapping[str, str],
        ranges: Iterable[IPv4Network],
    ) -> None:
        super().__init__(scope, id_)
        behind = tuple(ranges)
        for table, table_id in table_ids.items():
            branch = Construct(self, table)
            for network in behind:
                Ec2TransitGatewayRoute(
                    branch,
                    address_key(network),
                    destination_cidr_block=str(network),
                    transit_gateway_attachment_id=attachment_id,
                    transit_gateway_route_table_id=table_id,
                )
