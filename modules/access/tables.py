"""The matrix, the proof of access, and an explanation, as a person reads them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich import box
from rich.console import Group, RenderableType
from rich.markup import escape
from rich.table import Table

from modules.access.explanation import Explanation
from modules.access.matrix import Line
from modules.access.outcome import ALLOWED
from modules.access.proof import AccessProof
from modules.policy_evaluation.proving.deciding import Library, reasons, written
from modules.policy_evaluation.reading.organization_tree import shown
from modules.policy_evaluation.simulating.simulator import Detail


def matrix_table(lines: Iterable[Line], everywhere: Sequence[str]) -> Table:
    """Lay out the matrix.

    Args:
        lines: What each group may do with each permission set.
        everywhere: Every account but the management account; what is in all of them is not listed.

    """
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for heading in ("group", "permission set"):
        table.add_column(heading, no_wrap=True)
    table.add_column("accounts", overflow="fold")
    last = ""
    for line in lines:
        group = "" if line.group == last else line.group
        last = line.group
        table.add_row(escape(group), escape(line.permission_set), escape(line.where(everywhere)))
    return table


def proof_table(proof: AccessProof) -> RenderableType:
    """Lay out a proof: every permission set, what failed, what does not apply, and the verdict."""
    table = Table(title=f"Access in {proof.environment}", box=box.SIMPLE_HEAD, title_justify="left")
    table.add_column("permission set")
    for heading in ("allowed", "denied", "failed"):
        table.add_column(heading, justify="right")
    for name, outcomes in proof.outcomes.items():
        allowed = sum(outcome.scenario.spec.expect == ALLOWED for outcome in outcomes)
        failed = sum(bool(outcome.mistake) for outcome in outcomes)
        table.add_row(escape(name), str(allowed), str(len(outcomes) - allowed), f"[red]{failed}[/]" if failed else "0")
    parts: list[RenderableType] = [table]
    if proof.failed:
        parts.append("[bold red]Failed[/]\n")
    for outcome in proof.failed:
        parts.append(f"  [bold]{escape(outcome.scenario.where)}[/]  {escape(outcome.scenario.spec.name)}")
        parts.append(f"    expected: {outcome.scenario.spec.expect}, in {escape(outcome.account)}")
        parts.append(f"    {escape(outcome.mistake)}\n")
    if proof.not_applicable:
        reasons_why = sorted({f"{skipped.permission_set}: {why}" for skipped, why in proof.not_applicable})
        parts.append(f"Not applicable in {proof.environment}: {escape('; '.join(reasons_why))}\n")
    if proof.unproved:
        parts.append(f"[yellow]Not proved[/], without scenarios: {escape(', '.join(proof.unproved))}\n")
    return Group(*parts, _verdict(proof))


def _verdict(proof: AccessProof) -> str:
    count = sum(map(len, proof.outcomes.values()))
    if not count:
        return f"Nothing to prove: no scenario applies in {proof.environment}"
    if proof.ok:
        return f"[green]Proved[/]: {count} scenarios of {len(proof.outcomes)} permission sets in {proof.environment}"
    return f"[red]Not proved[/]: {len(proof.failed)} of {count} scenarios failed in {proof.environment}"


def explanation_lines(explanation: Explanation, library: Library) -> Iterator[str]:
    """Tell what decides about a request, in rich's markup."""
    request, answer = explanation.request, explanation.answer
    verdict = "[green]allowed[/]" if answer.allowed else "[red]denied[/]"
    unit = shown(explanation.account.unit)
    yield escape(f"{request.action} on {request.resource}")
    yield (
        f"by {escape(explanation.group)} with {escape(explanation.permission_set)} in "
        f"{escape(explanation.account.key)} ({escape(unit)}): {verdict}"
    )
    yield from _of_permission_set(explanation)
    if not explanation.boundary_allows:
        yield f"\n  Its permissions boundary does not let it through: {escape(str(explanation.boundary))}"
    for detail in explanation.denying:
        yield f"\n  denied by [bold]{escape(detail.statement.sid)}[/]"
        yield f"    {escape(_place(explanation, library, detail))}"
        yield from (f"    {escape(written(condition))} holds" for condition in detail.conditions)
    if explanation.account.is_management:
        yield "\n  Organization policies have no effect in the management account."
    elif not explanation.denying:
        yield "\n  No policy denies it."
    yield ""


def _of_permission_set(explanation: Explanation) -> Iterator[str]:
    for statement in explanation.allowing:
        yield f"\n  allowed by [bold]{escape(statement.sid or 'a statement')}[/] of {escape(statement.policy)}"
    if not explanation.allowing:
        yield "\n  No statement of the permission set allows it."
    if not explanation.allowing and explanation.nearly_allowing:
        yield "  These name the action, and do not match:"
        for detail in explanation.nearly_allowing:
            yield f"    {escape(detail.statement.sid)}: {escape('; '.join(reasons(detail)))}"
    for policy in explanation.left_unsaid:
        yield f"  What {escape(policy)} says is not known here."


def _place(explanation: Explanation, library: Library, detail: Detail) -> str:
    statement = detail.statement
    if statement.policy in explanation.request.identity:
        return statement.policy
    return f"{library.file(statement)}, attached to {statement.at}"
