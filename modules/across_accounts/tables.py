"""The proof of who reaches what, as a person reads it."""

from __future__ import annotations

from collections.abc import Iterator

from rich import box
from rich.console import Group, RenderableType
from rich.markup import escape
from rich.table import Table

from modules.across_accounts.proof import AcrossProof

_SHOWN = 5


def proof_lines(proof: AcrossProof) -> RenderableType:
    """Lay out a proof: what failed, what does not apply, and the verdict."""
    parts: list[RenderableType] = [*_failures(proof)]
    if proof.not_applicable:
        parts.append(_not_applicable(proof))
    return Group(*parts, verdict(proof))


def failures(proof: AcrossProof) -> Iterator[str]:
    """Say of each scenario that failed which requests came out otherwise."""
    yield from _failures(proof)


def verdict(proof: AcrossProof) -> str:
    """Say in one line what came of it."""
    asked, left_out = len(proof.asked), len(proof.not_applicable)
    counts = f"(scenarios: {len(proof.scenarios)}, requests: {asked}, not applicable: {left_out})"
    if proof.ok:
        return f"[green]Proved[/]: who reaches what across accounts of {proof.environment} {counts}"
    return f"[red]Not proved[/]: who reaches what in {proof.environment}, failures: {len(proof.failures)} {counts}"


def _failures(proof: AcrossProof) -> Iterator[str]:
    places = {scenario.spec.name: scenario.where for scenario in proof.scenarios}
    for name, lines in proof.failures.items():
        yield f"  [bold]{escape(places.get(name, ''))}[/]  {escape(name)}"
        yield from (f"    {escape(line)}" for line in lines[:_SHOWN])
        if len(lines) > _SHOWN:
            yield f"    and {len(lines) - _SHOWN} more"


def _not_applicable(proof: AcrossProof) -> Table:
    table = Table(title="Not applicable", box=box.SIMPLE_HEAD, title_justify="left")
    for heading in ("scenario", "why"):
        table.add_column(heading, overflow="fold")
    for name, why in proof.not_applicable.items():
        table.add_row(escape(name), escape(why))
    return table
