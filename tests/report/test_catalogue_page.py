from __future__ import annotations

import pytest

from modules.catalog.library.library import every_product
from modules.landing_zone.catalog import launching_permission_sets, published_portfolios
from modules.report.catalogue_page import catalogue_page
from tests.support.environments import environment

ZONES = {name: environment(name).zone for name in ("production", "staging")}


@pytest.fixture(scope="module")
def page() -> str:
    return catalogue_page(ZONES)


def row(page: str, begins: str) -> list[str]:
    (found,) = [line for line in page.splitlines() if line.startswith(f"| {begins} |")]
    return [cell.strip() for cell in found.strip("|").split(" | ")]


def test_every_product_is_described_with_each_of_its_versions(page: str) -> None:
    for product in every_product():
        _, _, behind = page.partition(f"### {product.definition.title} (`{product.key}`)")
        section = behind.partition("\n### ")[0]
        assert [version.name for version in product.versions if f"| {version.name} | " not in section] == []
        works_as = "AWSControlTower-BlueprintExecution-bp-*" if product.is_blueprint else product.launch_role_name
        assert f"role `{works_as}`" in section


def test_it_says_in_which_accounts_of_each_environment_who_launches(page: str) -> None:
    rows = [line for line in page.splitlines() if line.startswith("| staging |")]
    portfolios = published_portfolios(ZONES["staging"])
    assert len(rows) == len(portfolios) > 1
    for line, portfolio in zip(rows, portfolios, strict=True):
        owner, accounts, holders = (cell.strip() for cell in line.split("|")[2:5])
        assert portfolio.owner is not None
        assert (owner, accounts) == (portfolio.owner.key, "fraud: dev, test, prod")
        assert holders == ", ".join(launching_permission_sets(ZONES["staging"], portfolio))


def test_what_is_filled_in_is_told_from_what_the_account_gives(page: str) -> None:
    assert row(page, "`QueryLimitGib`")[1:] == [
        "What one query may read, in GiB, before it is stopped.",
        "100, of 10, 100, 1000, 5000",
    ]
    assert "| `KeyArn` |" not in page
    assert "`/landing-zone/team/key-arn`" in page


def test_where_nothing_is_published_there_is_no_portfolio() -> None:
    nothing = {"staging": ZONES["staging"].model_copy(update={"catalog": None})}
    assert "## " not in catalogue_page(nothing).replace("# Catalogue", "")
