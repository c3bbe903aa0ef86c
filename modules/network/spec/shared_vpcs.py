"""What a user may say about VPCs that several accounts share. No cdktf here."""

from __future__ import annotations

from typing import Self

from pydantic import model_validator

from modules.accounts.vpc_spec import VpcPrefix, WholeVpcRange
from modules.specification.errors import LandingZoneError
from modules.specification.model import AccountKey, Name, Spec
from modules.specification.texts import UnitPath


class SharedVpcSpec(Spec):
    """One VPC whose subnets AWS RAM shares with accounts: they run things in it, and change nothing of it."""

    hub: Name
    """The hub that it is attached to."""

    segment: Name
    """The segment that it belongs to."""

    vpc_prefix: VpcPrefix | None = None
    """Its size in prefix bits, 16 to 28 as far as its subnets have room; 22 where neither this nor `range` is given."""

    range: WholeVpcRange | None = None
    """Its range, where IPAM is not to choose one of the segment's pool: /16 to /28, a part of that pool or of the
    segment's `other_ranges`."""

    owner: AccountKey | None = None
    """The account that it is in; the network account where none is named."""

    accounts: tuple[AccountKey, ...] = ()
    """The accounts that its subnets are shared with, by key; `fraud-prod` for a team's stage. A VPC that is shared with
    no account and no unit is there for those to come: only its owner runs anything in it."""

    units: tuple[UnitPath, ...] = ()
    """Organizational units whose accounts its subnets are shared with, those in units below included; the next account
    of such a unit shares in it without a change here."""

    @property
    def prefix(self) -> int:
        """Its size, in prefix bits."""
        return self.range.prefixlen if self.range else self.vpc_prefix or 22

    @model_validator(mode="after")
    def _has_one_size(self) -> Self:
        if self.range and self.vpc_prefix is not None:
            raise LandingZoneError(
                "a VPC must have one size",
                got=f"vpc_prefix {self.vpc_prefix} beside the range {self.range}",
                why="a range says its size itself; vpc_prefix is for a VPC whose range comes from a pool",
                fix="remove one of the two",
                path=("vpc_prefix",),
            )
        return self
