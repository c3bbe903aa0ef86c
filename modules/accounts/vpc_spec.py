"""What a user may say about the VPC of one account. No cdktf here."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import AfterValidator, Field, model_validator

from modules.aws_limits import VPC_LARGEST_PREFIX, VPC_SMALLEST_PREFIX
from modules.specification.errors import LandingZoneError
from modules.specification.model import Spec
from modules.specification.ranges import CidrBlock
from modules.specification.resource_ids import SubnetId, TransitGatewayAttachmentId, VpcId
from modules.specification.texts import matching

SMALLEST_MADE = 24
"""The smallest VPC that has room for three subnets and three small ones, in prefix bits."""

VpcPrefix = Annotated[int, Field(ge=16, le=SMALLEST_MADE)]
"""The size of a VPC that is made here, in prefix bits."""

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

    range: CidrBlock
    """Its range: a part of its segment's pool, or of the segment's `other_ranges` in a hub. It is attached to the hub
    that the range belongs to, and to no other. /16 to /24 where the VPC is made, /16 to /28 where it exists."""

    id: VpcId | None = None
    """The id of a VPC that exists already. Nothing in it is changed: its subnets, route tables and endpoints stay
    yours, and what they lead to is not proved. Without this, the VPC is made."""

    attachment_subnet_ids: dict[_Zone, SubnetId] = Field(default_factory=dict)
    """Of a VPC that exists, the subnets that the attachment to the hub stands in, by the zone's id."""

    attachment_id: TransitGatewayAttachmentId | None = None
    """The id of its attachment, where it is attached to the hub's transit gateway already. Without this, it is
    attached."""

    @model_validator(mode="after")
    def _fits_a_vpc(self) -> Self:
        smallest = VPC_SMALLEST_PREFIX.value if self.id else SMALLEST_MADE
        if not VPC_LARGEST_PREFIX.value <= self.range.prefixlen <= smallest:
            raise LandingZoneError(
                f"the range of a VPC that {'exists' if self.id else 'is made'} must be a "
                f"/{VPC_LARGEST_PREFIX.value} to /{smallest}",
                got=self.range,
                why=f"a VPC takes no other ({VPC_LARGEST_PREFIX.source})"
                if self.id
                else "a VPC takes at most a /16, and less than a /24 leaves no room for three subnets and three small "
                "ones",
                fix="write the VPC's own range"
                if self.id
                else f"write a range such as {self.range.network_address}/22",
                path=("range",),
            )
        return self

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
        if not self.id and (self.attachment_subnet_ids or self.attachment_id):
            raise LandingZoneError(
                "a VPC that is made must not name parts that exist",
                got="attachment_id" if self.attachment_id else "attachment_subnet_ids",
                why="its subnets and its attachment are made with it",
                fix="add the `id` of the VPC that exists, or remove this",
                path=("attachment_id",) if self.attachment_id else ("attachment_subnet_ids",),
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
