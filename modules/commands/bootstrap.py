"""`bootstrap`: make what states in S3 need, and then keep its own state there."""

from __future__ import annotations

from modules.commands.bootstrapped import has_state_in, refuse_no_administrator
from modules.commands.check import gate_opens
from modules.commands.console import out
from modules.commands.credentials import require_credentials
from modules.commands.exclusive import exclusive_lock
from modules.commands.folders import Folders, project_folders
from modules.commands.state import move_states, refuse_half_moved
from modules.commands.synth import write_if_stale
from modules.commands.validate import load_environments
from modules.deployment.bootstrap_spec import BOOTSTRAP
from modules.deployment.spec import BackendSpec, LocalBackendSpec
from modules.deployment.state_names import STATE_FOLDER, local_state
from modules.naming import workspace_id
from modules.runner import deploy as deploying
from modules.runner.display.tables import print_report
from modules.runner.outcome import DeployReport
from modules.runner.terraform.local_backend import forget_local_backend, write_local_backend
from modules.specification.errors import LandingZoneError
from modules.state.record import bootstrap_record, read_record

LOCAL = LocalBackendSpec(type="local")


def bootstrap(name: str) -> int:
    """Make the bucket, the key and the lock table of an environment's states; return 0 when they are as synthesized.

    The first time it is applied with a state in a local file, which then moves into the bucket. It can be interrupted.

    Raises:
        LandingZoneError: the environment has no such section, or what it makes is there already and not its own.

    """
    folders = project_folders()
    zones = load_environments([name])
    zone = zones[name]
    if zone.deployment.bootstrap is None:
        raise LandingZoneError(
            "there must be a section deployment.bootstrap",
            got=f"{name}, with a backend of type {zone.deployment.backend.type} and without bootstrap",
            why="bootstrap makes what a backend of type s3 names; without the section that is somebody else's",
            fix="add `bootstrap: {}` to the section deployment, or deploy",
        )
    refuse_half_moved(folders, name)
    require_credentials(zone)
    refuse_no_administrator(zone)
    with exclusive_lock(folders):
        write_if_stale(zones, folders)
        if not gate_opens(folders, zones, partial=True):
            return 1
        return _bootstrap(folders, name, zone.deployment.backend)


def _bootstrap(folders: Folders, name: str, backend: BackendSpec) -> int:
    workspace = workspace_id(name, BOOTSTRAP)
    folder = folders.output / "stacks" / workspace
    forget_local_backend(folder)  # that a killed run has left
    if read_record(bootstrap_record(folders.state, name)):
        _move(folders, name, backend)
    is_first = not has_state_in(folders, name, backend)
    if is_first:
        write_local_backend(folder, f"../../../{STATE_FOLDER}/{local_state(name, workspace)}")
    try:
        report = _deployed(folders, name)
    finally:
        forget_local_backend(folder)
    print_report(out, report)
    if report.ok and is_first:
        _move(folders, name, backend)
        out.print(f"The states of {name} have a bucket. Next: python main.py deploy {name}", markup=False)
    return report.exit_code


def _move(folders: Folders, name: str, backend: BackendSpec) -> None:
    workspaces = [workspace_id(name, BOOTSTRAP)]
    move_states(folders, name, LOCAL, backend, workspaces, record=bootstrap_record(folders.state, name))


def _deployed(folders: Folders, name: str) -> DeployReport:
    logs, state = folders.logs / name, folders.state
    return deploying.deploy(folders.output, name, [BOOTSTRAP], logs=logs, state=state, fresh=True)
