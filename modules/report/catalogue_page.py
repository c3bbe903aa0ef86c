"""The reference page of the catalogue: products, versions, what one fills in, and who sees them in which account."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from modules.catalog.library.product import Product
from modules.landing_zone import LandingZone
from modules.landing_zone.catalog import (
    PublishedPortfolio,
    launched_in,
    launching_permission_sets,
    published_portfolios,
)
from modules.organization.control_tower.spec import BLUEPRINT_EXECUTION_ROLES

_HEAD = """# Catalogue

What teams launch for themselves, and who sees it where. This page is written by `python main.py schema`; the products
are below `modules/catalog/products`. `python main.py catalog test` tests each of them.
"""
_SEEN = """
| environment | owned by | launched in accounts of teams | by holders of |
| --- | --- | --- | --- |
"""
_VERSIONS = """
| version | state | what is new |
| --- | --- | --- |
"""
_PARAMETERS = """
| to be filled in | what it is | without it |
| --- | --- | --- |
"""
_SSM = "AWS::SSM::Parameter::"


def catalogue_page(zones: Mapping[str, LandingZone]) -> str:
    """Write the page.

    Args:
        zones: Every environment, by its name.

    Raises:
        InvalidEnvironmentError: a product or a template is not right.

    """
    return "".join(_parts(zones))


def _parts(zones: Mapping[str, LandingZone]) -> Iterator[str]:
    yield _HEAD
    published = {
        name: {portfolio.name: portfolio for portfolio in published_portfolios(zone)} for name, zone in zones.items()
    }
    for name in dict.fromkeys(name for portfolios in published.values() for name in portfolios):
        known = next(portfolios[name] for portfolios in published.values() if name in portfolios)
        yield f"\n## {known.description.title} (`{name}`)\n\n{_sentence(known.description.description)}\n"
        yield _SEEN
        for environment, portfolios in published.items():
            if name in portfolios:
                yield _seen(environment, zones[environment], portfolios[name])
        products = {
            product.key: product for each in published.values() if name in each for product in each[name].products
        }
        for product in products.values():
            yield from _product(product)


def _seen(environment: str, zone: LandingZone, portfolio: PublishedPortfolio) -> str:
    owner = portfolio.owner.key if portfolio.owner else "nobody"
    stages: dict[str, list[str]] = {}
    for account in zone.roster:
        if portfolio in launched_in(zone, account):
            stages.setdefault(str(account.team), []).append(str(account.stage))
    accounts = "; ".join(f"{team}: {', '.join(of_team)}" for team, of_team in stages.items())
    sets = launching_permission_sets(zone, portfolio)
    return f"| {environment} | {owner} | {accounts or 'none'} | {', '.join(sets) or 'none'} |\n"


def _product(product: Product) -> Iterator[str]:
    definition = product.definition
    yield f"\n### {definition.title} (`{product.key}`)\n\n{_sentence(definition.description)}\n"
    yield f"\nKept by {definition.owner}. {_sentence(definition.support.description)}".rstrip() + "\n"
    yield _VERSIONS
    for version in reversed(product.versions):
        yield f"| {version.name} | {version.state} | {_cell(version.description)} |\n"
    template = product.current.template
    parameters = template.get("Parameters", {})
    yield _PARAMETERS
    for name, parameter in parameters.items():
        if not str(parameter["Type"]).startswith(_SSM):
            yield f"| `{name}` | {_cell(parameter.get('Description', ''))} | {_default(parameter)} |\n"
    taken = [f"`{each['Default']}`" for each in parameters.values() if str(each["Type"]).startswith(_SSM)]
    if taken:
        yield f"\nTaken from the account: {', '.join(taken)}.\n"
    if definition.rules:
        descriptions = [assertion.description for rule in definition.rules for assertion in rule.assertions]
        yield f"\nRules: {'; '.join(map(_sentence, descriptions))}.\n"
    counted = Counter(resource["Type"] for resource in template["Resources"].values())
    kinds = [f"`{kind}`{f' ({count})' if count > 1 else ''}" for kind, count in sorted(counted.items())]
    if definition.zones > 1:
        yield f"\nLaunched in accounts whose network spreads over {definition.zones} Availability Zones or more.\n"
    yield f"\nMakes {', '.join(kinds)}, {_works_as(product)}.\n"


def _works_as(product: Product) -> str:
    if product.definition.blueprint is None:
        return f"as the role `{product.launch_role_name}`"
    units = ", ".join(product.definition.blueprint.units)
    return f"as Control Tower's role `{BLUEPRINT_EXECUTION_ROLES}`, in accounts of {units}"


def _default(parameter: Mapping[str, Any]) -> str:
    if "Default" not in parameter:
        return "must be given"
    chosen = parameter.get("AllowedValues")
    others = f", of {', '.join(map(str, chosen))}" if chosen else ""
    return f"{_cell(str(parameter['Default'])) or 'nothing'}{others}"


def _cell(text: str) -> str:
    return text.strip().replace("|", "\\|")


def _sentence(text: str) -> str:
    """Return a text as one line."""
    return " ".join(text.split())
