"""The VPC through which traffic from the internet comes in to corporate accounts."""

from __future__ import annotations

from constructs import Construct

from modules.network.hub.hub_public_subnets import HubPublicSubnets
from modules.network.hub.hub_vpc import HubSite, HubVpc
from modules.network.plan.routing import INGRESS


class IngressVpc(Construct):
    """Define public subnets for load balancers, and the way from there to the segments.

    The load balancers and their targets belong to whoever publishes something; nothing else of a corporate account can
    be reached from the internet.
    """

    def __init__(self, scope: Construct, id_: str, *, site: HubSite) -> None:
        super().__init__(scope, id_)
        self._vpc = HubVpc(self, "Default", site=site, vpc=INGRESS, large="public", keeps_flows_together=False)
        HubPublicSubnets(
            self, "public", site=site, name=site.name(INGRESS), vpc=self._vpc, beyond=site.beyond.get(INGRESS, ())
        )

    @property
    def attachment_id(self) -> str:
        """Token: the id of the VPC's attachment."""
        return self._vpc.attachment_id
