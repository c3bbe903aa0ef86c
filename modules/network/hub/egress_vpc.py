"""The VPC through which all segments of a hub reach the internet."""

from __future__ import annotations

from cdktf_cdktf_provider_aws.route import Route
from constructs import Construct

from modules.network.addresses.plan import ANYWHERE
from modules.network.hub.hub_public_subnets import HubPublicSubnets
from modules.network.hub.hub_vpc import HubSite, HubVpc
from modules.network.plan.routing import EGRESS
from modules.network.vpc.nat_gateways import NatGateways
from modules.network.vpc.subnet_routes import SubnetRoutes


class EgressVpc(Construct):
    """Define a NAT gateway in each zone: a zone that fails takes no other with it.

    What comes in from the transit gateway in a zone leaves through the NAT gateway of that zone; answers go back to the
    transit gateway.
    """

    def __init__(self, scope: Construct, id_: str, *, site: HubSite) -> None:
        super().__init__(scope, id_)
        self._vpc = vpc = HubVpc(self, "Default", site=site, vpc=EGRESS, large="public", keeps_flows_together=False)
        public = HubPublicSubnets(
            self, "public", site=site, name=site.name(EGRESS), vpc=vpc, beyond=site.beyond.get(EGRESS, ())
        )
        gateways = NatGateways(
            self, "nat-gateway", name=site.name(EGRESS), subnet_ids=vpc.large_subnet_ids, way_out=public.way_out
        )
        inner = Construct(self, "attachment-routes")
        for zone_id, nat_gateway_id in gateways.nat_gateway_ids.items():
            routes = SubnetRoutes(
                inner,
                zone_id,
                name=f"{site.name(EGRESS)}-attachment-{zone_id}",
                vpc_id=vpc.vpc_id,
                subnet_ids={zone_id: vpc.attachment_subnet_ids[zone_id]},
            )
            Route(
                routes,
                "internet",
                route_table_id=routes.route_table_id,
                destination_cidr_block=str(ANYWHERE),
                nat_gateway_id=nat_gateway_id,
            )

    @property
    def attachment_id(self) -> str:
        """Token: the id of the VPC's attachment."""
        return self._vpc.attachment_id
