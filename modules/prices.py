"""What AWS asks for what it runs: list prices, read from `policies/costs/prices.yaml`. No cdktf here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Annotated

from pydantic import Field

from modules.specification.data_file import read_data_file
from modules.specification.errors import LandingZoneError
from modules.specification.model import Name, Spec
from modules.specification.regions import Region
from modules.specification.texts import Line

FOLDER = "policies/costs"
PRICES = f"{FOLDER}/prices.yaml"

HOURS_IN_A_MONTH = 730
"""A twelfth of the 8,760 hours of a year, as in AWS Pricing Calculator."""

Text = Annotated[Line, Field(min_length=1)]


class Period(StrEnum):
    """What a price is for."""

    HOUR = "hour"
    MONTH = "month"
    USE = "use"


class SourceSpec(Spec):
    """Where prices come from."""

    title: Text
    """The title of AWS's page."""

    read_on: date
    """The day on which it was read."""


class PriceSpec(Spec):
    """What AWS asks for one thing."""

    service: Text
    """The service, as AWS calls it."""

    unit: Text
    """What it is asked for: `attachment`."""

    per: Period
    """For each `hour` that it exists, each `month`, or once for each unit that is used (`use`)."""

    amounts: dict[Region, Annotated[Decimal, Field(ge=0)]] = Field(min_length=1)
    """By region, in the file's currency; those of `otherwise` stand in for a region that is not listed."""

    source: Name
    """The key of the page that it comes from."""

    regional: bool = True
    """Whether it is counted in each region by itself. Else it has the price of `otherwise`, wherever it is."""

    up_to: Annotated[int, Field(ge=1)] | None = None
    """How many of them have this price, where further ones have another."""

    beyond: Name | None = None
    """The key of the price of further ones."""

    assumed: Text | None = None
    """Why it is taken from memory, where no page was at hand."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A price as it is used in a region."""

    value: Decimal
    """In the currency of the file."""
    region: str
    """The region whose price it is."""


class Prices(Spec):
    """The whole file."""

    currency: str = Field(min_length=3, max_length=3)
    """The currency's code."""

    otherwise: Region
    """The region whose prices stand in for those of a region that is not listed."""

    sources: dict[Name, SourceSpec]
    """Pages by keys that the prices name."""

    prices: dict[Name, PriceSpec]
    """Prices by key."""

    def amount(self, price: str, region: str | None) -> Amount:
        """Return what a price, named by its key, is in a region; None is a region that is not known."""
        spec = self.prices[price]
        known = region if region in spec.amounts and spec.regional else self.otherwise
        return Amount(spec.amounts[known], known)

    def contradictions(self) -> list[LandingZoneError]:
        """Return what does not fit together."""
        return [found for key, price in self.prices.items() for found in self._of(key, price)]

    def _of(self, key: str, price: PriceSpec) -> list[LandingZoneError]:
        found = []
        if price.source not in self.sources:
            found.append(_unfit(key, "source", price.source, "be among `sources`", "add the page there"))
        if self.otherwise not in price.amounts:
            fix = "write what it costs there"
            found.append(_unfit(key, "amounts", price.amounts, f"have one for {self.otherwise}", fix))
        if (price.up_to is None) != (price.beyond is None) or (price.beyond or key) not in self.prices:
            demand = "be the key of a price, beside `up_to`"
            found.append(_unfit(key, "beyond", price.beyond, demand, "write both, or neither"))
        return found


def read_prices(project: Path) -> Prices:
    """Read the prices.

    Args:
        project: The folder that the project is in.

    Raises:
        InvalidEnvironmentError: the file has problems.

    """
    prices, _ = read_data_file(
        project / PRICES, Prices, shown=PRICES, folder=FOLDER, contradictions=Prices.contradictions
    )
    return prices


def _unfit(price: str, key: str, got: object, demand: str, fix: str) -> LandingZoneError:
    return LandingZoneError(
        f"`{key}` of a price must {demand}",
        got=got,
        why="the price could not be counted with, or nobody could look it up",
        fix=fix,
        path=("prices", price, key),
    )
