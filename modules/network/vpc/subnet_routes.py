"""The route table of some subnets of a VPC."""

from __future__ import annotations

from collections.abc import Mapping

from cdktf_cdktf_provider_aws.route_table import RouteTable
from cdktf_cdktf_provider_aws.route_table_association import RouteTableAssociation
from constructs import Construct


class SubnetRoutes(Construct):
    """Define a route table, and associate it with subnets. Whoever needs a route adds it.

    Args:
        scope: The construct that owns it.
        id_: Which subnets it is for.
        name: Its name in AWS.
        vpc_id: The VPC.
        subnet_ids: The subnets, by zone id.

    """

    def __init__(self, scope: Construct, id_: str, *, name: str, vpc_id: str, subnet_ids: Mapping[str, str]) -> None:
        super().__init__(scope, id_)
        self._table = RouteTable(self, "Default", vpc_id=vpc_id, tags={"Name": name})
        for zone_id, subnet_id in subnet_ids.items():
            RouteTableAssociation(self, zone_id, route_table_id=self._table.id, subnet_id=subnet_id)

    @property
    def route_table_id(self) -> str:
        """Token: the route table's id."""
        return self._table.id
