"""What a hub's route tables know of an on-premises link."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from ipaddress import IPv4Network

from cdktf_cdktf_provider_aws.ec2_transit_gateway_route_table_association import Ec2TransitGatewayRouteTableAssociation
from cdktf_cdktf_provider_aws.ec2_transit_gateway_route_table_propagation import Ec2TransitGatewayRouteTablePropagation
from constructs import Construct

from modules.network.on_premises.static_routes import StaticRoutes


class LinkRoutes(Construct):
    """Define which route table a link is associated with, and which ones know the ranges behind it.

    Args:
        scope: The stack.
        id_: What the routes are called in addresses.
        attachment_id: The link's attachment.
        route_table_id: The table of on-premises links.
        learning: The tables that know the ranges, by name.
        propagates: Whether the link announces its ranges.
        static: The ranges of a link that announces none, where their routes are written down here.

    """

    def __init__(  # noqa: PLR0913 - what it needs of others comes in as an argument
        self,
        scope: Construct,
        id_: str,
        *,
        attachment_id: str,
        route_table_id: str,
        learning: Mapping[str, str],
        propagates: bool,
        static: Sequence[IPv4Network],
    ) -> None:
        super().__init__(scope, id_)
        Ec2TransitGatewayRouteTableAssociation(
            self,
            "association",
            transit_gateway_attachment_id=attachment_id,
            transit_gateway_route_table_id=route_table_id,
        )
        if propagates:
            propagation = Construct(self, "propagation")
            for table, table_id in learning.items():
                Ec2TransitGatewayRouteTablePropagation(
                    propagation,
                    table,
                    transit_gateway_attachment_id=attachment_id,
                    transit_gateway_route_table_id=table_id,
                )
        if static:
            StaticRoutes(self, "Default", attachment_id=attachment_id, table_ids=learning, ranges=static)
