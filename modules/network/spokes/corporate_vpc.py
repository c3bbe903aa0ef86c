"""A VPC on the corporate network, whether of one account or shared by several."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cdktf_cdktf_provider_aws.ec2_transit_gateway_vpc_attachment import Ec2TransitGatewayVpcAttachment
from cdktf_cdktf_provider_aws.route import Route
from cdktf_cdktf_provider_aws.route53_profiles_association import Route53ProfilesAssociation
from constructs import Construct

from modules.network.addresses.plan import ANYWHERE
from modules.network.hub.hub_vpc import ATTACHMENT
from modules.network.vpc.gateway_endpoints import GatewayEndpoints
from modules.network.vpc.subnet_routes import SubnetRoutes
from modules.network.vpc.tiered_vpc import TieredVpc, TierNames, VpcAddresses

PRIVATE = "private"
"""What the large subnets of a spoke are called: there workloads run."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpokeSite:
    """Where spokes of one region stand, the same for all of them."""

    region: str
    zone_ids: tuple[str, ...]
    trusted_accounts: Sequence[str]
    """Accounts outside of the organization whose resources the gateway endpoints lead to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HubConnection:
    """What a spoke needs to know of its hub. All of it is known at apply only."""

    transit_gateway_id: str
    organization_id: str
    flow_log_destination: str
    profile_id: str | None
    """The hub's Route 53 Profile, where it has one."""
    pool_id: str | None = None
    """The segment's IPAM pool, where the VPC's range comes from it."""
    vpc_range: str | None = None
    """The VPC's range, where it is written down."""


class CorporateVpc(Construct):
    """Define a VPC of a segment, attached to the hub, with no other way in or out.

    There is no internet gateway and no NAT gateway: whatever is not in the VPC is the hub's to route, or to drop.

    Args:
        scope: The module.
        id_: What the VPC is called in addresses.
        name: Its name in AWS.
        site: Where it stands.
        vpc_prefix: Its size, in prefix bits.
        hub: What it is attached to.
        is_the_gateway_s_account: Whether it is in the account of the transit gateway, where an attachment says itself
            that it is put into no default route table; AWS lets no other account say that.

    """

    def __init__(  # noqa: PLR0913 - what it needs of others comes in as an argument
        self,
        scope: Construct,
        id_: str,
        *,
        name: str,
        site: SpokeSite,
        vpc_prefix: int,
        hub: HubConnection,
        is_the_gateway_s_account: bool,
    ) -> None:
        super().__init__(scope, id_)
        self._vpc = vpc = TieredVpc(
            self,
            "Default",
            name=name,
            addresses=VpcAddresses(prefix=vpc_prefix, pool_id=hub.pool_id, block=hub.vpc_range),
            zone_ids=site.zone_ids,
            names=TierNames(large=PRIVATE, small=ATTACHMENT),
            flow_log_destination=hub.flow_log_destination,
        )
        self._attachment = Ec2TransitGatewayVpcAttachment(
            self,
            ATTACHMENT,
            transit_gateway_id=hub.transit_gateway_id,
            vpc_id=vpc.vpc_id,
            subnet_ids=list(vpc.small_subnet_ids.values()),
            dns_support="enable",
            transit_gateway_default_route_table_association=False if is_the_gateway_s_account else None,
            transit_gateway_default_route_table_propagation=False if is_the_gateway_s_account else None,
            tags={"Name": name},
        )
        routes = SubnetRoutes(
            self,
            "private-routes",
            name=f"{name}-{PRIVATE}",
            vpc_id=vpc.vpc_id,
            subnet_ids=vpc.large_subnet_ids,
        )
        Route(
            routes,
            "hub",
            route_table_id=routes.route_table_id,
            destination_cidr_block=str(ANYWHERE),
            transit_gateway_id=self._attachment.transit_gateway_id,
        )
        GatewayEndpoints(
            self,
            "gateway-endpoint",
            vpc_id=vpc.vpc_id,
            name=name,
            region=site.region,
            route_table_ids=[routes.route_table_id],
            organization_id=hub.organization_id,
            trusted_accounts=site.trusted_accounts,
            reads_everything=False,
        )
        if hub.profile_id is not None:
            Route53ProfilesAssociation(self, "names", name=name, profile_id=hub.profile_id, resource_id=vpc.vpc_id)

    @property
    def vpc_id(self) -> str:
        """Token: the VPC's id."""
        return self._vpc.vpc_id

    @property
    def vpc_cidr(self) -> str:
        """Token: the VPC's range."""
        return self._vpc.cidr_block

    @property
    def private_subnet_ids(self) -> dict[str, str]:
        """Tokens: the ids of the subnets for workloads, by zone id."""
        return self._vpc.large_subnet_ids

    @property
    def private_subnet_arns(self) -> dict[str, str]:
        """Tokens: the ARNs of the subnets for workloads, by zone id."""
        return self._vpc.large_subnet_arns

    @property
    def attachment_id(self) -> str:
        """Token: the id of the attachment to the hub."""
        return self._attachment.id
