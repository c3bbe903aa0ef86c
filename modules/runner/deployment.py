"""What a deploy does in each workspace: apply it, settle it without Terraform, or look what would be refused."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from modules.runner import retries
from modules.runner.application import Application
from modules.runner.display.wording import first_few
from modules.runner.journal import Journal
from modules.runner.operation import Operation, Results
from modules.runner.outcome import Outcome, WorkspaceResult
from modules.runner.plan_details import planned_changes
from modules.runner.planned_change import PlannedChange
from modules.runner.recovery.existing import refused_as_existing
from modules.runner.saved.application import SavedApplication
from modules.runner.saved.circumstances import circumstances
from modules.runner.saved.plans import SavedPlan, SavedPlans
from modules.runner.terraform.begun_creations import remember
from modules.runner.terraform.events import ServiceAwaited
from modules.runner.terraform.input_digest import input_digest
from modules.runner.terraform.run import CHANGES, TerraformResult, TerraformRun
from modules.runner.turning_on.organization import turn_on
from modules.runner.turning_on.wanted import wanted


@dataclass(frozen=True, slots=True)
class Deployment:
    """Settles each workspace, or applies it."""

    operation: Operation
    journal: Journal
    earlier: Mapping[str, str]
    allow_destroy: Sequence[str]
    plans: SavedPlans | None
    """What was reviewed: nothing else is applied."""
    applied: Collection[str]
    """Digests of saved plans that were applied."""
    confirmed: SavedPlans | None = None
    """What somebody has just agreed to: applied where it is still what a plan would be, and else planned again."""

    def settle(self, workspace: str, results: Results) -> WorkspaceResult | None:
        """Settle a workspace that cannot be applied, or needs not to be."""
        if self.plans and (settled := self._settle_saved(workspace, self.plans.plans.get(workspace))):
            return settled
        upstream = [results[name] for name in self.operation.graph.predecessors(workspace)]
        if blocking := _blocking(upstream):
            # what else would be refused is looked for, so that all of it is told at once
            return None if all(result.refused for result in blocking) else self._blocked(workspace, blocking)
        if self._is_confirmed_as_it_is(workspace) and not any(result.outcome is Outcome.APPLIED for result in upstream):
            return WorkspaceResult(workspace=workspace, outcome=Outcome.UNCHANGED)
        if workspace in self.earlier and not any(result.outcome is Outcome.APPLIED for result in upstream):
            folder = self.operation.workspaces.folders[workspace]
            if input_digest(folder) == self.earlier[workspace]:
                return WorkspaceResult(workspace=workspace, outcome=Outcome.RESUMED)
        return None

    def _is_confirmed_as_it_is(self, workspace: str) -> bool:
        plan = self.confirmed.plans.get(workspace) if self.confirmed else None
        return plan is not None and plan.outcome is Outcome.NO_CHANGES

    def _blocked(self, workspace: str, blocking: Iterable[WorkspaceResult]) -> WorkspaceResult:
        names = ", ".join(sorted(self.operation.workspaces.short_name(result.workspace) for result in blocking))
        return WorkspaceResult(workspace=workspace, outcome=Outcome.BLOCKED, error=f"blocked by {names}")

    def _settle_saved(self, workspace: str, plan: SavedPlan | None) -> WorkspaceResult | None:
        """Settle a workspace of which there is no plan to apply, or one that was applied."""
        if plan is None or plan.outcome is Outcome.WAITS:
            note = plan.note if plan else "waits for a plan"
            return WorkspaceResult(workspace=workspace, outcome=Outcome.WAITS, error=note)
        if plan.outcome is Outcome.NO_CHANGES:
            return WorkspaceResult(workspace=workspace, outcome=Outcome.UNCHANGED)
        if plan.digest in self.applied:
            return WorkspaceResult(workspace=workspace, outcome=Outcome.RESUMED)
        return None

    def work(self, run: TerraformRun, workspace: str, results: Results) -> WorkspaceResult:
        """Apply a workspace; of one that is blocked by what is refused, look for what would be refused, too."""
        run.begin()
        if blocking := _blocking([results[name] for name in self.operation.graph.predecessors(workspace)]):
            return replace(self._blocked(workspace, blocking), planned=self._refused_beside(run))
        initialized = run.init()
        if initialized.exit_code:
            return self.operation.failure(workspace, initialized)
        digest = input_digest(run.folder)
        self.journal.workspace_started(workspace)
        if not self.plans:  # a saved plan is compared with what it was made of before anything is turned on
            self._turn_on(run, workspace)
        application = self._application(run, workspace)
        last = application.apply()
        if self.confirmed and refused_as_existing(last.tally):
            remember(run.begun_record, run.log)
            application = self._planned_anew(run, workspace)
            last = application.apply()
        for seconds in () if self.plans else retries.PAUSES_SECONDS:  # a plan that was reviewed is applied once
            if application.refused or not retries.is_of_a_moment(last) or not self._paused(run, workspace, seconds):
                break
            remember(run.begun_record, run.log)  # what a service has created and not answered is looked for
            application = self._application(run, workspace)
            last = application.apply()
        result = self._result(run, application, last)
        if result.good and (error := self._turn_on(run, workspace)):
            result = self._not_turned_on(run, result, error)
        self.journal.workspace_finished(result, digest, self.plans.plans[workspace].digest if self.plans else "")
        return result

    def _refused_beside(self, run: TerraformRun) -> tuple[PlannedChange, ...]:
        if self.plans or run.has_no_state() or run.init().exit_code:
            return ()
        planned = run.plan()
        changes = self._details(run, planned) if planned.exit_code == CHANGES else ()
        return tuple(change for change in changes if change.is_refused)

    def _details(self, run: TerraformRun, planned: TerraformResult) -> tuple[PlannedChange, ...]:
        return planned_changes(run, planned.tally.plan, allowed=self.allow_destroy, owners=self.operation.owners)

    def _paused(self, run: TerraformRun, workspace: str, seconds: float) -> bool:
        name = self.operation.workspaces.short_name(workspace)
        run.on_event(ServiceAwaited())
        self.operation.progress.note(f"{name}: AWS is busy or broken; planned and applied again in {seconds:.0f} s")
        return retries.paused(seconds, lambda: self.operation.interruption.requested)

    def look(self, plans: SavedPlans, run: TerraformRun, workspace: str, _results: Results) -> WorkspaceResult:
        """Look whether the saved plan of a workspace would be applied."""
        run.begin()
        initialized = run.init()
        if initialized.exit_code:
            return self.operation.failure(workspace, initialized)
        application = self._saved_application(plans, run, workspace)
        planned = application.looked_at()
        if application.refused:
            return self._result(run, application, planned)
        changes, details = planned.tally.planned, self._details(run, planned)
        return WorkspaceResult(workspace=workspace, outcome=Outcome.CHANGES, changes=changes, planned=details)

    def _saved_application(self, plans: SavedPlans, run: TerraformRun, workspace: str) -> SavedApplication:
        now = circumstances(run, self.operation.upstream(workspace))
        before = partial(self._turn_on, run, workspace) if self.plans else lambda: None
        return SavedApplication(run, self.allow_destroy, plans.plans[workspace], plans.file(workspace), now, before)

    def _application(self, run: TerraformRun, workspace: str) -> Application | SavedApplication:
        if self.plans:
            return self._saved_application(self.plans, run, workspace)
        return self._still_right(run, workspace) or self._planned_anew(run, workspace)

    def _still_right(self, run: TerraformRun, workspace: str) -> SavedApplication | None:
        """Return what applies a confirmed plan; None where there is none, or something has moved since."""
        plan = self.confirmed.plans.get(workspace) if self.confirmed else None
        if self.confirmed is None or plan is None or plan.outcome is not Outcome.CHANGES:
            return None
        application = self._saved_application(self.confirmed, run, workspace)
        application.looked_at()
        return None if application.refused else application

    def _planned_anew(self, run: TerraformRun, workspace: str) -> Application:
        tell = partial(self._found, run, workspace), partial(self._tell_untold, workspace)
        return Application(run, self.allow_destroy, *tell)

    def _turn_on(self, run: TerraformRun, workspace: str) -> str:
        """Turn on what the workspace's organization lists and has not; return why that failed.

        Before the apply for an organization that exists, since its policies may be of a kind that is off; after it for
        one that was made, and for kinds that the provider cannot turn on.
        """
        listed = wanted(run.folder)
        if listed is None:
            return ""
        turned_on = turn_on(listed, run.environ)
        if turned_on.off:
            name = self.operation.workspaces.short_name(workspace)
            self.operation.progress.note(f"{name}: turned on {', '.join(turned_on.off)}")
        return f"what is listed could not be turned on: {turned_on.error}" if turned_on.error else ""

    def _not_turned_on(self, run: TerraformRun, result: WorkspaceResult, error: str) -> WorkspaceResult:
        """Fail, but where HCP Terraform applies: this shell needs no credentials then, and another one turns it on."""
        if not run.is_remote:
            return replace(result, outcome=Outcome.FAILED, error=error)
        name = self.operation.workspaces.short_name(result.workspace)
        self.operation.progress.note(f"{name}: {error}; deploy it once where AWS credentials are")
        return result

    def _result(
        self, run: TerraformRun, application: Application | SavedApplication, last: TerraformResult
    ) -> WorkspaceResult:
        workspace, tally = run.folder.name, last.tally
        if application.refused:
            return WorkspaceResult(
                workspace=workspace,
                outcome=Outcome.FAILED,
                error=application.refused,
                resources=tally.resources,
                planned=self._details(run, last),
            )
        if last.exit_code:
            return self.operation.failure(workspace, last)
        changed = bool(tally.done or tally.outputs_changed)
        return WorkspaceResult(
            workspace=workspace,
            outcome=Outcome.APPLIED if changed else Outcome.UNCHANGED,
            changes=tally.done,
            outputs_changed=tally.outputs_changed,
            resources=tally.resources if changed else tally.resources_planned,
            recovered=tuple(f"{address} ({id_})" for address, id_ in application.imported.items()),
        )

    def _found(self, run: TerraformRun, workspace: str, found: Mapping[str, str]) -> None:
        """Tell what is imported; an organization that is found has nothing on of what is set when one is made."""
        name = self.operation.workspaces.short_name(workspace)
        ids = ", ".join(first_few([f"{address} ({id_})" for address, id_ in found.items()]))
        self.operation.progress.note(f"{name}: an interrupted run created what no state has; importing {ids}")
        self._turn_on(run, workspace)

    def _tell_untold(self, workspace: str, reasons: Mapping[str, str]) -> None:
        name = self.operation.workspaces.short_name(workspace)
        unsure = ", ".join(first_few([f"{address} ({reason})" for address, reason in reasons.items()], 3))
        self.operation.progress.note(f"{name}: created, though nothing shows whether it exists already: {unsure}")


def _blocking(upstream: Iterable[WorkspaceResult]) -> list[WorkspaceResult]:
    """Return what keeps a workspace from being applied: not what is itself only blocked, or waits."""
    passed_on = {Outcome.BLOCKED, Outcome.WAITS}
    return [result for result in upstream if not result.good and result.outcome not in passed_on]
