"""The summaries that end a run."""

from __future__ import annotations

from collections.abc import Sequence

from rich import box
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from modules.runner.display.planned_changes import changes_in_words, deploy_command, refusals
from modules.runner.display.wording import (
    STYLES,
    details_in_words,
    duration,
    first_few,
    in_words,
    outcome_in_words,
    readable_path,
)
from modules.runner.outcome import Changes, DeployReport, Outcome, PlanReport, Report, WorkspaceResult
from modules.runner.repetitions import added_up, repetitions_in_words

_BEYOND = 10_000
"""Characters that no line has: what is measured for it has its natural width."""

_OUTCOME_WIDTH = len("✓ no changes")

_COUNTED = {
    Outcome.APPLIED: "applied",
    Outcome.CHANGES: "with changes",
    Outcome.UNCHANGED: "unchanged",
    Outcome.NO_CHANGES: "without changes",
    Outcome.RESUMED: "applied in the interrupted run",
    Outcome.WAITS: "waiting for others to be applied",
    Outcome.FAILED: "failed",
    Outcome.INTERRUPTED: "interrupted",
    Outcome.BLOCKED: "blocked",
    Outcome.NOT_STARTED: "not started",
}


def print_report(
    console: Console, report: DeployReport | PlanReport, *, resumable: bool = True, command: Sequence[str] = ()
) -> None:
    """Print the summary table, then what plans change, what went wrong where, and the result in one line.

    Args:
        console: Where to.
        report: What came of the run.
        resumable: Whether the same command would go on where a failed deploy stopped.
        command: The words of the command that deploys the same; by default one that deploys the whole environment.

    """
    wide = _table(report, is_wide=True)
    fits = console.measure(wide, options=console.options.update(width=_BEYOND)).maximum <= console.width
    console.print(Group("", wide if fits else _table(report, is_wide=False)), highlight=False)
    for line in changes_in_words(report):  # addresses and commands are copied: no line is broken
        console.print(line, highlight=False, soft_wrap=True)
    failed = report.with_outcome(Outcome.FAILED, Outcome.INTERRUPTED)
    explained = [explanation(report, result) for result in failed]
    recovered = [_recovered(report, result) for result in report.results if result.recovered]
    console.print(Group(*recovered, *explained), highlight=False, end="")
    for line in refusals(report, command or deploy_command(report.environment)):
        console.print(line, highlight=False, soft_wrap=True)
    console.print(Group(_conclusion(report, resumable=resumable), ""), highlight=False)


def _table(report: DeployReport | PlanReport, *, is_wide: bool) -> Table:
    """Build the table. Numbers and headings are never cut: where there is little room, names and outcomes wrap."""
    table = Table(
        box=box.SIMPLE_HEAD,
        show_footer=True,
        pad_edge=False,
        padding=(0, 1) if is_wide else (0, 1, 0, 0),
        header_style="bold",
        footer_style="bold",
    )
    table.add_column(report.environment, footer=_workspaces(len(report.results)), overflow="fold")
    table.add_column("outcome", overflow="fold", min_width=_OUTCOME_WIDTH)
    counts = zip(_count_names(report, is_wide=is_wide), _counts(report.changes), strict=True)
    resources = ("resources", sum(result.resources for result in report.results))
    for name, count in (*counts, *([resources] if is_wide else [])):
        table.add_column(name, footer=str(count), justify="right", no_wrap=True)
    table.add_column("time", footer=duration(report.seconds), justify="right", no_wrap=True)
    for result in report.results:
        table.add_row(*_row(report, result, is_wide=is_wide))
    return table


def _row(report: Report, result: WorkspaceResult, *, is_wide: bool) -> list[Text | str]:
    mark, style = STYLES[result.outcome]
    touched = result.seconds > 0 and result.outcome is not Outcome.WAITS
    outputs = " (outputs)" if result.outputs_changed and not result.changes and result.good else ""
    return [
        Text(_short(report, result)),
        Text(f"{mark} {outcome_in_words(result)}{outputs}", style=style),
        *([str(count) if count else "·" for count in _counts(result.changes)] if touched else [""] * 3),
        *([str(result.resources) if touched else ""] if is_wide else []),
        duration(result.seconds) if touched else "",
    ]


def explanation(report: Report, result: WorkspaceResult) -> RenderableType:
    """Tell what went wrong in a workspace, and where its log is."""
    mark, style = STYLES[result.outcome]
    parts: list[RenderableType] = [Text(f"{mark} {_short(report, result)} {result.outcome}", style=style)]
    parts.append(Padding(Text(details_in_words(result)), (0, 0, 0, 2), expand=False))
    if result.log:
        log = Text(f"log: {readable_path(result.log)}", style="dim", overflow="fold")
        parts.append(Padding(log, (0, 0, 0, 2), expand=False))
    return Group(*parts, "")


def _recovered(report: Report, result: WorkspaceResult) -> RenderableType:
    title = f"✓ {_short(report, result)}: an interrupted run had created what no state had; it was imported"
    found = Text("\n".join(first_few(result.recovered)), overflow="fold")
    return Group(Text(title, style="cyan"), Padding(found, (0, 0, 0, 2), expand=False), "")


def _conclusion(report: DeployReport | PlanReport, *, resumable: bool) -> Text:
    took = duration(report.seconds)
    planned = isinstance(report, PlanReport)
    if isinstance(report, PlanReport) and report.no_changes:
        return Text(f"No changes: {report.environment} is as synthesized ({took}).", style="bold green")
    counts = {words: len(report.with_outcome(outcome)) for outcome, words in _COUNTED.items()}
    parts = ", ".join(f"{count} {words}" for words, count in counts.items() if count)
    changes = in_words(report.changes, planned=planned) or "no resource changed"
    repeated = repetitions_in_words(added_up([result.repetitions for result in report.results]))
    retries = f"\nRepeated: {repeated}." if repeated else ""
    again = (
        "" if report.ok or planned or not resumable else "\nRun the same command again to go on where this run stopped."
    )
    return Text(f"{parts}: {changes} ({took}).{retries}{again}", style="bold green" if report.ok else "bold red")


def _count_names(report: Report, *, is_wide: bool) -> tuple[str, str, str]:
    if isinstance(report, DeployReport):
        return "added", "changed", "destroyed"
    return ("to add", "to change", "to destroy") if is_wide else ("add", "change", "destroy")


def _counts(changes: Changes) -> tuple[int, int, int]:
    return changes.added, changes.changed, changes.destroyed


def _workspaces(count: int) -> str:
    return "1 workspace" if count == 1 else f"{count} workspaces"


def _short(report: Report, result: WorkspaceResult) -> str:
    return result.workspace.removeprefix(f"{report.environment}-")
