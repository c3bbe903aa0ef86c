"""A VPC with a large and a small subnet in each zone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Network

from cdktf import DataResource, Fn, TerraformResourceLifecycle
from cdktf_cdktf_provider_aws.default_route_table import DefaultRouteTable
from cdktf_cdktf_provider_aws.default_security_group import DefaultSecurityGroup
from cdktf_cdktf_provider_aws.flow_log import FlowLog
from cdktf_cdktf_provider_aws.subnet import Subnet
from cdktf_cdktf_provider_aws.vpc import Vpc
from constructs import Construct

from modules.network.addresses.plan import Part, tiers

FLOW_LOG_SECONDS = 600
"""How long traffic is gathered into one record."""

FLOW_LOG_FIELDS = (
    "version", "account-id", "interface-id", "srcaddr", "dstaddr", "srcport", "dstport", "protocol", "packets", "bytes",
    "start", "end", "action", "log-status", "vpc-id", "subnet-id", "instance-id", "tcp-flags", "type", "pkt-srcaddr",
    "pkt-dstaddr", "region", "az-id", "pkt-src-aws-service", "pkt-dst-aws-service", "flow-direction", "traffic-path",
)  # fmt: skip
"""All of version 2, and of the later ones what tells where a packet really came from (Amazon VPC User Guide, Flow log
records)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VpcAddresses:
    """Where the range of a VPC comes from: it is known here or at apply, or IPAM gives one of a size."""

    prefix: int
    """Its size, in prefix bits."""
    network: IPv4Network | None = None
    """The range itself, where it is known."""
    block: str | None = None
    """Token: the range, where it is known at apply."""
    pool_id: str | None = None
    """Token: the pool that gives the range, where it is known neither here nor at apply."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TierNames:
    """What the two subnets of a zone are for; the names become addresses."""

    large: str
    small: str


class TieredVpc(Construct):
    """Define a VPC, its subnets and its flow log; its default security group and main table let nothing through.

    The default security group admits nothing (AWS Foundational Security Best Practices, EC2.2), and the main route
    table leads nowhere: a subnet that is associated with no other reaches its own VPC only.

    Args:
        scope: The stack, or the construct, that owns the VPC.
        id_: What the VPC is for. It is also its Terraform address: renaming replaces the VPC.
        name: Its name in AWS.
        addresses: Where its range comes from.
        zone_ids: The zones to spread over, in order.
        names: What its subnets are called.
        flow_log_destination: The ARN that records of its traffic go to.

    """

    def __init__(  # noqa: PLR0913 - what it needs of others comes in as an argument
        self,
        scope: Construct,
        id_: str,
        *,
        name: str,
        addresses: VpcAddresses,
        zone_ids: Sequence[str],
        names: TierNames,
        flow_log_destination: str,
    ) -> None:
        super().__init__(scope, id_)
        self._vpc = vpc = Vpc(
            self,
            "Default",
            cidr_block=str(addresses.network) if addresses.network else addresses.block,
            ipv4_ipam_pool_id=addresses.pool_id,
            ipv4_netmask_length=addresses.prefix if addresses.pool_id else None,
            enable_dns_hostnames=True,
            enable_dns_support=True,
            tags={"Name": name},
        )
        if addresses.pool_id is not None:
            vpc.lifecycle = self._replaced_by_trigger(addresses)
        self._addresses, self._name = addresses, name
        DefaultSecurityGroup(self, "closed-default-group", vpc_id=self._vpc.id)
        DefaultRouteTable(self, "closed-main-table", default_route_table_id=self._vpc.default_route_table_id, route=[])
        FlowLog(
            self,
            "flow-log",
            vpc_id=self._vpc.id,
            traffic_type="ALL",
            log_destination_type="s3",
            log_destination=flow_log_destination,
            log_format=" ".join(f"$${{{field}}}" for field in FLOW_LOG_FIELDS),
            max_aggregation_interval=FLOW_LOG_SECONDS,
        )
        layout = tiers(addresses.prefix, zone_ids)
        self._large = self._tier(names.large, layout.large)
        self._small = self._tier(names.small, layout.small)

    def _replaced_by_trigger(self, addresses: VpcAddresses) -> TerraformResourceLifecycle:
        """Replace the VPC when another pool or size is asked for, but not when it is imported.

        AWS does not tell which pool gave a range, so an imported VPC has none in its state, and the provider would
        replace it at once (resource aws_vpc: both arguments force a new one, and no read sets them).
        """
        asked = {"ipv4_ipam_pool_id": addresses.pool_id, "ipv4_netmask_length": addresses.prefix}
        trigger = DataResource(self, "range", triggers_replace=asked)
        # As text: of a resource cdktf makes "${...}" here, which Terraform does not take.
        address = f"{trigger.terraform_resource_type}.{trigger.friendly_unique_id}"
        return TerraformResourceLifecycle(ignore_changes=list(asked), replace_triggered_by=[address])

    def _tier(self, tier: str, parts: Mapping[str, Part]) -> dict[str, Subnet]:
        subnets = Construct(self, tier)
        return {
            zone_id: Subnet(
                subnets,
                zone_id,
                vpc_id=self._vpc.id,
                availability_zone_id=zone_id,
                cidr_block=self._range_of(part),
                map_public_ip_on_launch=False,
                tags={"Name": f"{self._name}-{tier}-{zone_id}"},
            )
            for zone_id, part in parts.items()
        }

    def _range_of(self, part: Part) -> str:
        if self._addresses.network:
            return str(part.of(self._addresses.network))
        return Fn.cidrsubnet(self._vpc.cidr_block, part.bits, part.index)

    @property
    def vpc_id(self) -> str:
        """Token: the VPC's id."""
        return self._vpc.id

    @property
    def cidr_block(self) -> str:
        """Token: the VPC's range."""
        return self._vpc.cidr_block

    @property
    def large_subnet_ids(self) -> dict[str, str]:
        """Tokens: the ids of the large subnets, by zone id."""
        return {zone_id: subnet.id for zone_id, subnet in self._large.items()}

    @property
    def large_subnet_arns(self) -> dict[str, str]:
        """Tokens: the ARNs of the large subnets, by zone id."""
        return {zone_id: subnet.arn for zone_id, subnet in self._large.items()}

    @property
    def small_subnet_ids(self) -> dict[str, str]:
        """Tokens: the ids of the small subnets, by zone id."""
        return {zone_id: subnet.id for zone_id, subnet in self._small.items()}
