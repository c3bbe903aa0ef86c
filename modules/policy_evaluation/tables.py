"""The proof of an environment, and an explanation, as a person reads them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich import box
from rich.console import Group, RenderableType
from rich.markup import escape
from rich.table import Table

from modules.policy_evaluation.linting.lint import LintFinding
from modules.policy_evaluation.proving.deciding import Library, reasons, written
from modules.policy_evaluation.proving.explanation import Explanation
from modules.policy_evaluation.proving.outcome import ScenarioOutcome, Verdict
from modules.policy_evaluation.proving.proof import GuardrailProof, ProofReport
from modules.policy_evaluation.reading.organization_tree import shown


def proof_tables(report: ProofReport) -> RenderableType:
    """Lay out a proof: every guardrail, what failed, what does not apply, and the verdict."""
    parts: list[RenderableType] = [_guardrails(report)]
    parts += _failures(report) if _failed(report) or _mistakes(report) else []
    parts += [_not_applicable(report)] if _skipped(report) else []
    if report.unproved:
        parts.append(f"[yellow]Unproved[/], since no scenario says what they deny: {', '.join(report.unproved)}\n")
    if report.unbound:
        parts.append(f"Bound nowhere in {report.environment}: {', '.join(report.unbound)}\n")
    return Group(*parts, _verdict(report))


def _guardrails(report: ProofReport) -> Table:
    table = Table(title=f"Guardrails of {report.environment}", box=box.SIMPLE_HEAD, title_justify="left")
    for heading in ("guardrail", "attached to"):
        table.add_column(heading, overflow="fold")
    for heading in ("statements", "scenarios", "passed", "failed", "requests"):
        table.add_column(heading, justify="right")
    for proof in report.guardrails:
        table.add_row(
            escape(proof.guardrail.name),
            escape(", ".join(map(shown, proof.attached))),
            str(len(proof.guardrail.sids) or "-"),
            str(len(proof.outcomes)),
            str(proof.count(Verdict.PASSED)),
            f"[red]{failed}[/]" if (failed := proof.count(Verdict.FAILED) + len(proof.mistakes)) else "0",
            str(sum(outcome.requests for outcome in proof.outcomes)),
        )
    return table


def _failures(report: ProofReport) -> Iterator[str]:
    """Tell each failure in lines of its own: what decided is too long for a column."""
    yield "[bold red]Failed[/]\n"
    for outcome in _failed(report):
        spec = outcome.scenario.spec
        yield f"  [bold]{escape(outcome.scenario.where)}[/]  {escape(spec.name)}"
        yield f"    expected: {spec.expect}"
        yield from (f"    {escape(line)}" for line in outcome.why)
    for where, mistake in _mistakes(report):
        yield f"  [bold]{escape(where)}[/]\n    {escape(mistake)}"
    yield ""


def _not_applicable(report: ProofReport) -> Table:
    title = f"Not applicable in {report.environment}"
    table = Table(title=title, box=box.SIMPLE_HEAD, title_justify="left")
    for heading in ("why", "guardrail", "lines of its scenarios.yaml"):
        table.add_column(heading, overflow="fold")
    lines: dict[tuple[str, str], list[str]] = {}
    for outcome in _skipped(report):
        key = (outcome.why[0], outcome.scenario.guardrail.name)
        lines.setdefault(key, []).append(outcome.scenario.where.rpartition(":")[2])
    for (why, guardrail), numbers in sorted(lines.items()):
        table.add_row(escape(why), escape(guardrail), ", ".join(numbers))
    return table


def _verdict(report: ProofReport) -> str:
    scenarios = sum(proof.count(Verdict.PASSED) for proof in report.guardrails)
    guardrails = f"{len(report.guardrails) - len(report.unproved)} guardrails"
    if report.ok:
        return f"[green]Proved[/]: {scenarios} scenarios of {guardrails} in {report.environment}"
    failed = len(_failed(report)) + len(_mistakes(report))
    return f"[red]Not proved[/]: {failed} failed, {scenarios} scenarios of {guardrails} passed in {report.environment}"


def _failed(report: ProofReport) -> list[ScenarioOutcome]:
    return [outcome for outcome in _outcomes(report.guardrails) if outcome.verdict is Verdict.FAILED]


def _skipped(report: ProofReport) -> list[ScenarioOutcome]:
    return [outcome for outcome in _outcomes(report.guardrails) if outcome.verdict is Verdict.NOT_APPLICABLE]


def _outcomes(proofs: Iterable[GuardrailProof]) -> Iterator[ScenarioOutcome]:
    return (outcome for proof in proofs for outcome in proof.outcomes)


def _mistakes(report: ProofReport) -> list[tuple[str, str]]:
    of_guardrails = [(proof.guardrail.shown, mistake) for proof in report.guardrails for mistake in proof.mistakes]
    return [*of_guardrails, *(("the organization", mistake) for mistake in report.mistakes)]


def explanation_lines(explanation: Explanation, library: Library) -> Iterator[str]:
    """Tell what decides about a request, in rich's markup."""
    request, answer = explanation.request, explanation.answer
    verdict = "[green]allowed[/]" if answer.allowed else "[red]denied[/]"
    unit = shown(explanation.account.unit)
    yield escape(f"{request.action} on {request.resource}")
    yield f"by {escape(request.principal)} in {escape(explanation.account.key)} ({escape(unit)}): {verdict}"
    for detail in explanation.denying:
        yield f"\n  denied by [bold]{escape(detail.statement.sid)}[/]"
        yield f"    {escape(library.file(detail.statement))}"
        yield f"    attached to {escape(detail.statement.at)}, in the policy {escape(_policy(detail.statement.policy))}"
        yield from (f"    {escape(written(condition))} holds" for condition in detail.conditions)
    if explanation.account.is_management:
        yield "\n  Organization policies have no effect in the management account."
    elif answer.allowed:
        yield "\n  No organization policy denies it. What the principal's own policies say is another question."
    if explanation.passed_over:
        yield "\n  Statements that name the action and do not match:"
    for detail in explanation.passed_over:
        yield f"    {escape(library.place(detail.statement))}"
        yield from (f"      {escape(reason)}" for reason in reasons(detail))
    if answer.ignored_keys:
        keys = escape(", ".join(answer.ignored_keys))
        yield f"\n  Left out, because {escape(request.action)} has no such key: {keys}"


def _policy(key: str) -> str:
    """Write a policy as Organizations knows it: its kind is in the key of a batch."""
    return key.partition(" ")[2] or key


def lint_table(
    findings: Sequence[LintFinding], what: str = "the guardrails, and the policies made of them"
) -> RenderableType:
    """Tell what the linter found, or that it found nothing; opinions are told, and leave it clean."""
    opinions = [finding for finding in findings if finding.is_opinion]
    faults = [finding for finding in findings if not finding.is_opinion]
    lines = ["[bold]Taken by AWS; see whether it is meant[/]", *_lint_lines(opinions)] if opinions else []
    if not faults:
        above = f" (see above: {len(opinions)})" if opinions else ""
        return "\n".join([*lines, f"[green]Linted[/]: {what}{above}"])
    lines += ["[bold red]Linter[/]", *_lint_lines(faults)]
    return "\n".join([*lines, f"[red]Not linted clean[/]: {len(faults)} findings"])


def _lint_lines(findings: Iterable[LintFinding]) -> Iterator[str]:
    for finding in findings:
        statement = f"{finding.sid}: " if finding.sid else ""
        yield f"  [bold]{escape(finding.where)}[/]"
        yield f"    {escape(statement + finding.message)}"
