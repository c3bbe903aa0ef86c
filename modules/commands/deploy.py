"""`plan` and `deploy`: Terraform over the workspaces of one environment."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from modules.active_directory.names import WORKSPACE
from modules.commands.accounts_lock import lock_of
from modules.commands.agreement import can_ask, is_agreed
from modules.commands.check import gate_opens
from modules.commands.chosen import choose
from modules.commands.console import out
from modules.commands.exclusive import exclusive_lock
from modules.commands.folders import Folders, project_folders
from modules.commands.left_behind import find_left_behind
from modules.commands.ready import refuse_unready
from modules.commands.real_units import misplaced
from modules.commands.synth import write_if_stale
from modules.commands.two_steps import TwoSteps
from modules.commands.validate import load_environments, tell_of_the_day
from modules.delivery.classes import Phase
from modules.landing_zone import LandingZone
from modules.naming import ACCOUNTS_WORKSPACE, ORGANIZATION_WORKSPACE, workspace_id
from modules.runner import deploy as deploying
from modules.runner import plan as planning
from modules.runner.display.lines import LineProgress
from modules.runner.display.planned_changes import deploy_command
from modules.runner.display.progress import Progress, progress_on
from modules.runner.display.tables import print_report
from modules.runner.outcome import DeployReport, Outcome, PlanReport
from modules.runner.protection import allowing


def plan(  # noqa: PLR0913 - keyword-only
    name: str,
    workspaces: Sequence[str],
    *,
    parallel: int | None,
    save: Path | None,
    as_json: bool,
    affected_since: str | None = None,
    needed: bool = False,
    by_roles: bool = False,
) -> int:
    """Synthesize and plan; return Terraform's detailed exit code: 0 no changes, 2 changes, 1 failed.

    With `needed`, what the named workspaces depend on is planned as well.
    """
    progress = _progress("plan", as_json=as_json)
    folders = project_folders()
    zones = _ready(name, folders, by_roles=by_roles)
    with exclusive_lock(folders):
        write_if_stale(zones, folders)
        chosen = choose(name, zones[name], folders.output, workspaces, since=affected_since, needed=needed)
        if chosen is None:
            return 0
        workspaces = chosen
        steps = TwoSteps.prepare(name, zones[name], folders.output, phase=Phase.PLAN, by_roles=by_roles)
        steps.refuse_regions()
        steps.noted(workspaces)
        report = _planned(
            steps, workspaces, folders, parallel=parallel, save=save, allow_destroy=steps.deleted, progress=progress
        )
        find_left_behind(name, zones[name], folders, progress.note).tell(progress.note)
    options = [*_given("--from", save), *(["--role-profiles"] if by_roles else [])]
    _print_report(report, progress, deploy_command(name, *workspaces, *options))
    if save and report.ok:
        waiting = "; then plan what waits" if report.with_outcome(Outcome.WAITS) else ""
        out.print(f"Saved to {save}. Apply it with: python main.py deploy {name} --from {save}{waiting}", markup=False)
    return report.exit_code


def deploy(  # noqa: PLR0913 - keyword-only
    name: str,
    workspaces: Sequence[str],
    *,
    parallel: int | None,
    fresh: bool,
    allow_destroy: Sequence[str],
    saved: Path | None,
    dry: bool,
    as_json: bool,
    affected_since: str | None = None,
    needed: bool = False,
    by_roles: bool = False,
    yes: bool = False,
) -> int:
    """Synthesize, gate and apply; return 0 when every workspace is as synthesized, else 1, or 2 where plans wait.

    With `needed`, what the named workspaces depend on is applied as well. On a terminal it plans first, and asks, but
    with `yes`, or with plans that were saved and reviewed.

    A dry run applies nothing: it returns 0 or 2 as a plan does, and 1 where a deploy would refuse anything.
    """
    progress = _progress("deploy", as_json=as_json)
    folders = project_folders()
    zones = _ready(name, folders, by_roles=by_roles)
    with exclusive_lock(folders), TemporaryDirectory(prefix="landing-zone-") as scratch:
        write_if_stale(zones, folders)
        chosen = choose(name, zones[name], folders.output, workspaces, since=affected_since, needed=needed)
        if chosen is None:
            return 0
        workspaces = chosen
        if not gate_opens(folders, zones, partial=True):
            return 1
        steps = TwoSteps.prepare(name, zones[name], folders.output, phase=Phase.APPLY, by_roles=by_roles)
        steps.refuse_regions()
        steps.refuse(workspaces, allow_destroy)
        options = [*_given("--from", saved), *(["--role-profiles"] if by_roles else []), *allowing(allow_destroy)]
        command = deploy_command(name, *workspaces, *options)
        allow_destroy = [*allow_destroy, *steps.deleted]
        left = find_left_behind(name, zones[name], folders, progress.note)
        left.tell(progress.note)
        # What is chosen, was reviewed, or works as roles of single workspaces says nothing of what left.
        is_all = not (workspaces or saved or dry or by_roles)
        asks = not (saved or yes or dry or as_json) and can_ask()
        if asks or (dry and saved is None):
            planned = _planned(
                steps,
                workspaces,
                folders,
                parallel=parallel,
                save=Path(scratch) if asks else None,
                allow_destroy=allow_destroy,
                refuses=True,
                progress=_progress("plan", as_json=as_json) if asks else progress,
            )
            _print_report(planned, progress, command)
            if dry or not is_agreed(planned, command, retires=is_all and bool(left.retired)):
                return planned.exit_code if dry else 1
        if not dry:
            steps.take_over()
        apply = partial(
            deploying.deploy,
            folders.output,
            name,
            workspaces,
            environ_of=steps.profiles,
            parallel=parallel,
            fresh=fresh,
            allow_destroy=allow_destroy,
            logs=folders.logs / name,
            state=folders.state,
            saved=saved,
            confirmed=Path(scratch) if asks else None,
            owners=steps.owners,
            dry=dry,
            progress=progress,
        )
        around = partial(left.around, apply, allow_destroy=allow_destroy, parallel=parallel, progress=progress)
        report = around() if is_all else apply()
    _print_report(report, progress, command)
    if not dry:
        _conclude(steps, report, is_whole=not workspaces)
    return report.exit_code


def _conclude(steps: TwoSteps, report: DeployReport, *, is_whole: bool) -> None:
    if report.ok and is_whole:
        steps.conclude()
    if _is_applied(report, steps.name):
        steps.lock()
    _tell_what_is_next(report, steps.name)


def _is_applied(report: DeployReport, name: str) -> bool:
    """Whether accounts were applied, or are, and no lock has them yet."""
    accounts = workspace_id(name, ACCOUNTS_WORKSPACE)
    outcomes = [result.outcome for result in report.results if result.workspace == accounts and result.good]
    return Outcome.APPLIED in outcomes or (bool(outcomes) and not lock_of(name).exists())


def _tell_what_is_next(report: DeployReport, name: str) -> None:
    if report.with_outcome(Outcome.WAITS):
        out.print(f"Some workspaces wait for what was applied now: plan again, python main.py plan {name} --save DIR")
    if is_made(report, name):
        out.print(
            f"AWS Managed Microsoft AD was made with a password that lies in the state. At once: "
            f"python main.py directory reset-password {name}",
            markup=False,
        )


def _planned(  # noqa: PLR0913 - keyword-only
    steps: TwoSteps,
    workspaces: Sequence[str],
    folders: Folders,
    *,
    parallel: int | None,
    save: Path | None = None,
    allow_destroy: Sequence[str],
    refuses: bool = False,
    progress: Progress,
) -> PlanReport:
    """Plan workspaces, but for those whose states a deploy takes over before, and say which accounts are elsewhere."""

    def tell(shown: Mapping[str, Any]) -> None:
        for account in misplaced(steps.zone, shown):
            progress.note(account.in_words)

    return planning.plan(
        folders.output,
        steps.name,
        workspaces,
        environ_of=steps.profiles,
        parallel=parallel,
        logs=folders.logs / steps.name,
        state=folders.state,
        save=save,
        allow_destroy=allow_destroy,
        refuses=refuses,
        owners=steps.owners,
        waiting=steps.waiting(),
        looks={workspace_id(steps.name, ORGANIZATION_WORKSPACE): tell},
        progress=progress,
    )


def _ready(name: str, folders: Folders, *, by_roles: bool) -> dict[str, LandingZone]:
    """Load an environment, and refuse what no Terraform should begin with."""
    zones = load_environments([name])
    refuse_unready(name, zones[name], folders, by_roles=by_roles)
    tell_of_the_day(zones, datetime.now(UTC).date())
    return zones


def _progress(verb: str, *, as_json: bool) -> Progress:
    """Choose who is told; for a program, all that people read goes to standard error."""
    if not as_json:
        return progress_on(out, verb)
    out.stderr = True
    return LineProgress(sys.stdout, verb)


def _given(option: str, value: Path | None) -> list[str]:
    return [option, str(value)] if value else []


def _print_report(report: DeployReport | PlanReport, progress: Progress, command: Sequence[str]) -> None:
    print_report(out, report, command=command)
    if isinstance(progress, LineProgress):
        progress.summary(report, command)


def is_made(report: DeployReport, environment: str) -> bool:
    """Whether something was added to the workspace of the directory, which may be the directory itself."""
    workspace = workspace_id(environment, WORKSPACE)
    return any(result.changes.added for result in report.results if result.workspace == workspace)
