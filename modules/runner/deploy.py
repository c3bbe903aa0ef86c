"""Deploy: apply the workspaces of an environment, each after all that it depends on."""

from __future__ import annotations

import time
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from modules.runner import retries
from modules.runner.application import Application
from modules.runner.display.progress import Progress
from modules.runner.display.wording import first_few
from modules.runner.journal import Journal, applied_plans, resumable
from modules.runner.operation import Operation, OperationRequest, Results, prepare
from modules.runner.outcome import DeployReport, Outcome, WorkspaceResult
from modules.runner.saved.application import SavedApplication
from modules.runner.saved.circumstances import circumstances, variables_digest
from modules.runner.saved.plans import SavedPlan, SavedPlans
from modules.runner.terraform.begun_creations import remember
from modules.runner.terraform.cli import terraform_version
from modules.runner.terraform.events import ServiceAwaited
from modules.runner.terraform.input_digest import input_digest
from modules.runner.terraform.run import TerraformResult, TerraformRun
from modules.runner.turning_on.organization import turn_on
from modules.runner.turning_on.wanted import wanted


def deploy(  # noqa: PLR0913 - keyword-only, each with a default
    outdir: Path,
    environment: str,
    selection: Sequence[str] = (),
    *,
    environ: Mapping[str, str] | None = None,
    environ_of: Mapping[str, Mapping[str, str]] | None = None,
    parallel: int | None = None,
    fresh: bool = False,
    allow_destroy: Sequence[str] = (),
    logs: Path | None = None,
    state: Path | None = None,
    saved: Path | None = None,
    dry: bool = False,
    progress: Progress | None = None,
) -> DeployReport:
    """Apply the chosen workspaces, and only those.

    Workspaces that the last run applied before it was interrupted, or before others failed, are not applied again
    while their files and all that they depend on stayed the same.

    Args:
        outdir: What synthesis wrote: `manifest.json` and `stacks/`.
        environment: Which environment of it.
        selection: Names or globs of workspaces, with or without the environment's prefix; none means all.
        environ: Terraform's environment, as `terraform_environment` completes it; that of this process by default.
        environ_of: What some workspaces have in it beside that, by workspace.
        parallel: How many workspaces at once; by default what processors and memory allow.
        fresh: Apply everything, whatever an interrupted run has done.
        allow_destroy: Addresses, or globs of addresses, of protected resources that may be destroyed.
        logs: Folder of the logs, one for each workspace; `logs/<environment>` beside `outdir` by default.
        state: Folder that has, or gets, `<environment>/deploy.journal` and the records of begun creations; `state`
            beside `outdir` by default.
        saved: Folder of plans that `plan` has saved: those are applied as they were reviewed, each once, and no others.
        dry: Of saved plans, only look whether they would be applied; `plan` does that of others.
        progress: Whom to tell; by default the terminal, or plain lines where there is none.

    Returns:
        What came of each workspace. A failed Terraform is in it, not raised.

    Raises:
        LandingZoneError: the environment is not synthesized, a workspace is unknown, Terraform is missing, another
            deploy of the environment is running, or saved plans are not what was saved, or of what has moved since.

    """
    plans = SavedPlans.read(saved) if saved else None
    request = OperationRequest(
        outdir=outdir,
        environment=environment,
        selection=selection or sorted(plans.plans if plans else ()),
        environ=environ,
        environ_of=environ_of,
        parallel=parallel,
        logs=logs,
        state=state,
        progress=progress,
    )
    operation = prepare("deploy", request)
    if plans:
        _refuse_moved(plans, operation)
    with (
        Journal(state or outdir.absolute().parent / "state", environment) as journal,
        operation.interruption,
        operation.progress,
    ):
        if plans and dry:
            deployment = _Deployment(operation, journal, {}, allow_destroy, plans, applied_plans(journal.records()))
            operation.begin()
            results = operation.run(deployment.settle, partial(deployment.look, plans))
            return DeployReport(environment, results, time.monotonic() - operation.started)
        return _deploy(operation, journal, plans, fresh=fresh, allow_destroy=allow_destroy)


def _refuse_moved(plans: SavedPlans, operation: Operation) -> None:
    folders = operation.workspaces.folders
    configurations = {name: input_digest(folders[name]) for name in plans.plans if name in folders}
    version, variables = terraform_version(operation.terraform), variables_digest(operation.environ)
    plans.refuse_moved(operation.workspaces.environment, version, configurations, variables)


def _deploy(
    operation: Operation, journal: Journal, plans: SavedPlans | None, *, fresh: bool, allow_destroy: Sequence[str]
) -> DeployReport:
    operation.begin()
    earlier = {} if fresh or plans else resumable(journal.records(), operation.workspaces.graph)
    applied = applied_plans(journal.records())
    if earlier.keys() & set(operation.graph):
        operation.progress.note("resuming the last run, which did not finish (--fresh applies everything again)")
    journal.run_started(fresh=fresh)
    deployment = _Deployment(operation, journal, earlier, allow_destroy, plans, applied)
    results = operation.run(deployment.settle, deployment.work)
    report = DeployReport(operation.workspaces.environment, results, time.monotonic() - operation.started)
    journal.run_finished(ok=report.ok)
    return report


@dataclass(frozen=True, slots=True)
class _Deployment:
    operation: Operation
    journal: Journal
    earlier: Mapping[str, str]
    allow_destroy: Sequence[str]
    plans: SavedPlans | None
    applied: Collection[str]
    """Digests of saved plans that were applied."""

    def settle(self, workspace: str, results: Results) -> WorkspaceResult | None:
        """Settle a workspace that cannot be applied, or needs not to be."""
        if self.plans and (settled := self._settle_saved(workspace, self.plans.plans.get(workspace))):
            return settled
        upstream = [results[name] for name in self.operation.graph.predecessors(workspace)]
        passed_on = {Outcome.BLOCKED, Outcome.WAITS}
        bad = [result.workspace for result in upstream if not result.good and result.outcome not in passed_on]
        if bad:
            names = ", ".join(map(self.operation.workspaces.short_name, sorted(bad)))
            return WorkspaceResult(workspace=workspace, outcome=Outcome.BLOCKED, error=f"blocked by {names}")
        if workspace in self.earlier and not any(result.outcome is Outcome.APPLIED for result in upstream):
            folder = self.operation.workspaces.folders[workspace]
            if input_digest(folder) == self.earlier[workspace]:
                return WorkspaceResult(workspace=workspace, outcome=Outcome.RESUMED)
        return None

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

    def work(self, run: TerraformRun, workspace: str, _results: Results) -> WorkspaceResult:
        """Apply a workspace."""
        run.begin()
        initialized = run.init()
        if initialized.exit_code:
            return self.operation.failure(workspace, initialized)
        digest = input_digest(run.folder)
        self.journal.workspace_started(workspace)
        if not self.plans:  # a saved plan is compared with what it was made of before anything is turned on
            self._turn_on(run, workspace)
        application = self._application(run, workspace)
        last = application.apply()
        for seconds in () if self.plans else retries.PAUSES_SECONDS:  # a plan that was reviewed is applied once
            if application.refused or not retries.is_of_a_moment(last) or not self._paused(run, workspace, seconds):
                break
            remember(run.begun_record, run.log)  # what a service has created and not answered is looked for
            application = self._application(run, workspace)
            last = application.apply()
        result = self._result(workspace, application, last)
        if result.good and (error := self._turn_on(run, workspace)):
            result = self._not_turned_on(run, result, error)
        self.journal.workspace_finished(result, digest, self.plans.plans[workspace].digest if self.plans else "")
        return result

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
            return self._result(workspace, application, planned)
        return WorkspaceResult(workspace=workspace, outcome=Outcome.CHANGES, changes=planned.tally.planned)

    def _saved_application(self, plans: SavedPlans, run: TerraformRun, workspace: str) -> SavedApplication:
        now = circumstances(run, self.operation.upstream(workspace))
        before = partial(self._turn_on, run, workspace)
        return SavedApplication(run, self.allow_destroy, plans.plans[workspace], plans.file(workspace), now, before)

    def _application(self, run: TerraformRun, workspace: str) -> Application | SavedApplication:
        if self.plans:
            return self._saved_application(self.plans, run, workspace)
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
        self, workspace: str, application: Application | SavedApplication, last: TerraformResult
    ) -> WorkspaceResult:
        tally = last.tally
        if application.refused:
            outcome, error = Outcome.FAILED, application.refused
            planned = tuple((each.address, each.action, each.type) for each in tally.plan)
            return WorkspaceResult(
                workspace=workspace, outcome=outcome, error=error, resources=tally.resources, planned=planned
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
