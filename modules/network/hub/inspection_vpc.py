"""The VPC through which a hub leads what is inspected."""

from __future__ import annotations

from cdktf_cdktf_provider_aws.route import Route
from constructs import Construct

from modules.network.addresses.plan import ANYWHERE
from modules.network.hub.hub_vpc import ATTACHMENT, HubSite, HubVpc
from modules.network.inspection.firewall import Firewall
from modules.network.plan.firewall_rules import FirewallRules
from modules.network.plan.routing import INSPECTION
from modules.network.vpc.subnet_routes import SubnetRoutes

FIREWALL = "firewall"


class InspectionVpc(Construct):
    """Define a VPC with a firewall and nothing else in it.

    What comes in from the transit gateway in a zone goes to the firewall's endpoint of that zone, and from there back
    to the transit gateway. Both directions of a connection come in one zone (appliance mode).

    Args:
        scope: The stack.
        id_: What the VPC is called in addresses.
        site: Where it stands.
        rules: What the firewall goes by.
        key_arn: The key that encrypts its rules and logs.
        retention_days: How long log groups keep logs.
        log_bucket: The bucket of the log archive that takes its logs; none: log groups do.

    """

    def __init__(  # noqa: PLR0913 - what it needs of others comes in as an argument
        self,
        scope: Construct,
        id_: str,
        *,
        site: HubSite,
        rules: FirewallRules,
        key_arn: str,
        retention_days: int,
        log_bucket: str | None,
    ) -> None:
        super().__init__(scope, id_)
        self._vpc = vpc = HubVpc(self, "Default", site=site, vpc=INSPECTION, large=FIREWALL, keeps_flows_together=True)
        firewall = Firewall(
            self,
            FIREWALL,
            name=site.name(INSPECTION),
            vpc_id=vpc.vpc_id,
            subnet_ids=vpc.large_subnet_ids,
            rules=rules,
            key_arn=key_arn,
            retention_days=retention_days,
            log_bucket=log_bucket,
        )
        inner = Construct(self, "attachment-routes")
        for zone_id, subnet_id in vpc.attachment_subnet_ids.items():
            routes = SubnetRoutes(
                inner,
                zone_id,
                name=f"{site.name(INSPECTION)}-{ATTACHMENT}-{zone_id}",
                vpc_id=vpc.vpc_id,
                subnet_ids={zone_id: subnet_id},
            )
            Route(
                routes,
                FIREWALL,
                route_table_id=routes.route_table_id,
                destination_cidr_block=str(ANYWHERE),
                vpc_endpoint_id=firewall.endpoint_id(zone_id),
            )
        outer = SubnetRoutes(
            self,
            "firewall-routes",
            name=f"{site.name(INSPECTION)}-{FIREWALL}",
            vpc_id=vpc.vpc_id,
            subnet_ids=vpc.large_subnet_ids,
        )
        Route(
            outer,
            "hub",
            route_table_id=outer.route_table_id,
            destination_cidr_block=str(ANYWHERE),
            transit_gateway_id=vpc.attached_transit_gateway_id,
        )

    @property
    def attachment_id(self) -> str:
        """Token: the id of the VPC's attachment."""
        return self._vpc.attachment_id
