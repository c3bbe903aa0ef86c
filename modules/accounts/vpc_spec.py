"""What a user may say about the VPC of one account. No cdktf here."""

from __future__ import annotations

from ipaddress import IPv4Network
from typing import Annotated, Self

from pydantic import AfterValidator, Field, model_validator

from modules.aws_limits import VPC_LARGEST_PREFIX, VPC_SMALLEST_PREFIX
from modules.specification.errors import LandingZoneError
from modules.specification.model import Spec
from modules.specification.ranges import CidrBlock
from modules.specification.resource_ids import SubnetId, TransitGatewayAttachmentId, VpcId
from modules.specification.texts import matching

VpcPrefix = Annotated[int, Field(ge=VPC_LARGEST_PREFIX.value, le=VPC_SMALLEST_PREFIX.value)]
"""The size of a VPC that is made here, in prefix bits."""


def _of_a_vpcs_size(network: IPv4Network) -> IPv4Network:
    if not VPC_LARGEST_PREFIX.value <= network.prefixlen <= VPC_SMALLEST_PREFIX.value:
        raise LandingZoneError(
            f"the range of a VPC must be a /{VPC_LARGEST_PREFIX.value} to /{VPC_SMALLEST_PREFIX.value}",
            got=network,
            why=f"a VPC takes no other ({VPC_LARGEST_PREFIX.source})",
            fix=f"write the range of a VPC that exists as it is, or one such as {network.network_address}/22",
        )
    return network


WholeVpcRange = Annotated[CidrBlock, AfterValidator(_of_a_vpcs_size)]
"""The one range of a VPC."""

_Zone = Annotated[
    str,
    AfterValidator(
        matching(
            r"[a-z0-9]+-az[0-9]+",
            what="a zone must be named by its id",
            why="a name such as eu-west-1a is another place in each account; an id is the same place in all",
            fix="write the id, for example euw1-az1 (`aws ec2 describe-availability-zones` lists both)",
        )
    ),
]


class AccountVpcSpec(Spec):
    """The one corporate VPC of an account, by its range: one that is made so, or one that exists already."""

    range: WholeVpcRange
    """Its range, of several the first: a part of its segment's pool, or of the segment's `other_ranges` in a hub. It is
    attached to the hub that the range belongs to, and to no other. /16 to /28; where the VPC is made, as far as its
    subnets have room."""

    id: VpcId | None = None
    """The id of a VPC that exists already. Nothing in it is changed: its subnets, route tables and endpoints stay
    yours, and what they lead to is not proved. Without this, the VPC is made."""

    secondary_ranges: tuple[WholeVpcRange, ...] = ()
    """Of a VPC that exists, the ranges that it has beside the first one, each of the same segment and hub. The hub
    learns all of them from the attachment, so one that is left out is routed, and not proved."""

    attachment_subnet_ids: dict[_Zone, SubnetId] = Field(default_factory=dict)
    """Of a VPC that exists, the subnets that the attachment to the hub stands in, by the zone's id."""

    attachment_id: TransitGatewayAttachmentId | None = None
    """The id of its attachment, where it is attached to the hub's transit gateway already. Without this, it is
    attached."""

    @model_validator(mode="after")
    def _only_what_exists_has_parts(self) -> Self:
        if self.id and not self.attachment_subnet_ids:
            raise LandingZoneError(
                "a VPC that exists must name the subnets of its attachment",
                got=f"{self.id} without attachment_subnet_ids",
                why="packets from the hub come in by them, one in each zone",
                fix="add `attachment_subnet_ids: {euw1-az1: subnet-0123456789abcdef0}`",
                path=("id",),
            )
        parts = [part for part in ("attachment_id", "attachment_subnet_ids", "secondary_ranges") if getattr(self, part)]
        if not self.id and parts:
            raise LandingZoneError(
                "a VPC that is made must not name parts that exist",
                got=parts[0],
                why="its subnets and its attachment are made with it, and it has one range",
                fix="add the `id` of the VPC that exists, or remove this",
                path=(parts[0],),
            )
        return self


def two_sizes(vpc: AccountVpcSpec, vpc_prefix: int, *, path: tuple[str, ...]) -> LandingZoneError:
    """Return what is wrong with a VPC whose size is given beside its range."""
    return LandingZoneError(
        "a VPC must have one size",
        got=f"vpc_prefix {vpc_prefix} beside the range {vpc.range}",
        why="a range says its size itself; vpc_prefix is for a VPC whose range comes from a pool",
        fix="remove one of the two",
        path=path,
    )
