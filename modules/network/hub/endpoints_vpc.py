"""The VPC whose interface endpoints all segments of a hub share."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from ipaddress import IPv4Network

from cdktf_cdktf_provider_aws.route import Route
from cdktf_cdktf_provider_aws.security_group import SecurityGroup
from cdktf_cdktf_provider_aws.vpc_security_group_ingress_rule import VpcSecurityGroupIngressRule
from constructs import Construct

from modules.network.addresses.plan import address_key
from modules.network.endpoints.interface_endpoints import EndpointSite, EndpointUsers, InterfaceEndpoints
from modules.network.hub.hub_vpc import HubSite, HubVpc
from modules.network.plan.routing import ENDPOINTS
from modules.network.plan.service_catalogue import HTTPS, EndpointService
from modules.network.vpc.gateway_endpoints import GatewayEndpoints
from modules.network.vpc.subnet_routes import SubnetRoutes


class EndpointsVpc(Construct):
    """Define an endpoint of each service, reached at its ports from the corporate network and from nowhere else.

    Args:
        scope: The stack.
        id_: What the VPC is called in addresses.
        site: Where it stands.
        region: Its region.
        services: Services by name; none, where only resolver endpoints stand in the VPC.
        users: Whom they serve.
        elsewhere: Whether the endpoints are defined in workspaces of their own, and here only what they need.

    """

    def __init__(  # noqa: PLR0913 - what it needs of others comes in as an argument
        self,
        scope: Construct,
        id_: str,
        *,
        site: HubSite,
        region: str,
        services: Mapping[str, EndpointService],
        users: EndpointUsers,
        elsewhere: bool,
    ) -> None:
        super().__init__(scope, id_)
        self._vpc = vpc = HubVpc(
            self, "Default", site=site, vpc=ENDPOINTS, large="endpoint", keeps_flows_together=False
        )
        table_id = _lead_back(self, site, vpc, users.ranges)
        ports = {port for service in services.values() for port in service.ports}
        group_id = _reached_at(self, site, vpc, users.ranges, ports) if services else ""
        gateways = self._gateways(site, region, table_id, users) if _wants_gateways(services) else None
        self._site = EndpointSite(
            name=site.name(ENDPOINTS),
            region=region,
            vpc_id=vpc.vpc_id,
            subnet_ids=tuple(vpc.large_subnet_ids.values()),
            security_group_id=group_id,
        )
        self._endpoints = InterfaceEndpoints(
            self,
            "service",
            site=self._site,
            services={} if elsewhere else services,
            users=users,
            after=gateways.dependables if gateways else (),
        )

    def _gateways(self, site: HubSite, region: str, table_id: str, users: EndpointUsers) -> GatewayEndpoints:
        """Define what AWS asks for where private DNS answers the inbound Resolver endpoint only."""
        return GatewayEndpoints(
            self,
            "gateway",
            vpc_id=self._vpc.vpc_id,
            name=site.name(ENDPOINTS),
            region=region,
            route_table_ids=[table_id],
            organization_id=users.organization_id,
            trusted_accounts=users.trusted_accounts,
            reads_everything=False,
        )

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
        """Tokens: the ARNs of the private zones, by what they are called in the hub's profile."""
        return self._endpoints.zone_arns

    @property
    def security_group_id(self) -> str:
        """Token: the id of the group that says who reaches the endpoints; empty where there are none."""
        return self._site.security_group_id


def _wants_gateways(services: Mapping[str, EndpointService]) -> bool:
    return any(service.private_dns_for_inbound for service in services.values())


def _lead_back(scope: Construct, site: HubSite, vpc: HubVpc, ranges: Sequence[IPv4Network]) -> str:
    """Lead answers to whoever asked, and nothing to the internet; return the route table."""
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
    return routes.route_table_id


def _reached_at(
    scope: Construct, site: HubSite, vpc: HubVpc, ranges: Sequence[IPv4Network], ports: Collection[int]
) -> str:
    group = SecurityGroup(
        scope,
        "security-group",
        name=f"{site.name(ENDPOINTS)}-services",
        description="TLS from the corporate network to endpoints of AWS services",
        vpc_id=vpc.vpc_id,
    )
    _admit(Construct(scope, "from"), group.id, ranges, HTTPS)
    others = Construct(scope, "port")
    for port in sorted(set(ports) - {HTTPS}):
        _admit(Construct(others, str(port)), group.id, ranges, port)
    return group.id


def _admit(scope: Construct, group_id: str, ranges: Sequence[IPv4Network], port: int) -> None:
    for network in ranges:
        VpcSecurityGroupIngressRule(
            scope,
            address_key(network),
            security_group_id=group_id,
            description="Corporate network",
            cidr_ipv4=str(network),
            ip_protocol="tcp",
            from_port=port,
            to_port=port,
        )
