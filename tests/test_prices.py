"""List prices: every one has a source and a day, and what does not fit together is refused."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from modules.environment import PROJECT
from modules.prices import PRICES, Amount, Prices, read_prices
from modules.specification.problems import InvalidEnvironmentError

FILE = """currency: USD
otherwise: us-east-1
sources:
  page: {title: A page, read_on: "2026-11-29"}
prices:
  zone: {service: DNS, unit: zone, per: month, amounts: {us-east-1: 0.5, eu-west-1: 0.6}, source: page}
"""


def read(folder: Path, text: str) -> Prices:
    (folder / PRICES).parent.mkdir(parents=True)
    (folder / PRICES).write_text(text)
    return read_prices(folder)


def test_a_region_has_its_own_price(tmp_path: Path) -> None:
    assert read(tmp_path, FILE).amount("zone", "eu-west-1") == Amount(Decimal("0.6"), "eu-west-1")


@pytest.mark.parametrize("region", ["eu-central-1", None])
def test_another_region_has_that_of_one_that_is_named(tmp_path: Path, region: str | None) -> None:
    assert read(tmp_path, FILE).amount("zone", region) == Amount(Decimal("0.5"), "us-east-1")


def test_a_price_that_is_the_same_everywhere_is_that_of_no_other_region(tmp_path: Path) -> None:
    prices = read(tmp_path, FILE.replace("per: month", "per: month, regional: false"))

    assert prices.amount("zone", "eu-west-1").region == "us-east-1"


@pytest.mark.parametrize(
    ("right", "wrong", "refused"),
    [
        ("source: page", "source: memory", "prices.zone.source\n  `source` of a price must be among `sources`"),
        ("us-east-1: 0.5, ", "", "prices.zone.amounts\n  `amounts` of a price must have one for us-east-1"),
        ("source: page}", "source: page, beyond: zone}", "`beyond` of a price must be the key of a price"),
        ("source: page}", "source: page, up_to: 1}", "`beyond` of a price must be the key of a price"),
        ("source: page}", "source: page, up_to: 1, beyond: x}", "`beyond` of a price must be the key of a price"),
        ("0.5", "-0.5", "prices.zone.amounts.us-east-1"),
        ("per: month", "per: fortnight", "prices.zone.per"),
        (', read_on: "2026-11-29"', "", "sources.page.read_on"),
    ],
)
def test_what_does_not_fit_is_refused_with_its_line(tmp_path: Path, right: str, wrong: str, refused: str) -> None:
    assert right in FILE
    with pytest.raises(InvalidEnvironmentError) as raised:
        read(tmp_path, FILE.replace(right, wrong))

    assert refused in str(raised.value)
    assert f"{PRICES}:" in str(raised.value)


class TestTheFile:
    def test_can_be_read(self) -> None:
        assert read_prices(PROJECT).prices

    def test_uses_every_source_that_it_names(self) -> None:
        prices = read_prices(PROJECT)

        assert {price.source for price in prices.prices.values()} == prices.sources.keys()
