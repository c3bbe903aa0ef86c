"""Refresh: compare what exists with the states of an environment's workspaces, and change neither."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import networkx as nx

from modules.runner.display.progress import Progress
from modules.runner.locked import locked_in_words
from modules.runner.operation import Operation, OperationRequest, Results, prepare
from modules.runner.outcome import DriftReport, Outcome, WorkspaceResult
from modules.runner.terraform.run import CHANGES, NO_CHANGES, PLAN_FILE, REFRESH_FILE, TerraformResult, TerraformRun

_PLANNED = frozenset({NO_CHANGES, CHANGES})

Judge = Callable[[str, Mapping[str, Any]], tuple[Any, ...]]
"""Told of a workspace by its id and what `terraform show -json` says of a plan of it; returns what of that is drift."""


def refresh(  # noqa: PLR0913 - keyword-only, each with a default
    outdir: Path,
    environment: str,
    selection: Sequence[str] = (),
    *,
    judge: Judge,
    judged_anyway: Collection[str] = (),
    environ: Mapping[str, str] | None = None,
    environ_of: Mapping[str, Mapping[str, str]] | None = None,
    parallel: int | None = None,
    logs: Path | None = None,
    state: Path | None = None,
    progress: Progress | None = None,
) -> DriftReport:
    """Look at the chosen workspaces for what was changed outside Terraform. Arguments as for `deploy`, and a judge.

    The judge is told of what differs, and of the workspaces `judged_anyway`, by id, though nothing does.

    No state is written. A lock is taken only where something differs, to tell drift from the work of somebody else.

    Raises:
        LandingZoneError: the environment is not synthesized, a workspace is unknown, or Terraform is missing.

    """
    request = OperationRequest(
        outdir=outdir,
        environment=environment,
        selection=selection,
        environ=environ,
        environ_of=environ_of,
        parallel=parallel,
        logs=logs,
        state=state,
        progress=progress,
    )
    operation = prepare("drift", request)
    in_any_order = nx.create_empty_copy(operation.graph)  # a state needs no other one to be compared with what exists
    with operation.interruption, operation.progress:
        operation.begin()
        looking = _Looking(operation, judge, judged_anyway)
        results = replace(operation, graph=in_any_order).run(lambda _workspace, _results: None, looking.work)
    return DriftReport(environment, results, time.monotonic() - operation.started)


@dataclass(frozen=True, slots=True)
class _Looking:
    operation: Operation
    judge: Judge
    judged_anyway: Collection[str]

    def work(self, run: TerraformRun, workspace: str, _results: Results) -> WorkspaceResult:
        """Look at a workspace."""
        run.begin()
        result = run.init()
        if result.exit_code:
            return self._not_looked_at(run, workspace, result)
        result = run.refresh()
        if result.exit_code not in _PLANNED:
            return self._not_looked_at(run, workspace, result)
        if not result.tally.has_resources and run.pulled_state() is None:
            return WorkspaceResult(workspace=workspace, outcome=Outcome.NEVER_APPLIED)
        findings = self._judged(run, workspace, result, REFRESH_FILE)
        if not findings:
            return _looked_at(workspace, result, ())
        return self._again(run, workspace, findings)

    def _again(self, run: TerraformRun, workspace: str, findings: tuple[Any, ...]) -> WorkspaceResult:
        """Look once more, with the lock: what somebody does there is no drift; and see what a deploy would do."""
        planned = run.plan(lock_timeout="0s")
        if locked := self._locked(run, planned):
            return WorkspaceResult(workspace=workspace, outcome=Outcome.LOCKED, error=locked)
        if planned.exit_code not in _PLANNED:  # such as what waits for another workspace
            return _looked_at(workspace, planned, findings)
        return _looked_at(workspace, planned, self._judged(run, workspace, planned, PLAN_FILE))

    def _judged(self, run: TerraformRun, workspace: str, result: TerraformResult, file: str) -> tuple[Any, ...]:
        """Find what was changed; outputs alone are no drift, they follow from other workspaces."""
        is_judged = result.tally.drifted or workspace in self.judged_anyway
        return self.judge(workspace, run.shown(file)) if is_judged else ()

    def _not_looked_at(self, run: TerraformRun, workspace: str, result: TerraformResult) -> WorkspaceResult:
        """Say why: nothing was ever applied there, or it could not be reached."""
        if not result.interrupted and self._was_never_applied(run):
            return WorkspaceResult(workspace=workspace, outcome=Outcome.NEVER_APPLIED)
        return self.operation.failure(workspace, result)

    def _was_never_applied(self, run: TerraformRun) -> bool:
        try:
            return run.pulled_state() is None
        except OSError:  # neither can the state be read: what the command said of that is told
            return False

    def _locked(self, run: TerraformRun, planned: TerraformResult) -> str:
        return next(filter(None, (locked_in_words(error, run.folder) for error in planned.tally.errors)), "")


def _looked_at(workspace: str, result: TerraformResult, findings: tuple[Any, ...]) -> WorkspaceResult:
    return WorkspaceResult(
        workspace=workspace,
        outcome=Outcome.DRIFT if findings else Outcome.NO_DRIFT,
        resources=result.tally.resources,
        findings=findings,
    )
