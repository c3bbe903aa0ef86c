"""The summaries that end a run."""

from __future__ import annotations

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from modules.runner.outcome import Changes, DeployReport, Outcome, PlanReport, Report, WorkspaceResult
from modules.runner.wording import STYLES, duration, in_words

_UNFINISHED = (Outcome.FAILED, Outcome.INTERRUPTED, Outcome.BLOCKED, Outcome.NOT_STARTED, Outcome.WAITS)


def print_report(console: Console, report: DeployReport | PlanReport) -> None:
    """Print the summary table, then what went wrong where, then the result in one line."""
    console.print(summary(report), highlight=False)


def summary(report: DeployReport | PlanReport) -> RenderableType:
    """Build what `print_report` prints."""
    explained = [_explanation(report, result) for result in report.with_outcome(*_UNFINISHED) if result.log]
    return Group("", _table(report), *explained, "", _conclusion(report), "")


def _table(report: DeployReport | PlanReport) -> Table:
    deploy = isinstance(report, DeployReport)
    verb = "Deploy" if deploy else "Plan"
    table = Table(title=f"{verb} of {report.environment}", title_justify="left", title_style="bold", show_footer=True)
    table.add_column("workspace", footer=f"{len(report.results)} workspaces", no_wrap=True, overflow="ellipsis")
    table.add_column("outcome", overflow="fold")
    total = report.changes
    columns = ("added", "changed", "destroyed") if deploy else ("to add", "to change", "to destroy")
    for name, count in zip(columns, _counts(total), strict=True):
        table.add_column(name, footer=str(count), justify="right")
    table.add_column("resources", footer=str(sum(one.resources for one in report.results)), justify="right")
    table.add_column("time", footer=duration(report.seconds), justify="right", no_wrap=True)
    for result in report.results:
        table.add_row(*_row(report, result))
    return table


def _row(report: Report, result: WorkspaceResult) -> list[Text | str]:
    mark, style = STYLES[result.outcome]
    touched = result.seconds > 0
    counts = [str(count) if count else "·" for count in _counts(result.changes)] if touched else [""] * 3
    return [
        Text(_short(report, result)),
        Text(f"{mark} {_outcome(result)}", style=style),
        *counts,
        str(result.resources) if touched else "",
        duration(result.seconds) if touched else "",
    ]


def _outcome(result: WorkspaceResult) -> str:
    if result.outcome in {Outcome.BLOCKED, Outcome.WAITS}:
        return result.error
    if result.outputs_changed and not result.changes and result.good:
        return f"{result.outcome}: outputs"
    return f"{result.outcome}"


def _explanation(report: Report, result: WorkspaceResult) -> RenderableType:
    mark, style = STYLES[result.outcome]
    log = Text(f"log: {result.log}", style="dim", overflow="fold")
    heading = Text(f"{mark} {_short(report, result)}", style=style)
    return Group("", heading, Padding(Text(result.error), (0, 0, 0, 2)), Padding(log, (0, 0, 0, 2)))


def _conclusion(report: DeployReport | PlanReport) -> Text:
    took = duration(report.seconds)
    if isinstance(report, PlanReport) and report.no_changes:
        return Text(f"No changes. {report.environment} is as synthesized ({took}).", style="bold green")
    counts = {outcome: len(report.with_outcome(outcome)) for outcome in Outcome}
    parts = ", ".join(f"{count} {outcome}" for outcome, count in counts.items() if count)
    changes = in_words(report.changes) or "nothing changed"
    return Text(f"{parts}; {changes} ({took}).", style="bold green" if report.ok else "bold red")


def _short(report: Report, result: WorkspaceResult) -> str:
    return result.workspace.removeprefix(f"{report.environment}-")


def _counts(changes: Changes) -> tuple[int, int, int]:
    return changes.added, changes.changed, changes.destroyed
