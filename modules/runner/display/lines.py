"""Progress for machines: one JSON object a line. docs/reference/run-events.md is its contract."""

from __future__ import annotations

import json
import threading
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from types import TracebackType
from typing import Any, Self, TextIO

from modules.runner.display.planned_changes import change_data, deploy_command, next_command
from modules.runner.outcome import DeployReport, PlanReport, WorkspaceResult
from modules.runner.planned_change import PlannedChange
from modules.runner.repetitions import added_up
from modules.runner.terraform.events import Event

FORMAT = 1
"""Raised when what is written gets another meaning; a key more does not raise it."""


class LineProgress:
    """Progress for a program.

    Args:
        stream: Where to.
        verb: What the run does: plan or deploy.

    """

    def __init__(self, stream: TextIO, verb: str) -> None:
        self._stream, self._verb = stream, verb
        self._lock = threading.Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        return

    def begin(self, environment: str, total: int, parallel: int) -> None:
        """Write that the run begins, and over how many workspaces."""
        self._write(
            "started",
            format=FORMAT,
            verb=self._verb,
            environment=environment,
            workspaces=total,
            parallel=parallel,
        )

    def phase(self, workspace: str, phase: str) -> None:
        """Write which step Terraform takes in a workspace."""
        self._write("phase", workspace=workspace, phase=phase)

    def event(self, workspace: str, event: Event) -> None:
        """Do nothing: single resources are in the workspace's log, as Terraform tells of them."""

    def finished(self, result: WorkspaceResult) -> None:
        """Write what came of a workspace."""
        self._write(
            "workspace",
            workspace=result.workspace,
            outcome=str(result.outcome),
            changes=asdict(result.changes),
            outputs_changed=result.outputs_changed,
            losses=[{"address": change.address, "action": change.action} for change in result.losses],
            planned=[change_data(change) for change in result.planned],
            imported=list(result.recovered),
            error=result.error,
            repetitions=dict(result.repetitions),
            seconds=round(result.seconds, 1),
            log=str(result.log) if result.log else "",
        )

    def note(self, text: str) -> None:
        """Write a message about the whole run."""
        self._write("note", text=text)

    def tick(self) -> None:
        """Do nothing: a program needs no sign of life."""

    def summary(self, report: DeployReport | PlanReport, command: Sequence[str] = ()) -> None:
        """Write what came of the run: the last line.

        Args:
            report: What came of it.
            command: The words of the command that deploys the same.

        """
        every = [(result.workspace, change) for result in report.results for change in result.planned]
        self._write(
            "summary",
            environment=report.environment,
            exit_code=report.exit_code,
            outcomes=dict(Counter(str(result.outcome) for result in report.results)),
            changes=asdict(report.changes),
            losses=[_placed(workspace, change) for workspace, change in every if change.is_loss],
            refused=[_placed(workspace, change) for workspace, change in every if change.is_refused],
            next=next_command(report, command or deploy_command(report.environment)),
            repetitions=dict(added_up([result.repetitions for result in report.results])),
            seconds=round(report.seconds, 1),
        )

    def _write(self, event: str, **content: Any) -> None:
        line = json.dumps({"event": event, **content})
        with self._lock:
            self._stream.write(f"{line}\n")
            self._stream.flush()


def _placed(workspace: str, change: PlannedChange) -> dict[str, str]:
    return {"workspace": workspace, "address": change.address, "action": change.action}
