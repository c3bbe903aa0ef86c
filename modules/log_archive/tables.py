"""The proof of the log archive, as a person reads it."""

from __future__ import annotations

from collections.abc import Iterator

from rich import box
from rich.console import Group, RenderableType
from rich.markup import escape
from rich.table import Table

from modules.log_archive.proof import ArchiveProof


def proof_lines(proof: ArchiveProof) -> RenderableType:
    """Lay out a proof: what failed, what does not apply, and the verdict."""
    parts: list[RenderableType] = [*_failures(proof)]
    if proof.not_applicable:
        parts.append(_not_applicable(proof))
    return Group(*parts, _verdict(proof))


def _failures(proof: ArchiveProof) -> Iterator[str]:
    places = {scenario.spec.name: scenario.where for scenario in proof.scenarios}
    for name, lines in proof.failures.items():
        yield f"  [bold]{escape(places.get(name, ''))}[/]  {escape(name)}"
        yield from (f"    {escape(line)}" for line in lines)
    if proof.unasked:
        yield f"  no scenario asks about {escape(', '.join(proof.unasked))}"


def _not_applicable(proof: ArchiveProof) -> Table:
    table = Table(title="Not applicable", box=box.SIMPLE_HEAD, title_justify="left")
    for heading in ("scenario", "why"):
        table.add_column(heading, overflow="fold")
    for name, why in proof.not_applicable.items():
        table.add_row(escape(name), escape(why))
    return table


def _verdict(proof: ArchiveProof) -> str:
    counts = f"(scenarios: {len(proof.scenarios)}, requests: {proof.requests})"
    if proof.ok:
        return f"[green]Proved[/]: nobody alters the logs of {proof.environment} {counts}"
    failed = len(proof.failures) + len(proof.unasked)
    return f"[red]Not proved[/]: the logs of {proof.environment}, failures: {failed} {counts}"
