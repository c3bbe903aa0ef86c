"""Plan: what a deploy would change in each workspace of an environment."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from modules.runner.display.progress import Progress
from modules.runner.operation import Operation, OperationRequest, Results, prepare
from modules.runner.outcome import Outcome, PlanReport, WorkspaceResult
from modules.runner.plan_details import planned_changes
from modules.runner.protection import refusal
from modules.runner.saved.circumstances import circumstances
from modules.runner.saved.plans import SavedPlan, SavedPlans
from modules.runner.terraform.begun_creations import remembered
from modules.runner.terraform.cli import terraform_version
from modules.runner.terraform.events import Diagnostic, ResourcePlanned
from modules.runner.terraform.run import CHANGES, NO_CHANGES, PLAN_FILE, TerraformResult, TerraformRun
from modules.runner.turning_on.organization import TurnedOn, turn_on
from modules.runner.turning_on.wanted import wanted

_MISSING_OUTPUT = frozenset({"Unable to find remote state", "Unsupported attribute", "Invalid index"})
"""Terraform's words for an upstream workspace that was never applied, or lacks an output yet, or a key of one."""
_LOST = "waits for a deploy without --from, which looks for what an interrupted run had begun to create"


def plan(  # noqa: PLR0913 - keyword-only, each with a default
    outdir: Path,
    environment: str,
    selection: Sequence[str] = (),
    *,
    environ: Mapping[str, str] | None = None,
    environ_of: Mapping[str, Mapping[str, str]] | None = None,
    parallel: int | None = None,
    logs: Path | None = None,
    state: Path | None = None,
    save: Path | None = None,
    allow_destroy: Sequence[str] = (),
    refuses: bool = False,
    owners: Mapping[str, str] | None = None,
    waiting: Mapping[str, str] | None = None,
    looks: Mapping[str, Callable[[Mapping[str, Any]], object]] | None = None,
    progress: Progress | None = None,
) -> PlanReport:
    """Plan the chosen workspaces, and only those. Arguments as for `deploy`.

    What a deploy would refuse to destroy, but for `allow_destroy`, is told of each change; with `refuses`, such a plan
    has failed.

    What `waiting` names is not planned: it says of a workspace, by id, what a deploy does before.

    Whom `looks` names is told what `terraform show -json` says of the plan of a workspace, by its id.

    With `save`, a new or empty folder, the plans are kept there for `deploy` to apply, if none failed.

    A workspace that reads outputs which its upstream does not have yet cannot be planned: it waits, and has not failed.

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
        owners=owners,
    )
    operation = prepare("plan", request)
    saved = SavedPlans.begin(save, environment, terraform_version(operation.terraform)) if save else None
    with operation.interruption, operation.progress:
        operation.begin()
        planning = _Planning(operation, saved, allow_destroy, refuses, waiting or {}, looks or {})
        results = operation.run(planning.settle, planning.work)
    report = PlanReport(environment, results, time.monotonic() - operation.started)
    if saved and report.ok:
        saved.write()
    return report


@dataclass(frozen=True, slots=True)
class _Planning:
    operation: Operation
    saved: SavedPlans | None
    allow_destroy: Sequence[str]
    refuses: bool
    waiting: Mapping[str, str]
    looks: Mapping[str, Callable[[Mapping[str, Any]], object]]

    def settle(self, workspace: str, _results: Results) -> WorkspaceResult | None:
        """Settle a workspace that cannot be planned before a deploy."""
        if (note := self.waiting.get(workspace)) is None:
            return None
        if self.saved:
            self.saved.plans[workspace] = SavedPlan(outcome=Outcome.WAITS, note=note)
        return WorkspaceResult(workspace=workspace, outcome=Outcome.WAITS, error=note)

    def work(self, run: TerraformRun, workspace: str, results: Results) -> WorkspaceResult:
        """Plan a workspace, and save the plan where that is asked for."""
        run.begin()
        if self.saved is None:
            return self._plan(run, workspace, results)
        if remembered(run.begun_record):
            result = WorkspaceResult(workspace=workspace, outcome=Outcome.WAITS, error=_LOST)
        else:
            result = self._plan(run, workspace, results)
        if result.good or result.outcome is Outcome.WAITS:
            self.saved.plans[workspace] = self._saved(self.saved, run, result)
        return result

    def _saved(self, saved: SavedPlans, run: TerraformRun, result: WorkspaceResult) -> SavedPlan:
        if result.outcome is Outcome.WAITS:
            return SavedPlan(outcome=result.outcome, note=result.error)
        made_of = circumstances(run, self.operation.upstream(result.workspace))
        if result.outcome is Outcome.NO_CHANGES:
            return SavedPlan(outcome=result.outcome, made_of=made_of)
        digest = saved.keep(result.workspace, run.folder / PLAN_FILE)
        return SavedPlan(
            outcome=result.outcome,
            digest=digest,
            made_of=made_of,
            changes=result.changes,
            planned=tuple(
                ResourcePlanned(each.address, each.action, each.type, is_gone=each.is_gone) for each in result.planned
            ),
        )

    def _plan(self, run: TerraformRun, workspace: str, results: Results) -> WorkspaceResult:
        result = run.init()
        if not result.exit_code:
            result = run.plan()
            if result.exit_code in {NO_CHANGES, CHANGES}:
                self._look(run, workspace)
                return self._unless_refused(self._with_what_is_off(run, self._planned(run, workspace, result)), result)
        upstream = self._awaited(workspace, result.tally.errors, results)
        if upstream:
            names = ", ".join(map(self.operation.workspaces.short_name, upstream))
            return WorkspaceResult(workspace=workspace, outcome=Outcome.WAITS, error=f"waits for {names}")
        return self.operation.failure(workspace, result)

    def _look(self, run: TerraformRun, workspace: str) -> None:
        """Show a plan to whoever wants to know more of it than is told of all."""
        if look := self.looks.get(workspace):
            try:
                look(run.shown(PLAN_FILE))
            except (OSError, ValueError) as error:
                self.operation.progress.note(f"{self.operation.workspaces.short_name(workspace)}: {error}")

    def _unless_refused(self, result: WorkspaceResult, planned: TerraformResult) -> WorkspaceResult:
        refused = refusal(planned.tally.plan, self.allow_destroy) if self.refuses else ""
        return replace(result, outcome=Outcome.FAILED, error=refused) if refused else result

    def _with_what_is_off(self, run: TerraformRun, result: WorkspaceResult) -> WorkspaceResult:
        """Tell what a deploy would turn on in the organization, which no plan of Terraform's shows."""
        listed = wanted(run.folder)
        turned_on = turn_on(listed, run.environ, only_look=True) if listed else TurnedOn()
        name = self.operation.workspaces.short_name(result.workspace)
        if turned_on.error:
            self.operation.progress.note(f"{name}: what is on could not be read: {turned_on.error}")
        if not turned_on.off:
            return result
        self.operation.progress.note(f"{name}: a deploy turns on {', '.join(turned_on.off)}")
        return replace(result, outcome=Outcome.CHANGES)

    def _awaited(self, workspace: str, errors: Sequence[Diagnostic], results: Results) -> list[str]:
        """Find the upstream workspaces whose outputs are missing because they are yet to be applied."""
        missing = [error for error in errors if error.summary in _MISSING_OUTPUT]
        pending = [
            upstream
            for upstream in sorted(self.operation.workspaces.graph.predecessors(workspace))
            if upstream not in results or results[upstream].outcome is not Outcome.NO_CHANGES
        ]
        named = [name for name in pending if any(name in f"{error.address} {error.source}" for error in missing)]
        return named if missing else []

    def _planned(self, run: TerraformRun, workspace: str, result: TerraformResult) -> WorkspaceResult:
        tally = result.tally
        return WorkspaceResult(
            workspace=workspace,
            outcome=Outcome.NO_CHANGES if result.exit_code == NO_CHANGES else Outcome.CHANGES,
            changes=tally.planned,
            outputs_changed=tally.outputs_changed,
            resources=tally.resources_planned,
            planned=planned_changes(run, tally.plan, allowed=self.allow_destroy, owners=self.operation.owners),
        )
