"""Subnets with a way to the internet."""

from __future__ import annotations

from collections.abc import Mapping

from cdktf import ITerraformDependable
from cdktf_cdktf_provider_aws.internet_gateway import InternetGateway
from cdktf_cdktf_provider_aws.route import Route
from constructs import Construct

from modules.network.addresses.plan import ANYWHERE
from modules.network.vpc.subnet_routes import SubnetRoutes


class PublicSubnets(Construct):
    """Define a VPC's internet gateway, and lead what leaves some of its subnets there.

    Args:
        scope: The construct that owns the VPC.
        id_: What the subnets are called.
        name: The VPC's name.
        vpc_id: The VPC.
        subnet_ids: The subnets, by zone id.

    """

    def __init__(self, scope: Construct, id_: str, *, name: str, vpc_id: str, subnet_ids: Mapping[str, str]) -> None:
        super().__init__(scope, id_)
        self._gateway = InternetGateway(self, "internet-gateway", vpc_id=vpc_id, tags={"Name": name})
        self._routes = SubnetRoutes(self, "routes", name=f"{name}-public", vpc_id=vpc_id, subnet_ids=subnet_ids)
        Route(
            self,
            "internet",
            route_table_id=self._routes.route_table_id,
            destination_cidr_block=str(ANYWHERE),
            gateway_id=self._gateway.id,
        )

    @property
    def route_table_id(self) -> str:
        """Token: the id of the subnets' route table."""
        return self._routes.route_table_id

    @property
    def way_out(self) -> ITerraformDependable:
        """What a NAT gateway must list in `depends_on`: none of its arguments refers to it."""
        return self._gateway
