"""The reference page of costs: prices with source and day, assumptions, and what each type is charged for."""

from __future__ import annotations

from collections.abc import Iterator

from modules.estimate.catalogue import Catalogue
from modules.estimate.lines import number
from modules.estimate.spec import ChargeSpec, Spread
from modules.prices import Prices, PriceSpec

_HEAD = """# Costs

What `python main.py cost` counts with: prices, assumptions, and what each type of resource is charged for. A resource
of a type that is not on this page is refused. It is written by `python main.py schema` from `policies/costs/`, which is
where you write your own numbers. [Know what the foundation costs](../how-to/know-what-it-costs.md) says how to read the
result.
"""
_EVERYONE = {
    Spread.ACCOUNTS: "for every account",
    Spread.ACCOUNTS_AND_REGIONS: "for every account, in every region",
}


def cost_page(catalogue: Catalogue) -> str:
    """Write the page, in Markdown."""
    return "\n".join([_HEAD, *_prices(catalogue.prices), *_assumptions(catalogue), *_types(catalogue)]) + "\n"


def _prices(prices: Prices) -> Iterator[str]:
    yield "## Prices\n"
    yield f"In {prices.currency}. A region that has no price of its own is counted with that of {prices.otherwise}.\n"
    yield "| price | service | for each | amount | source |"
    yield "| --- | --- | --- | --- | --- |"
    for key, price in prices.prices.items():
        amounts = ", ".join(f"{number(value)} in {region}" for region, value in price.amounts.items())
        yield f"| `{key}` | {price.service} | {_unit(price)} | {amounts} | {_source(prices, price)} |"
    yield ""


def _unit(price: PriceSpec) -> str:
    return price.unit if price.per == "use" else f"{price.unit}, by the {price.per}"


def _source(prices: Prices, price: PriceSpec) -> str:
    source = prices.sources[price.source]
    return f"{source.title}: {price.assumed}" if price.assumed else f"{source.title}, {source.read_on:%Y-%m-%d}"


def _assumptions(catalogue: Catalogue) -> Iterator[str]:
    yield "## Assumptions\n"
    yield "| assumption | number | why | how to measure it |"
    yield "| --- | --- | --- | --- |"
    for key, spec in catalogue.assumptions.items():
        yield f"| `{key}` | {number(spec.value)} {spec.unit} | {spec.reason} | {spec.measure} |"
    yield ""


def _types(catalogue: Catalogue) -> Iterator[str]:
    yield "## What is charged\n"
    yield "| type | counted | price |"
    yield "| --- | --- | --- |"
    for type_, charges in catalogue.types.charged.items():
        for charge in charges:
            price = f"`{charge.price}`" if charge.price else "free"
            yield f"| `{type_}`{_where(charge)} | {_counted(charge)} | {price} |"
    for title, groups in (("costs nothing", catalogue.types.free), ("is paid by use", catalogue.types.by_use)):
        yield f"\n## What {title}\n"
        for group in groups:
            types = ", ".join(f"`{type_}`" for type_ in group.types)
            yield f"- {group.reason}: {types}"


def _where(charge: ChargeSpec) -> str:
    conditions = [f"{key} {' or '.join(_value(value) for value in values)}" for key, values in charge.where.items()]
    return f", {' and '.join(conditions)}" if conditions else ""


def _value(value: object) -> str:
    return "not written" if value is None else f"`{str(value).lower() if isinstance(value, bool) else value}`"


def _counted(charge: ChargeSpec) -> str:
    if charge.free:
        return charge.free
    parts = [charge.counts[1]]
    parts += [f"{charge.number} for each resource"] if charge.number > 1 else []
    parts += [f"each of `{charge.each}`"] if charge.each else []
    parts += [f"times `{charge.times}`"] if charge.times else []
    parts += [_EVERYONE[charge.spread]] if charge.spread else []
    parts += [f"but not accounts with `{charge.unless}`"] if charge.unless else []
    parts += [f"in regions with `{charge.only_with}`"] if charge.only_with else []
    parts += [f"charged to the account of `{charge.billed_to}`"] if charge.billed_to else []
    parts += [f"charged to `{charge.account}`"] if charge.account else []
    return ", ".join(parts)
