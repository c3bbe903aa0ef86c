"""`state migrate`: the states of an environment go to where its YAML says that they are."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from modules.commands.bootstrapped import refuse_without_bootstrap
from modules.commands.console import out
from modules.commands.credentials import require_credentials
from modules.commands.exclusive import exclusive_lock
from modules.commands.folders import Folders, project_folders
from modules.commands.former_backend import former_backend
from modules.commands.synth import write_if_stale
from modules.commands.validate import load_environments
from modules.deployment.bootstrap_spec import BOOTSTRAP
from modules.deployment.spec import BackendSpec, LocalBackendSpec
from modules.deployment.state_names import local_state
from modules.naming import workspace_id
from modules.runner.terraform.initialization import forget_backend
from modules.runner.workspaces import in_order, read_workspaces
from modules.specification.errors import LandingZoneError
from modules.state.decision import Step
from modules.state.migration import Move, migrate, survey
from modules.state.places import places
from modules.state.record import MigrationRecord, forget_record, migration_record, read_record
from modules.state.snapshot import State, snapshot

_MAIN = "HEAD"
"""Where the former backend is looked for by default: what was committed last, before the YAML was changed."""


def migrate_states(name: str, *, source: str | None) -> None:
    """Move the states of an environment's workspaces to the backend that its YAML says.

    Args:
        name: The environment's name.
        source: Where they are: see `former_backend`. By default the move that was stopped, or the last commit, tells.

    Raises:
        LandingZoneError: they cannot be moved; what was moved before stays, and the same command goes on.

    """
    folders = project_folders()
    zones = load_environments([name])
    target = zones[name].deployment.backend
    record = _record(folders, name, source, target)
    if "s3" in {record.source.type, target.type}:
        require_credentials(zones[name])
    refuse_without_bootstrap(folders, name, zones[name])
    with exclusive_lock(folders):
        write_if_stale(zones, folders)
        workspaces = in_order(read_workspaces(folders.output.absolute(), name).graph)
        path = migration_record(folders.state, name)
        steps = move_states(folders, name, record.source, target, workspaces, record=path)
        _conclude(name, target, steps)


def refuse_half_moved(folders: Folders, name: str) -> None:
    """Refuse to plan or deploy an environment whose states are being moved.

    Raises:
        LandingZoneError: a move of its states has begun and not ended.

    """
    if record := read_record(migration_record(folders.state, name)):
        raise LandingZoneError(
            "the states of an environment that is deployed must not be in two backends",
            got=f"{name}: its states are being moved from {record.source.type} to {record.target.type}",
            why="workspaces read each other's outputs where deployment.backend says, and some of them are not there",
            fix=f"run `python main.py state migrate {name}`, which goes on; to go back, restore the former "
            "deployment.backend, and run the same",
        )


def refuse_unmoved(folders: Folders, name: str, backend: BackendSpec) -> None:
    """Refuse to plan or deploy to another backend what is applied, and has its states in local files.

    Raises:
        LandingZoneError: a local state manages something.

    """
    if isinstance(backend, LocalBackendSpec):
        return
    own = folders.state / local_state(name, workspace_id(name, BOOTSTRAP))  # begins in a file, whatever the backend
    paths = sorted(path for path in (folders.state / name).glob(f"{name}-*.tfstate") if path != own)
    states = [found for path in paths if isinstance(found := snapshot(path.read_bytes(), path.name), State)]
    applied = [found for found in states if found.document.get("resources")]
    if applied:
        raise LandingZoneError(
            "what was applied must not be applied anew with empty states",
            got=f"{len(applied)} states of {name} in {folders.state.name}/{name}, and deployment.backend of type "
            f"{backend.type}",
            why="Terraform would find no state in the new backend, and create everything a second time",
            fix=f"run `python main.py state migrate {name} --from local`; move the files away if they are of no use",
        )


def _record(folders: Folders, name: str, source: str | None, target: BackendSpec) -> MigrationRecord:
    """Return the move that was begun, or that begins."""
    begun = read_record(migration_record(folders.state, name))
    if begun and source is None:
        if begun.target == target:
            return begun
        if begun.source == target:  # back to where they came from
            return MigrationRecord(begun.target, target, begun.lock)
    former = former_backend(source or _MAIN, name)
    if former == target:
        raise LandingZoneError(
            "states must move to another place than the one in which they are",
            got=f"{source or _MAIN} and {name} say the same deployment.backend",
            why="--from names where states are now, and the YAML where they go",
            fix="change deployment.backend, or name with --from what it said before: `local`, a file, a revision",
        )
    if begun and {begun.source, begun.target} != {former, target}:
        raise LandingZoneError(
            "one move must end before another begins",
            got=f"{name}: its states are being moved from {begun.source} to {begun.target}",
            why="some are in the one place, and some in the other; a third would not find them all",
            fix="restore the deployment.backend to which they are moved, and end that move first",
        )
    return MigrationRecord(former, target, begun.lock) if begun else MigrationRecord.begin(former, target)


def move_states(  # noqa: PLR0913 - keyword-only but for what moves
    folders: Folders,
    name: str,
    source: BackendSpec,
    target: BackendSpec,
    workspaces: Sequence[str],
    *,
    record: Path,
) -> list[Step]:
    """Move the states of some workspaces; return what was done with each.

    Args:
        folders: Where they are synthesized.
        name: The environment's name.
        source: Where the states are.
        target: Where they go.
        workspaces: Ids of the workspaces, each after all that it reads.
        record: Where it stands, until all are moved, that they are being moved.

    Raises:
        LandingZoneError: they cannot be moved; what was moved before stays.

    """
    begun = read_record(record)
    move = MigrationRecord(source, target, begun.lock) if begun else MigrationRecord.begin(source, target)
    of_source = places(source, name, state=folders.state)
    of_target = places(target, name, state=folders.state)
    moves = [Move(workspace=id_, source=of_source(id_), target=of_target(id_)) for id_ in workspaces]
    steps = _moved(moves, move, record)
    for id_ in workspaces:
        forget_backend(folders.output / "stacks" / id_)
    forget_record(record)
    return list(steps.values())


def _moved(moves: Sequence[Move], move: MigrationRecord, record: Path) -> dict[str, Step]:
    from botocore.exceptions import BotoCoreError, ClientError  # noqa: PLC0415 - takes its time

    steps: dict[str, Step] = {}
    try:
        survey(moves, move.lock)
        move.write(record)
        migrate(moves, move.lock, lambda workspace, step: _tell(steps, workspace, step))
    except (BotoCoreError, ClientError) as error:
        raise LandingZoneError(
            "the states could not be moved",
            got=str(error),
            why=f"AWS refuses, or is not reached; {len(steps)} of {len(moves)} workspaces are done",
            fix="mend what it says, and run the command again: it goes on where it stopped",
        ) from error
    return steps


def _tell(steps: dict[str, Step], workspace: str, step: Step) -> None:
    steps[workspace] = step
    if step is not Step.ABSENT:
        out.print(f"{workspace}: {step}", markup=False)


def _conclude(name: str, target: BackendSpec, steps: Sequence[Step]) -> None:
    moved, absent = steps.count(Step.MOVE), steps.count(Step.ABSENT)
    out.print(
        f"{len(steps) - absent} states of {name} are in the backend {target.type} ({moved} of them moved just "
        f"now); {absent} workspaces have none yet. Nothing in AWS was changed: a plan shows what it showed before.",
        markup=False,
    )
