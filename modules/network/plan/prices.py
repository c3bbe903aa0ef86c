"""List prices, read from `policies/network/prices.yaml`. No cdktf here."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Annotated

from pydantic import Field
from ruamel.yaml import YAML

from modules.specification.model import Spec
from modules.specification.regions import Region

PRICES = Path(__file__).parents[3] / "policies" / "network" / "prices.yaml"

HOURS_IN_A_MONTH = 730
"""A twelfth of the 8,760 hours of a year, as in AWS Pricing Calculator."""

Price = Annotated[Decimal, Field(ge=0)]


class RegionPrices(Spec):
    """The prices of one region, in the file's currency."""

    interface_endpoint_hour: Price
    """For each interface endpoint and hour, in each zone."""

    nat_gateway_hour: Price
    """For each NAT gateway and hour."""

    attachment_hour: Price
    """For each attachment to a transit gateway and hour."""

    transit_gateway_gigabyte: Price
    """For each gigabyte that an attachment sends through a transit gateway."""


class Prices(Spec):
    """The whole file."""

    currency: str = Field(min_length=3, max_length=3)
    """The currency's code."""

    read_on: date
    """The day on which the prices were read."""

    sources: tuple[str, ...] = Field(min_length=1)
    """Titles of the pages that they come from."""

    otherwise: Region
    """The region whose prices stand in for a region that is not listed."""

    regions: dict[Region, RegionPrices]
    """Prices by region."""

    def known_region(self, region: str) -> str:
        """Return the region whose prices are used for `region`."""
        return region if region in self.regions else self.otherwise


def read_prices(path: Path = PRICES) -> Prices:
    """Read the prices."""
    document = YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))
    return Prices.model_validate_json(json.dumps(document, default=str))
