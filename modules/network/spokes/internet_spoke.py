"""The VPC of an account that has its own way to the internet, and none to the corporate network."""

from __future__ import annotations

from ipaddress import IPv4Network

from cdktf_cdktf_provider_aws.route import Route
from constructs import Construct

from modules.network.addresses.plan import ANYWHERE
from modules.network.spokes.corporate_vpc import PRIVATE, SpokeSite
from modules.network.spokes.spoke_parameters import SpokeParameters
from modules.network.vpc.gateway_endpoints import GatewayEndpoints
from modules.network.vpc.nat_gateways import NatGateways
from modules.network.vpc.public_subnets import PublicSubnets
from modules.network.vpc.subnet_routes import SubnetRoutes
from modules.network.vpc.tiered_vpc import TieredVpc, TierNames, VpcAddresses

INTERNET = "internet"


class InternetSpoke(Construct):
    """Define a VPC with private subnets that reach the internet through NAT, and small public ones for that alone.

    It is attached to nothing, and its range is the same in every such account: no route could lead from one to another
    or to the corporate network.

    Args:
        scope: The module.
        id_: What the VPC is called in addresses.
        site: Where it stands.
        network: Its range.
        nat_gateway_in_each_zone: Whether each zone has a NAT gateway, or the first one serves all.
        organization_id: The organization; known at apply.
        flow_log_destination: The ARN that records of traffic go to; known at apply.

    """

    def __init__(  # noqa: PLR0913 - what it needs of others comes in as an argument
        self,
        scope: Construct,
        id_: str,
        *,
        site: SpokeSite,
        network: IPv4Network,
        nat_gateway_in_each_zone: bool,
        organization_id: str,
        flow_log_destination: str,
    ) -> None:
        super().__init__(scope, id_)
        self._vpc = vpc = TieredVpc(
            self,
            "Default",
            name=INTERNET,
            addresses=VpcAddresses(prefix=network.prefixlen, network=network),
            zone_ids=site.zone_ids,
            names=TierNames(large=PRIVATE, small="public"),
            flow_log_destination=flow_log_destination,
        )
        public = PublicSubnets(self, "public", name=INTERNET, vpc_id=vpc.vpc_id, subnet_ids=vpc.small_subnet_ids)
        with_gateway = site.zone_ids if nat_gateway_in_each_zone else site.zone_ids[:1]
        gateways = NatGateways(
            self,
            "nat-gateway",
            name=INTERNET,
            subnet_ids={zone_id: vpc.small_subnet_ids[zone_id] for zone_id in with_gateway},
            way_out=public.way_out,
        )
        private = Construct(self, "private-routes")
        table_ids: list[str] = []
        for zone_id, nat_gateway_id in gateways.nat_gateway_ids.items():
            served = [zone_id] if nat_gateway_in_each_zone else site.zone_ids
            routes = SubnetRoutes(
                private,
                zone_id,
                name=f"{INTERNET}-{PRIVATE}-{zone_id}",
                vpc_id=vpc.vpc_id,
                subnet_ids={served_zone_id: vpc.large_subnet_ids[served_zone_id] for served_zone_id in served},
            )
            Route(
                routes,
                "internet",
                route_table_id=routes.route_table_id,
                destination_cidr_block=str(ANYWHERE),
                nat_gateway_id=nat_gateway_id,
            )
            table_ids.append(routes.route_table_id)
        GatewayEndpoints(
            self,
            "gateway-endpoint",
            vpc_id=vpc.vpc_id,
            name=INTERNET,
            region=site.region,
            route_table_ids=table_ids,
            organization_id=organization_id,
            trusted_accounts=site.trusted_accounts,
            # Buckets of other regions are read through NAT anyway; data sets that others publish are what it is for.
            reads_everything=True,
        )
        SpokeParameters(
            self,
            "parameter",
            vpc_id=vpc.vpc_id,
            vpc_cidr=vpc.cidr_block,
            private_subnet_ids=vpc.large_subnet_ids,
            connectivity=INTERNET,
        )

    @property
    def vpc_id(self) -> str:
        """Token: the VPC's id."""
        return self._vpc.vpc_id

    @property
    def private_subnet_ids(self) -> dict[str, str]:
        """Tokens: the ids of the subnets for workloads, by zone id."""
        return self._vpc.large_subnet_ids
