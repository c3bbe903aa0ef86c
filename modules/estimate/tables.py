"""Estimates as a person reads them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from rich import box
from rich.markup import escape
from rich.table import Table

from modules.estimate.catalogue import ASSUMPTIONS, Catalogue
from modules.estimate.difference import Difference
from modules.estimate.estimate import Estimate
from modules.estimate.lines import Line, View, added_up, grouped, number, total
from modules.prices import PRICES


def estimate_table(estimate: Estimate, view: View, *, formulas: bool) -> Table:
    """Lay out what each group of a view costs in a month, and how that is calculated, where that is wanted."""
    table = _table(f"{estimate.environment}, {estimate.currency} a month", view.value, "a month")
    for name, lines in grouped(estimate.lines, view).items():
        table.add_row(escape(name), money(total(lines)), end_section=False)
        if formulas:
            for line in added_up(lines):
                table.add_row(f"  {escape(described(line))}", money(line.month), style="dim")
    table.add_section()
    table.add_row("all", money(estimate.month))
    return table


def difference_table(
    before: Estimate, after: Estimate, found: Iterable[Difference], view: View, *, formulas: bool
) -> Table:
    """Lay out what of a view changes, and with which formulas, where that is wanted."""
    title = f"{after.environment}, {after.currency} a month: what changes"
    table = _table(title, view.value, "before", "now", "difference")
    for difference in found:
        sums = money(difference.before), money(difference.after), signed(difference.month)
        table.add_row(escape(difference.name), *sums)
        if formulas:
            for line in difference.gone:
                table.add_row(f"  - {escape(described(line))}", money(line.month), style="dim")
            for line in difference.new:
                table.add_row(f"  + {escape(described(line))}", "", money(line.month), style="dim")
    table.add_section()
    table.add_row("all", money(before.month), money(after.month), signed(after.month - before.month))
    return table


def notes(estimate: Estimate, catalogue: Catalogue, *, formulas: bool) -> Iterator[str]:
    """Say what the numbers rest on, and what they leave out."""
    prices = catalogue.prices
    rates = {line.rate for line in estimate.lines if line.month}
    oldest = min(source.read_on for source in prices.sources.values())
    yield f"List prices without tax, discounts and free tiers, as read on {oldest:%Y-%m-%d} or later: {PRICES}."
    yield f"A region without a price of its own there is counted with that of {prices.otherwise}."
    if remembered := sorted({rate.price for rate in rates if prices.prices[rate.price].assumed}):
        yield f"Prices that were looked up nowhere: {', '.join(remembered)}."
    assumed = sorted({rate.assumption for rate in rates if rate.assumption})
    if assumed:
        share = total(line for line in estimate.lines if line.rate.assumption)
        yield f"{money(share)} of it rest on assumptions: {ASSUMPTIONS}."
    for key in assumed if formulas else ():
        spec = catalogue.assumptions[key]
        yield f"  {number(spec.value)} {spec.unit}: {spec.reason}."
    yield f"Not counted, since it is paid by use: {'; '.join(group.reason for group in catalogue.types.by_use)}."


def described(line: Line) -> str:
    """Write the formula of a line, with the region of its price."""
    return f"{line.formula}, as in {line.rate.region}"


def money(value: Decimal) -> str:
    """Write an amount with two digits behind the point."""
    return f"{value:,.2f}"


def signed(value: Decimal) -> str:
    """Write an amount with its sign; nothing has none."""
    return f"{value:+,.2f}" if value else "0.00"


def _table(title: str, *headings: str) -> Table:
    table = Table(title=title, box=box.SIMPLE_HEAD, title_justify="left")
    table.add_column(headings[0], overflow="fold")
    for heading in headings[1:]:
        table.add_column(heading, justify="right", no_wrap=True)
    return table
