"""The products there are: a folder for each, `<portfolio>/<product>/`, with a folder for each version.

They are on two shelves, the library's and the user's own. A portfolio of one's own stands in the place of the
library's of the same name, with all that is in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from modules.aws_limits import IAM_ROLE_NAME_LENGTH
from modules.catalog.library.definition import ProductDefinition
from modules.catalog.library.launch_faults import launch_faults
from modules.catalog.library.missing_files import refuse_lone_templates, refuse_without_products
from modules.catalog.library.product import DEFINITION, TEMPLATE, Product, ProductVersion, launch_role_name
from modules.catalog.library.rule_faults import rule_faults
from modules.specification.data_file import read_data_file
from modules.specification.errors import LandingZoneError
from modules.specification.model import NAME_PATTERN
from modules.specification.problems import InvalidEnvironmentError, Problem

PRODUCTS = Path(__file__).parents[1] / "products"
"""The library's portfolios."""
OWN_PRODUCTS = Path(__file__).parents[3] / "policies" / "own_products"
"""The user's own, each of which can be a repository's: no new version of the library writes there."""


def portfolios(shelf: Path | None = None) -> tuple[str, ...]:
    """Return the names of portfolios that have products, in alphabetical order.

    Args:
        shelf: The folder of portfolios; without it the library's and the user's own.

    Raises:
        InvalidEnvironmentError: the user's own has a folder without products.

    """
    shelves = (shelf,) if shelf else (PRODUCTS, OWN_PRODUCTS)
    if not shelf:
        refuse_without_products(OWN_PRODUCTS, _portfolios_of(OWN_PRODUCTS))
    return tuple(sorted({name for each in shelves for name in _portfolios_of(each)}))


@cache
def _portfolios_of(shelf: Path) -> frozenset[str]:
    """Look once in a process: every account asks which portfolios it sees."""
    return frozenset(path.parent.parent.name for path in shelf.glob(f"*/*/{DEFINITION}"))


def portfolio_folder(portfolio: str, shelf: Path | None = None) -> Path:
    """Return the folder of a portfolio: the user's own, where there is one."""
    own = (shelf or OWN_PRODUCTS) / portfolio
    return own if shelf or own.is_dir() else PRODUCTS / portfolio


def products(portfolio: str, shelf: Path | None = None) -> tuple[Product, ...]:
    """Read the products of a portfolio, in alphabetical order.

    Raises:
        InvalidEnvironmentError: a product is not right; every problem with its line.

    """
    return _products_in(portfolio_folder(portfolio, shelf))


@cache
def _products_in(folder: Path) -> tuple[Product, ...]:
    refuse_lone_templates(folder)
    found = tuple(_read(path.parent) for path in sorted(folder.glob(f"*/{DEFINITION}")))
    _refuse_one_title(found)
    return found


def _refuse_one_title(found: tuple[Product, ...]) -> None:
    keys: dict[str, str] = {}
    for each in found:
        title = each.definition.title
        if keys.setdefault(title, each.key) != each.key:
            shown = f"{each.folder.parent.parent.name}/{each.key}/{DEFINITION}"
            what = "two products of a portfolio must not have one title"
            got, why = (
                f"{title}, of {keys[title]} and {each.key}",
                "the portal shows titles, and nobody sees which is which",
            )
            problem = Problem(shown, 1, "title", what, got, why, "call one of them otherwise")
            raise InvalidEnvironmentError(shown, [problem], cross_checked=True)


def every_product(shelf: Path | None = None) -> tuple[Product, ...]:
    """Read all products, portfolio by portfolio.

    Raises:
        InvalidEnvironmentError: a product is not right.

    """
    return tuple(product for portfolio in portfolios(shelf) for product in products(portfolio, shelf))


def product(key: str, shelf: Path | None = None) -> Product:
    """Read a product by its key, `analytics/athena-workgroup`.

    Raises:
        InvalidEnvironmentError: its portfolio is not right.
        LandingZoneError: there is none of this key.

    """
    found = {candidate.key: candidate for candidate in every_product(shelf)}
    if key not in found:
        raise LandingZoneError(
            "there must be a product of this name",
            got=key,
            why=f"products are {', '.join(found) or 'none'}",
            fix="write PORTFOLIO/PRODUCT; an environment is named by --environment",
        )
    return found[key]


def _read(folder: Path) -> Product:
    portfolio, name = folder.parent.name, folder.name
    shown = f"{folder.parent.parent.name}/{portfolio}/{name}"
    definition, _ = read_data_file(
        folder / DEFINITION,
        ProductDefinition,
        shown=f"{shown}/{DEFINITION}",
        folder=shown,
        contradictions=lambda whole: _faults(folder, whole),
    )
    versions = tuple(
        ProductVersion(
            name=version.name,
            description=version.description,
            state=version.state,
            template_path=folder / version.name / TEMPLATE,
            shown=f"{shown}/{version.name}/{TEMPLATE}",
        )
        for version in definition.versions
    )
    return Product(portfolio, name, definition, folder, versions)


def _faults(folder: Path, definition: ProductDefinition) -> Iterator[LandingZoneError]:
    role = launch_role_name(folder.parent.name, folder.name)
    if len(role) > IAM_ROLE_NAME_LENGTH.value:
        yield LandingZoneError(
            "the names of a portfolio and a product must be short enough for a role's",
            got=f"{role} ({len(role)} characters)",
            why=f"the launch role has both in its name: at most {IAM_ROLE_NAME_LENGTH}",
            fix="shorten the name of the product's folder",
        )
    for name in (folder.parent.name, folder.name):
        if not re.fullmatch(NAME_PATTERN, name, re.ASCII):
            yield LandingZoneError(
                "a portfolio and a product must be called by lower-case words joined by single hyphens",
                got=name,
                why="the names of both are parts of Terraform addresses and of a role's name",
                fix="rename the folder",
            )
    yield from _faults_of_versions(folder, definition)
    yield from launch_faults(definition)
    yield from rule_faults(folder, definition)


def _faults_of_versions(folder: Path, definition: ProductDefinition) -> Iterator[LandingZoneError]:
    names = [version.name for version in definition.versions]
    for index, name in enumerate(names):
        if not (folder / name / TEMPLATE).is_file():
            yield LandingZoneError(
                "a version must have a template",
                got=f"no file {name}/{TEMPLATE}",
                why="what was launched from a version needs its template, also when it is retired",
                fix=f"write {name}/{TEMPLATE}, or remove the version if it was never published",
                path=("versions", index),
            )
    for path in sorted(folder.glob(f"*/{TEMPLATE}")):
        if path.parent.name not in names:
            yield LandingZoneError(
                "a folder with a template must be a version of the product",
                got=path.parent.name,
                why="nobody can launch what is no version",
                fix="write it below `versions`, or remove the folder",
                path=("versions",),
            )
