"""What of an environment a preview could not apply, because the emulator lacks an operation."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rich.markup import escape
from rich.table import Table

from modules.runner.outcome import DeployReport, Outcome, PlanReport, WorkspaceResult
from modules.runner.terraform.events import Diagnostic, parse_event

_NOT_EMULATED = re.compile(r"not emulated: [\w-]+\.\w+")
_STOPPED = (Outcome.INTERRUPTED, Outcome.NOT_STARTED)


def only_lacks_emulation(deployed: DeployReport) -> bool:
    """Whether every error of the workspaces that failed is an operation that the emulator lacks."""
    failed = deployed.with_outcome(Outcome.FAILED)
    return (
        bool(failed)
        and not deployed.with_outcome(*_STOPPED)
        and all(_NOT_EMULATED.search(error) for result in failed for error in _errors(result))
    )


def rest_is_unchanged(deployed: DeployReport, planned: PlanReport) -> bool:
    """Tell whether the second plan is empty wherever everything was applied."""
    applied = {result.workspace for result in deployed.results if result.good}
    return all(result.outcome is Outcome.NO_CHANGES for result in planned.results if result.workspace in applied)


def table_of_what_was_not_applied(deployed: DeployReport, planned: PlanReport) -> Table:
    """List what the emulator lacks, and what waits for it; both were planned as far as that goes."""
    plans = {result.workspace: result for result in planned.results}
    table = Table(title="Not applied here", title_justify="left")
    for heading in ("workspace", "why", "still to do"):
        table.add_column(heading, overflow="fold")
    for result in deployed.results:
        if not result.good:
            table.add_row(result.workspace, escape(_why(result)), _planned(plans[result.workspace]))
    return table


def _why(result: WorkspaceResult) -> str:
    found = [match[0] for error in _errors(result) if (match := _NOT_EMULATED.search(error))]
    return "\n".join(dict.fromkeys(found)) or result.error


def _planned(result: WorkspaceResult) -> str:
    return f"{result.changes.total} changes planned" if result.outcome is Outcome.CHANGES else str(result.outcome)


def _errors(result: WorkspaceResult) -> list[str]:
    """Read all errors from the log. The result itself has the first one only, and a count."""
    lines: Iterable[str] = result.log.read_text().splitlines() if result.log and result.log.exists() else ()
    events = map(parse_event, lines)
    errors = [event for event in events if isinstance(event, Diagnostic) and event.severity == "error"]
    return [f"{error.summary} {error.detail}" for error in errors] or [result.error]
