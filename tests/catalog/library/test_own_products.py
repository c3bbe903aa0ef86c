"""Portfolios of the user's own: beside the library's, and in the place of one of the same name."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from modules.catalog.library import library
from modules.catalog.library.library import PRODUCTS, portfolio_folder, portfolios, products
from modules.landing_zone.catalog import published_portfolios
from modules.specification.errors import LandingZoneError
from modules.specification.problems import InvalidEnvironmentError
from tests.support.environments import environment_with

PORTFOLIO = PRODUCTS / "analytics"


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shelf = tmp_path / "policies" / "own_products"
    shelf.mkdir(parents=True)
    monkeypatch.setattr(library, "OWN_PRODUCTS", shelf)
    return shelf


def copy(to: Path, *wanted: str) -> None:
    """Copy a portfolio of the library with some of its products."""
    to.mkdir()
    shutil.copy(PORTFOLIO / "portfolio.yaml", to)
    for name in wanted:
        shutil.copytree(PORTFOLIO / name, to / name)


def test_one_of_another_name_is_published_beside_the_library_s(own: Path) -> None:
    copy(own / "reporting", "athena-workgroup")

    assert {*portfolios()} == {"reporting", *portfolios(PRODUCTS)}
    published = published_portfolios(environment_with("staging", catalog={}).zone)
    assert {portfolio.name for portfolio in published} == {*portfolios()} - {"account-vending"}
    (reporting,) = (portfolio for portfolio in published if portfolio.name == "reporting")
    assert [product.key for product in reporting.products] == ["reporting/athena-workgroup"]


def test_one_of_the_same_name_stands_in_the_library_s_place_with_all_that_is_in_it(own: Path) -> None:
    assert len(products("analytics")) > 1
    copy(own / "analytics", "athena-workgroup")

    assert portfolios() == portfolios(PRODUCTS)
    assert portfolio_folder("analytics") == own / "analytics"
    assert [product.name for product in products("analytics")] == ["athena-workgroup"]


def test_one_without_products_is_refused_instead_of_the_library_s_being_left_out(own: Path) -> None:
    (own / "analytics").mkdir()
    (own / ".git").mkdir()

    with pytest.raises(InvalidEnvironmentError) as refused:
        environment_with("staging", catalog={})
    assert str(refused.value) == (
        "own_products has 1 problem\n\n"
        "own_products/analytics:1\n"
        "  a portfolio must have a product\n"
        "  got: no file analytics/PRODUCT/product.yaml\n"
        "  why: nothing of it would be published, nor the library's of the same name, whose place it takes\n"
        "  fix: check its repository out, write a product, or remove the folder"
    )


def test_a_link_that_leads_nowhere_is_refused_instead_of_the_library_s_being_published(own: Path) -> None:
    (own / "analytics").symlink_to(own / "nowhere")

    with pytest.raises(InvalidEnvironmentError, match=r"got: no file analytics/PRODUCT/product\.yaml"):
        environment_with("staging", catalog={})


def test_one_without_a_description_is_refused_by_its_file(own: Path) -> None:
    copy(own / "reporting", "athena-workgroup")
    (own / "reporting" / "portfolio.yaml").unlink()

    with pytest.raises(InvalidEnvironmentError, match=r"own_products/reporting/portfolio\.yaml"):
        environment_with("staging", catalog={})


def test_a_product_of_one_s_own_that_is_wrong_is_refused_by_its_file_and_line(own: Path) -> None:
    copy(own / "reporting", "athena-workgroup")
    path = own / "reporting" / "athena-workgroup" / "product.yaml"
    path.write_text(path.read_text().replace("state: current", "state: old"))

    with pytest.raises(InvalidEnvironmentError, match=r"own_products/reporting/athena-workgroup/product.yaml:\d+"):
        environment_with("staging", catalog={})


def test_a_permission_set_that_a_portfolio_names_and_that_there_is_not_is_refused(own: Path) -> None:
    copy(own / "reporting", "athena-workgroup")
    path = own / "reporting" / "portfolio.yaml"
    path.write_text(path.read_text().replace("DataScientist]", "DataScientis]"))

    with pytest.raises(LandingZoneError) as refused:
        environment_with("staging", catalog={})
    assert (
        "the permission set that launches from a portfolio does not exist\n"
        "  got: DataScientis, in reporting/portfolio.yaml\n"
        "  why: who has it would see the products, and nobody has it\n"
    ) in str(refused.value)
    named = {"portfolios": {"reporting": {"launched_by": ["DataScientist"]}}}
    assert published_portfolios(environment_with("staging", catalog=named).zone)
