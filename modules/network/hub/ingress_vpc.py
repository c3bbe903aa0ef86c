"""The VPC through which traffic from the internet comes in to corporate accounts."""

from __future__ import annotations

from constructs import Construct

from modules.aws_bindings import Route
from modules.network.hub.hub_vpc import HubSite, HubVpc
from modules.network.routing import INGRESS
from modules.network.vpc.public_subnets import PublicSubnets


class IngressVpc(Construct):
    """Define public subnets for load balancers, and the way from there to the segments.

    The load balancers and their targets belong to whoever publishes something; nothing else of a corporate account can
    be reached from the internet.
    """

    def __init__(self, scope: Construct, id_: str, *, site: HubSite) -> None:
        super().__init__(scope, id_)
        self._vpc = vpc = HubVpc(self, "Default", site=site, vpc=INGRESS, large="public", keeps_flows_together=False)
        public = PublicSubnets(
            self, "public", name=site.name(INGRESS), vpc_id=vpc.vpc_id, subnet_ids=vpc.large_subnet_ids
        )
        Route(
            public,
            "hub",
            route_table_id=public.route_table_id,
            destination_cidr_block=str(site.hub_range),
            transit_gateway_id=vpc.attached_transit_gateway_id,
        )

    @property
    def attachment_id(self) -> str:
        """Token: the id of the VPC's attachment."""
        return self._vpc.attachment_id
