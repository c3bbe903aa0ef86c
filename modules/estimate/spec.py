"""What `policies/costs` may say beside prices: what each type of resource is charged for, and assumptions."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from modules.specification.errors import LandingZoneError
from modules.specification.model import Name, Spec
from modules.specification.texts import Line

Text = Annotated[Line, Field(min_length=1)]
Scalar = str | bool | int


class AssumptionSpec(Spec):
    """A number that the foundation does not tell."""

    value: Annotated[Decimal, Field(ge=0)]
    """The number."""

    unit: Text
    """What it counts, in the plural: `configuration items`."""

    reason: Text
    """Why it is this number."""

    measure: Text
    """How to learn the real one."""


class Assumptions(Spec):
    """The file of assumptions."""

    assumptions: dict[Name, AssumptionSpec]
    """Assumptions by key."""


class Spread(StrEnum):
    """Who is charged because of one resource, where that is not only the account that it is in."""

    ACCOUNTS = "accounts"
    ACCOUNTS_AND_REGIONS = "accounts-and-regions"


class ChargeSpec(Spec):
    """One thing that a resource is charged for, or the reason why some of a type are not charged."""

    price: Name | None = None
    """The key of the price."""

    free: Text | None = None
    """Why such a resource is not charged, where it has no price."""

    where: dict[str, tuple[Scalar | None, ...]] = Field(default_factory=dict)
    """Only resources with one of these values of an argument; null stands for an argument that is not written."""

    counts: tuple[Text, Text] = ("unit", "units")
    """What is counted, in the singular and the plural: `[attachment, attachments]`."""

    number: Annotated[int, Field(ge=1)] = 1
    """How many each resource counts for."""

    each: str | None = None
    """An argument, of which each item counts: `subnet_ids`. A value that is no list counts once."""

    times: Name | None = None
    """The key of an assumption, by which the number is multiplied."""

    account: str | None = None
    """The argument with the id of the account that is charged; left out, it is the account that the resource is in."""

    billed_to: str | None = None
    """A type: the account that has a resource of it is charged; without one, nobody is."""

    only_with: str | None = None
    """A type: there is a charge only in regions where the environment has a resource of it."""

    spread: Spread | None = None
    """Whether every account is charged, and in every region of the environment."""

    unless: str | None = None
    """A type: accounts that have a resource of it are left out of the spread."""


class UnchargedTypes(Spec):
    """Types of resources that are not counted."""

    reason: Text
    """Why: what costs nothing, or what is paid by use."""

    types: tuple[str, ...] = Field(min_length=1)
    """The types."""


class ResourceTypes(Spec):
    """The file of types: each is charged, free or paid by use, and no other is let through."""

    charged: dict[str, tuple[ChargeSpec, ...]]
    """What is charged for, by type. Every resource of the type must be one that an item is about."""

    free: tuple[UnchargedTypes, ...]
    """Types that cost nothing."""

    by_use: tuple[UnchargedTypes, ...]
    """Types that cost nothing until they are used; how much is not the foundation's matter, and not counted."""

    def uncounted(self) -> dict[str, str]:
        """Return the reason why each type is not counted, by type."""
        return {type_: group.reason for group in (*self.free, *self.by_use) for type_ in group.types}

    def contradictions(self) -> list[LandingZoneError]:
        """Return what does not fit together."""
        types = [*self.charged, *(type_ for group in (*self.free, *self.by_use) for type_ in group.types)]
        found = [_twice(type_) for type_ in dict.fromkeys(types) if types.count(type_) > 1]
        return found + [
            _both_or_neither(type_, number)
            for type_, charges in self.charged.items()
            for number, charge in enumerate(charges)
            if (charge.price is None) == (charge.free is None)
        ]


def _twice(type_: str) -> LandingZoneError:
    return LandingZoneError(
        "a type of resource is there twice",
        got=type_,
        why="it is charged, free or paid by use, and only one of them can be right",
        fix="keep one of them",
        path=("charged", type_),
    )


def _both_or_neither(type_: str, number: int) -> LandingZoneError:
    return LandingZoneError(
        "a charge must have a price, or a reason why there is none",
        got=type_,
        why="with neither of them, or with both, nobody knows what it costs",
        fix="write `price` or `free`",
        path=("charged", type_, number),
    )
