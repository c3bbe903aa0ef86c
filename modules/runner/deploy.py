"""Deploy: apply the workspaces of an environment, each after all that it depends on."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from modules.runner.deployment import Deployment
from modules.runner.display.progress import Progress
from modules.runner.journal import Journal, applied_plans, resumable
from modules.runner.operation import Operation, OperationRequest, prepare
from modules.runner.outcome import DeployReport
from modules.runner.saved.circumstances import variables_digest
from modules.runner.saved.plans import SavedPlans
from modules.runner.terraform.cli import terraform_version
from modules.runner.terraform.input_digest import input_digest


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
    confirmed: Path | None = None,
    dry: bool = False,
    owners: Mapping[str, str] | None = None,
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
        owners: Accounts and teams in words of the specification, by key: what is refused is told to be theirs.
        confirmed: Folder of plans that `plan` has just saved, and somebody has agreed to: each is applied where it is
            still what a plan would be, and all else is planned again.
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
        owners=owners,
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
            deployment = Deployment(operation, journal, {}, allow_destroy, plans, applied_plans(journal.records()))
            operation.begin()
            results = operation.run(deployment.settle, partial(deployment.look, plans))
            return DeployReport(environment, results, time.monotonic() - operation.started)
        agreed = SavedPlans.read(confirmed) if confirmed else None
        return _deploy(operation, journal, plans, agreed, fresh=fresh, allow_destroy=allow_destroy)


def _refuse_moved(plans: SavedPlans, operation: Operation) -> None:
    folders = operation.workspaces.folders
    configurations = {name: input_digest(folders[name]) for name in plans.plans if name in folders}
    version, variables = terraform_version(operation.terraform), variables_digest(operation.environ)
    plans.refuse_moved(operation.workspaces.environment, version, configurations, variables)


def _deploy(  # noqa: PLR0913 - each said once
    operation: Operation,
    journal: Journal,
    plans: SavedPlans | None,
    confirmed: SavedPlans | None,
    *,
    fresh: bool,
    allow_destroy: Sequence[str],
) -> DeployReport:
    operation.begin()
    earlier = {} if fresh or plans or confirmed else resumable(journal.records(), operation.workspaces.graph)
    applied = applied_plans(journal.records())
    if earlier.keys() & set(operation.graph):
        operation.progress.note("resuming the last run, which did not finish (--fresh applies everything again)")
    journal.run_started(fresh=fresh)
    deployment = Deployment(operation, journal, earlier, allow_destroy, plans, applied, confirmed)
    results = operation.run(deployment.settle, deployment.work)
    report = DeployReport(operation.workspaces.environment, results, time.monotonic() - operation.started)
    journal.run_finished(ok=report.ok)
    return report
