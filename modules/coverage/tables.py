"""How published checks stand, as a person reads it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich import box
from rich.markup import escape
from rich.table import Table

from modules.coverage.matching import Cell
from modules.coverage.proof import Coverage, Outcome, State


def families(coverage: Coverage) -> dict[str, list[Outcome]]:
    """Return the checks by family, in the order of the published list."""
    found: dict[str, list[Outcome]] = {}
    for outcome in coverage.outcomes:
        found.setdefault(outcome.check.family, []).append(outcome)
    return found


def summary(coverage: Coverage) -> str:
    """Say in one line how many checks are covered and waived."""
    covered, waived, missing = (len(coverage.of(state)) for state in (State.COVERED, State.WAIVED, State.NOT_COVERED))
    text = f"{coverage.environment}: {covered} of {len(coverage.outcomes)} published checks covered, {waived} waived"
    return f"[red]{text}, {missing} not covered[/]" if missing else f"[green]{text}[/]"


def summary_table(coverage: Coverage) -> Table:
    """Lay out how many checks of each family stand how."""
    table = Table(title=f"Published checks in {coverage.environment}", box=box.SIMPLE_HEAD, title_justify="left")
    table.add_column("family")
    for state in State:
        table.add_column(state.value, justify="right")
    table.add_column("total", justify="right")
    for family, outcomes in families(coverage).items():
        table.add_row(family, *_counts(outcomes))
    table.add_section()
    table.add_row("all", *_counts(coverage.outcomes))
    return table


def details(coverage: Coverage, *, everything: bool) -> Iterator[str]:
    """Say of each check what is missing; of all of them how they stand, where everything is wanted."""
    for outcome in coverage.outcomes:
        if outcome.state is State.NOT_COVERED:
            yield f"[red]{outcome.check.id} is not covered[/]: {escape(outcome.check.spec.asks)}"
            for gap in outcome.gaps:
                yield f"  got: {escape(gap.differs)} (of {escape(places(gap.places))})"
            yield f"  why: {outcome.check.where} says what must be there"
            yield (
                "  fix: change the specification so that it is; or waive the check with a reason under "
                "security.waived_checks"
            )
        elif everything:
            yield f"{outcome.check.id} {outcome.state.value}: {escape(outcome.check.spec.asks)}"
            yield from (f"  {escape(text)}" for text in (outcome.evidence or (outcome.reason,)))


def places(cells: Sequence[Cell]) -> str:
    """Name some places: `fraud-dev and 11 more, in eu-west-1 and us-east-1`."""
    accounts = list(dict.fromkeys(cell.account for cell in cells))
    regions = dict.fromkeys(cell.region for cell in cells)
    more = f" and {len(accounts) - _SHOWN} more" if len(accounts) > _SHOWN else ""
    return f"{', '.join(accounts[:_SHOWN])}{more}, in {' and '.join(regions)}"


def _counts(outcomes: Sequence[Outcome]) -> list[str]:
    states = [outcome.state for outcome in outcomes]
    return [*(str(states.count(state)) for state in State), str(len(states))]


_SHOWN = 3
