"""The VPC whose interface endpoints all segments of a hub share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from ipaddress import IPv4Network

from cdktf_cdktf_provider_aws.route import Route
from cdktf_cdktf_provider_aws.security_group import SecurityGroup
from cdktf_cdktf_provider_aws.vpc_security_group_ingress_rule import VpcSecurityGroupIngressRule
from constructs import Construct

from modules.network.addresses.plan import address_key
from modules.network.endpoints.interface_endpoint import InterfaceEndpoint
from modules.network.endpoints.policies import endpoint_policy
from modules.network.hub.hub_vpc import HubSite, HubVpc
from modules.network.plan.routing import ENDPOINTS
from modules.network.vpc.subnet_routes import SubnetRoutes

HTTPS = 443


@dataclass(frozen=True, slots=True, kw_only=True)
class EndpointUsers:
    """Who may use the endpoints."""

    ranges: tuple[IPv4Network, ...]
    """The ranges of the corporate network: the hub's, and those on premises."""
    organization_id: str
    """Token: the id of the organization whose principals and resources the endpoints are for."""
    trusted_accounts: tuple[str, ...]
    """Ids of accounts outside of the organization whose resources may be used, too."""


class EndpointsVpc(Construct):
    """Define an endpoint of each service, reached over TLS from the corporate network and from nowhere else.

    Args:
        scope: The stack.
        id_: What the VPC is called in addresses.
        site: Where it stands.
        region: Its region.
        services: Services, as in the table of services; none, where only resolver endpoints stand in the VPC.
        users: Whom they serve.

    """

    def __init__(  # noqa: PLR0913 - what it needs of others comes in as an argument
        self,
        scope: Construct,
        id_: str,
        *,
        site: HubSite,
        region: str,
        services: Sequence[str],
        users: EndpointUsers,
    ) -> None:
        super().__init__(scope, id_)
        self._vpc = vpc = HubVpc(
            self, "Default", site=site, vpc=ENDPOINTS, large="endpoint", keeps_flows_together=False
        )
        _lead_back(self, site, vpc, users.ranges)
        group_id = _reached_over_tls(self, site, vpc, users.ranges) if services else ""
        branch = Construct(self, "service")
        self._endpoints = {
            service: InterfaceEndpoint(
                branch,
                service.replace(".", "-"),
                service=service,
                region=region,
                name=f"{site.name(ENDPOINTS)}-{service}",
                vpc_id=vpc.vpc_id,
                subnet_ids=list(vpc.large_subnet_ids.values()),
                security_group_id=group_id,
                policy=endpoint_policy(
                    service,
                    region=region,
                    organization_id=users.organization_id,
                    trusted_accounts=users.trusted_accounts,
                ),
            )
            for service in services
        }

    @property
    def vpc_id(self) -> str:
        """Token: the VPC's id."""
        return self._vpc.vpc_id

    @property
    def subnet_ids(self) -> dict[str, str]:
        """Tokens: the ids of the subnets that hold endpoints, by zone id."""
        return self._vpc.large_subnet_ids

    @property
    def attachment_id(self) -> str:
        """Token: the id of the VPC's attachment."""
        return self._vpc.attachment_id

    @property
    def zone_arns(self) -> dict[str, str]:
        """Tokens: the ARNs of the private zones, by service."""
        return {service: endpoint.zone_arn for service, endpoint in self._endpoints.items()}


def _lead_back(scope: Construct, site: HubSite, vpc: HubVpc, ranges: Sequence[IPv4Network]) -> None:
    """Lead answers to whoever asked, and nothing to the internet."""
    routes = SubnetRoutes(
        scope,
        "endpoint-routes",
        name=f"{site.name(ENDPOINTS)}-endpoint",
        vpc_id=vpc.vpc_id,
        subnet_ids=vpc.large_subnet_ids,
    )
    corporate = Construct(routes, "corporate")
    for network in ranges:
        Route(
            corporate,
            address_key(network),
            route_table_id=routes.route_table_id,
            destination_cidr_block=str(network),
            transit_gateway_id=vpc.attached_transit_gateway_id,
        )


def _reached_over_tls(scope: Construct, site: HubSite, vpc: HubVpc, ranges: Sequence[IPv4Network]) -> str:
    group = SecurityGroup(
        scope,
        "security-group",
        name=f"{site.name(ENDPOINTS)}-services",
        description="TLS from the corporate network to endpoints of AWS services",
        vpc_id=vpc.vpc_id,
    )
    corporate = Construct(scope, "from")
    for network in ranges:
        VpcSecurityGroupIngressRule(
            corporate,
            address_key(network),
            security_group_id=group.id,
            description="Corporate network",
            cidr_ipv4=str(network),
            ip_protocol="tcp",
            from_port=HTTPS,
            to_port=HTTPS,
        )
    return group.id
