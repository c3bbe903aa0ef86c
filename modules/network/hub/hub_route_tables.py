"""The route tables of a hub's transit gateway."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cdktf_cdktf_provider_aws.ec2_transit_gateway_route import Ec2TransitGatewayRoute
from cdktf_cdktf_provider_aws.ec2_transit_gateway_route_table import Ec2TransitGatewayRouteTable
from cdktf_cdktf_provider_aws.ec2_transit_gateway_route_table_association import Ec2TransitGatewayRouteTableAssociation
from constructs import Construct

from modules.network.addresses.plan import address_key
from modules.network.plan.routing import RouteTable


class HubRouteTables(Construct):
    """Define every route table, its static routes, and the associations of the hub's own VPCs.

    Args:
        scope: The stack.
        id_: What the tables are called in addresses.
        hub: The hub's name.
        transit_gateway_id: Its transit gateway.
        tables: What the tables say.
        existing_ids: Tables that exist already, by name: what the tables say is added to them.
        attachment_ids: The attachments of the hub's own VPCs, by name.

    """

    def __init__(  # noqa: PLR0913 - what it needs of others comes in as an argument
        self,
        scope: Construct,
        id_: str,
        *,
        hub: str,
        transit_gateway_id: str,
        tables: Sequence[RouteTable],
        existing_ids: Mapping[str, str],
        attachment_ids: Mapping[str, str],
    ) -> None:
        super().__init__(scope, id_)
        self._ids: dict[str, str] = {}
        for table in tables:
            branch = Construct(self, table.name)
            table_id = (
                existing_ids.get(table.name)
                or Ec2TransitGatewayRouteTable(
                    branch, "Default", transit_gateway_id=transit_gateway_id, tags={"Name": f"{hub}-{table.name}"}
                ).id
            )
            if table.name in attachment_ids:
                Ec2TransitGatewayRouteTableAssociation(
                    branch,
                    "association",
                    transit_gateway_attachment_id=attachment_ids[table.name],
                    transit_gateway_route_table_id=table_id,
                )
            for destination, target in table.routes:
                Ec2TransitGatewayRoute(
                    branch,
                    address_key(destination),
                    destination_cidr_block=str(destination),
                    transit_gateway_route_table_id=table_id,
                    transit_gateway_attachment_id=attachment_ids[target] if target else None,
                    blackhole=None if target else True,
                )
            self._ids[table.name] = table_id

    @property
    def route_table_ids(self) -> dict[str, str]:
        """Tokens: each route table's id, by name."""
        return dict(self._ids)
