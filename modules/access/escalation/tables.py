"""The proof that no known way leads to more, as a person reads it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from rich import box
from rich.console import Group, RenderableType
from rich.markup import escape
from rich.table import Table

from modules.access.escalation.proof import EscalationProof, Outcome, Result

_COLUMNS = {
    Result.DENIED: "denied",
    Result.BOUNDARY: "to the boundary",
    Result.PASSABLE: "to own roles",
    Result.ADMITTED: "admitted",
    Result.OPEN: "open",
}


def escalation_table(proof: EscalationProof) -> RenderableType:
    """Lay out a proof: every permission set, what is open, and the verdict."""
    table = Table(title=f"Known ways to more in {proof.environment}", box=box.SIMPLE_HEAD, title_justify="left")
    table.add_column("permission set", no_wrap=True)
    for heading in ("tried", *_COLUMNS.values()):
        table.add_column(heading, justify="right")
    counted = Counter((outcome.attempt.holder.permission_set, outcome.result) for outcome in proof.outcomes)
    for name in sorted({name for name, _ in counted}):
        counts = [counted[name, result] for result in _COLUMNS]
        cells = [f"{count:,}" if count else "·" for count in counts]
        table.add_row(escape(name), f"{sum(counts):,}", *cells[:-1], f"[red]{cells[-1]}[/]" if counts[-1] else "·")
    parts: list[RenderableType] = [table]
    if proof.open:
        parts.append("[bold red]Open[/]\n")
    parts += [line for several in _alike(proof.open) for line in _lines(several)]
    for name, policies in proof.left_unsaid.items():
        parts.append(f"[yellow]Not known[/]: what {escape(', '.join(policies))} of {escape(name)} says\n")
    return Group(*parts, _verdict(proof))


def _alike(outcomes: Iterable[Outcome]) -> Iterator[list[Outcome]]:
    """Put together what differs by account and clearance only."""
    by_way: dict[tuple[str, str, str, str], list[Outcome]] = {}
    for outcome in outcomes:
        attempt = outcome.attempt
        key = (attempt.holder.permission_set, attempt.way.spec.name, attempt.target_name, outcome.fault)
        by_way.setdefault(key, []).append(outcome)
    yield from by_way.values()


def _lines(several: list[Outcome]) -> Iterator[str]:
    first = several[0].attempt
    accounts = list(dict.fromkeys(key for outcome in several for key in outcome.attempt.holder.alike))
    others = f" and {len(accounts) - 1} more" if accounts[1:] else ""
    yield f"  [bold]{escape(first.holder.permission_set)}[/] in {escape(accounts[0])}{others}: {first.way.spec.name}"
    yield f"    {escape(first.way.spec.title)}  ({first.way.where})"
    yield f"    leads to {first.target_name}: {escape(first.target.title)}"
    for number, (request, answer) in enumerate(several[0].steps, start=1):
        by = ", ".join(f"{statement.sid or 'a statement'} of {statement.policy}" for statement in answer.allowing)
        yield f"    {number}. {request.action} on {escape(request.resource)}"
        yield f"       allowed by {escape(by)}"
    if several[0].fault:
        yield f"    [red]cannot be tried[/]: {escape(several[0].fault)}"
    yield ""


def _verdict(proof: EscalationProof) -> str:
    sets = len({outcome.attempt.holder.permission_set for outcome in proof.outcomes})
    if proof.ok:
        return (
            f"[green]Proved[/]: none of {proof.ways} known ways leads anybody with {sets} permission sets to more "
            f"in {proof.environment}"
        )
    return f"[red]Not proved[/]: {len(list(_alike(proof.open)))} ways are open in {proof.environment}"
