"""Prices, assumptions, and what each type of resource is charged for: read, and fitting each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from modules.estimate.spec import Assumptions, AssumptionSpec, ChargeSpec, ResourceTypes
from modules.prices import FOLDER, Prices, read_prices
from modules.specification.data_file import read_data_file
from modules.specification.errors import LandingZoneError

ASSUMPTIONS = f"{FOLDER}/assumptions.yaml"
TYPES = f"{FOLDER}/resource_types.yaml"


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All that is known of costs."""

    prices: Prices
    assumptions: Mapping[str, AssumptionSpec]
    types: ResourceTypes

    def charges(self, type_: str) -> tuple[ChargeSpec, ...]:
        """Return what resources of a type are charged for; nothing where they are not counted."""
        return self.types.charged.get(type_, ())

    def is_known(self, type_: str) -> bool:
        """Whether a type is charged, free or paid by use; of one with a kind (`aws_fms_policy:WAFV2`) its type is."""
        type_ = type_.partition(":")[0] if type_.startswith("aws_") else type_
        return type_ in self.types.charged or type_ in self.types.uncounted()


def read_catalogue(project: Path) -> Catalogue:
    """Read the files of `policies/costs`.

    Args:
        project: The folder that the project is in.

    Raises:
        InvalidEnvironmentError: a file has problems.

    """
    prices = read_prices(project)
    assumptions, _ = read_data_file(project / ASSUMPTIONS, Assumptions, shown=ASSUMPTIONS, folder=FOLDER)

    def contradictions(types: ResourceTypes) -> Iterator[LandingZoneError]:
        yield from types.contradictions()
        yield from _unknown_names(types, prices, assumptions)

    types, _ = read_data_file(project / TYPES, ResourceTypes, shown=TYPES, folder=FOLDER, contradictions=contradictions)
    return Catalogue(prices, assumptions.assumptions, types)


def _unknown_names(types: ResourceTypes, prices: Prices, assumptions: Assumptions) -> Iterator[LandingZoneError]:
    for type_, charges in types.charged.items():
        for number, charge in enumerate(charges):
            path = ("charged", type_, number)
            if charge.price is not None and charge.price not in prices.prices:
                yield _unknown("a price", charge.price, (*path, "price"), "prices.yaml")
            if charge.times is not None and charge.times not in assumptions.assumptions:
                yield _unknown("an assumption", charge.times, (*path, "times"), "assumptions.yaml")


def _unknown(what: str, got: str, path: tuple[str | int, ...], file: str) -> LandingZoneError:
    return LandingZoneError(
        f"a charge names {what} that is unknown",
        got=got,
        why=f"{FOLDER}/{file} has none of that name",
        fix="write it there, or correct the name",
        path=path,
    )
