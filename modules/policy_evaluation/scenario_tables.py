"""What came of scenarios, as a person reads it: those that failed, and those that do not apply."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from rich import box
from rich.markup import escape
from rich.table import Table

from modules.policy_evaluation.reading.scenario_folder import WrittenScenario


def failure_lines(
    scenarios: Iterable[WrittenScenario[Any]], failures: Mapping[str, Sequence[str]], *, at_most: int | None = None
) -> Iterator[str]:
    """Say of each scenario that failed where it is written, and which requests came out otherwise.

    Args:
        scenarios: Those that apply.
        failures: What is not as expected, by the scenario's name.
        at_most: How many requests of a scenario are shown; all, where nothing is said.

    """
    places = {scenario.spec.name: scenario.where for scenario in scenarios}
    for name, lines in failures.items():
        yield f"  [bold]{escape(places.get(name, ''))}[/]  {escape(name)}"
        yield from (f"    {escape(line)}" for line in lines[:at_most])
        if at_most is not None and len(lines) > at_most:
            yield f"    and {len(lines) - at_most} more"


def not_applicable_table(reasons: Mapping[str, str]) -> Table:
    """Lay out why scenarios do not apply, by their names."""
    table = Table(title="Not applicable", box=box.SIMPLE_HEAD, title_justify="left")
    for heading in ("scenario", "why"):
        table.add_column(heading, overflow="fold")
    for name, why in reasons.items():
        table.add_row(escape(name), escape(why))
    return table
