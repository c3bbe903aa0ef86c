"""A VPC of the hub's own, attached to its transit gateway."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import IPv4Network

from cdktf_cdktf_provider_aws.ec2_transit_gateway_vpc_attachment import Ec2TransitGatewayVpcAttachment
from constructs import Construct

from modules.network.addresses.plan import hub_vpc
from modules.network.vpc.tiered_vpc import TieredVpc, TierNames, VpcAddresses

ATTACHMENT = "attachment"
"""What the small subnets of an attached VPC are for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HubSite:
    """Where the VPCs of a hub stand, the same for all of them."""

    hub: str
    """The hub's name."""
    hub_range: IPv4Network
    """Every address of the hub and of its segments, but for those of the hub's own VPCs where they lie elsewhere."""
    own_range: IPv4Network
    """The range of the hub's own VPCs."""
    zone_ids: tuple[str, ...]
    transit_gateway_id: str
    """Token: the transit gateway."""
    flow_log_destination: str
    """The ARN that records of traffic go to."""
    beyond: Mapping[str, tuple[IPv4Network, ...]] = field(default_factory=dict)
    """Ranges outside of the hub's own that a VPC with a way to the internet leads back to, by the VPC's name."""

    def name(self, vpc: str) -> str:
        """Return the name of one of the hub's VPCs in AWS."""
        return f"{self.hub}-{vpc}"


class HubVpc(Construct):
    """Define a VPC of the hub with its attachment. Its owner adds routes and fills the large subnets.

    Args:
        scope: The construct that the VPC belongs to.
        id_: What it is called in addresses.
        site: Where it stands.
        vpc: Which of the hub's VPCs it is.
        large: What its large subnets are for.
        keeps_flows_together: Whether both directions of a connection go to one zone (appliance mode): a firewall drops
            what it saw only one direction of.

    """

    def __init__(  # noqa: PLR0913 - what it needs of others comes in as an argument
        self, scope: Construct, id_: str, *, site: HubSite, vpc: str, large: str, keeps_flows_together: bool
    ) -> None:
        super().__init__(scope, id_)
        network = hub_vpc(site.own_range, vpc)
        self._vpc = TieredVpc(
            self,
            "Default",
            name=site.name(vpc),
            addresses=VpcAddresses(prefix=network.prefixlen, network=network),
            zone_ids=site.zone_ids,
            names=TierNames(large=large, small=ATTACHMENT),
            flow_log_destination=site.flow_log_destination,
        )
        self._attachment = Ec2TransitGatewayVpcAttachment(
            self,
            ATTACHMENT,
            transit_gateway_id=site.transit_gateway_id,
            vpc_id=self._vpc.vpc_id,
            subnet_ids=list(self._vpc.small_subnet_ids.values()),
            appliance_mode_support="enable" if keeps_flows_together else "disable",
            dns_support="enable",
            transit_gateway_default_route_table_association=False,
            transit_gateway_default_route_table_propagation=False,
            tags={"Name": site.name(vpc)},
        )

    @property
    def vpc_id(self) -> str:
        """Token: the VPC's id."""
        return self._vpc.vpc_id

    @property
    def large_subnet_ids(self) -> dict[str, str]:
        """Tokens: the ids of the large subnets, by zone id."""
        return self._vpc.large_subnet_ids

    @property
    def attachment_subnet_ids(self) -> dict[str, str]:
        """Tokens: the ids of the subnets that hold the attachment, by zone id."""
        return self._vpc.small_subnet_ids

    @property
    def attachment_id(self) -> str:
        """Token: the id of the attachment."""
        return self._attachment.id

    @property
    def attached_transit_gateway_id(self) -> str:
        """Token: the transit gateway's id, known once the VPC is attached; AWS accepts no route to it before."""
        return self._attachment.transit_gateway_id
