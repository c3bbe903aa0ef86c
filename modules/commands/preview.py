"""`preview`: gate an environment, really apply it on the embedded emulator, and show that nothing is left to change."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from pathlib import Path

from modules import environment as environments
from modules.commands.check import gate_opens
from modules.commands.console import out
from modules.commands.exclusive import alone_in
from modules.commands.folders import Folders, preview_folders
from modules.commands.synth import write
from modules.emulator.server import EmbeddedAws
from modules.landing_zone import LandingZone
from modules.runner.deploy import deploy
from modules.runner.display.tables import print_report
from modules.runner.plan import plan
from modules.runner.terraform.cli import terraform_environment
from modules.workspaces.spec import LocalBackendSpec


def preview(name: str, workspaces: Sequence[str], *, parallel: int | None) -> int:
    """Preview one environment; return 0 when it applied and a second plan is empty, else 1.

    State is local and begins empty, apart from the environment's own, because the emulator begins empty too.
    """
    zone = environments.load(name)
    folders = preview_folders(name)
    with alone_in(folders):
        shutil.rmtree(folders.state, ignore_errors=True)
        write({name: _with_local_state(zone)}, folders)
        if not gate_opens(folders, partial=True):
            return 1
        with EmbeddedAws(log_path=_emulator_log(folders)) as aws:
            return _applied_and_unchanged(name, zone, workspaces, folders, aws, parallel)


def _applied_and_unchanged(  # noqa: PLR0913, PLR0917 - one step of `preview`, which has all of these at hand
    name: str,
    zone: LandingZone,
    workspaces: Sequence[str],
    folders: Folders,
    aws: EmbeddedAws,
    parallel: int | None,
) -> int:
    emulated = aws.environment(zone.organization.management_account.id)
    environ = terraform_environment({**os.environ, **emulated, "AWS_REGION": zone.organization.home_region})
    logs = folders.logs / name
    deployed = deploy(
        folders.output, name, workspaces, environ=environ, parallel=parallel, logs=logs, state=folders.state
    )
    print_report(out, deployed, resumable=False)
    if not deployed.ok:
        return 1
    planned = plan(folders.output, name, workspaces, environ=environ, parallel=parallel, logs=logs / "second-plan")
    print_report(out, planned)
    return 0 if planned.no_changes else 1


def _with_local_state(zone: LandingZone) -> LandingZone:
    deployment = zone.deployment.model_copy(update={"backend": LocalBackendSpec(type="local")})
    return zone.model_copy(update={"deployment": deployment})


def _emulator_log(folders: Folders) -> Path:
    folders.logs.mkdir(parents=True, exist_ok=True)
    return folders.logs / "emulator.log"
