"""`state migrate`: where states are now, and which move goes on."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from modules.commands import git
from modules.commands import state as command
from modules.commands.folders import Folders
from modules.deployment.spec import BackendSpec, LocalBackendSpec, S3BackendSpec
from modules.specification.errors import LandingZoneError
from modules.state.record import MigrationRecord, migration_record, read_record
from modules.state.snapshot import Notice
from tests.state.states import state

LOCAL = LocalBackendSpec(type="local")
S3 = S3BackendSpec(type="s3", bucket="acme-states", region="eu-west-1", use_lockfile=True)
OTHER = S3BackendSpec(type="s3", bucket="acme-other", region="eu-west-1", use_lockfile=True)
YAML = """\
deployment:
  backend: {type: s3, bucket: acme-states, region: eu-west-1, use_lockfile: true}
"""


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    return Folders(tmp_path / "cdktf.out")


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository whose last commit says S3."""
    root = tmp_path / "project"
    folder = root / "environments" / "staging"
    folder.mkdir(parents=True)
    (folder / "deployment.yaml").write_text(YAML)
    (folder / "teams.yaml").write_text("teams: {}\n")
    identity = ["-c", "user.name=a", "-c", "user.email=a@acme.example"]
    for arguments in (["init", "-q"], ["add", "."], [*identity, "commit", "-q", "-m", "Say S3"]):
        subprocess.run(["git", *arguments], cwd=root, check=True)
    monkeypatch.setattr(git, "PROJECT", root)
    return root


def record(
    folders: Folders, target: BackendSpec, source: str | None = None, *, begun: MigrationRecord | None = None
) -> MigrationRecord:
    if begun:
        begun.write(migration_record(folders.state, "staging"))
    return command._record(folders, "staging", source, target)


@pytest.mark.usefixtures("repository")
@pytest.mark.parametrize("source", ["HEAD", None])
def test_the_last_commit_tells_where_states_are(folders: Folders, source: str | None) -> None:
    assert record(folders, LOCAL, source).source == S3


def test_a_file_tells_where_states_are(folders: Folders, tmp_path: Path) -> None:
    path = tmp_path / "before.yaml"
    path.write_text(YAML)

    assert record(folders, LOCAL, str(path)).source == S3
    assert record(folders, S3, "local").source == LOCAL


@pytest.mark.usefixtures("repository")
@pytest.mark.parametrize(
    ("source", "what"),
    [
        ("nobranch", "there is no such revision, or it does not have the environment"),
        ("--output=/tmp/x", "there is no such revision, or it does not have the environment"),
        ("HEAD", "states must move to another place than the one in which they are"),
    ],
)
def test_what_does_not_tell_is_refused(folders: Folders, source: str, what: str) -> None:
    with pytest.raises(LandingZoneError, match=what):
        record(folders, S3, source)


def test_a_file_without_a_backend_is_refused(folders: Folders, tmp_path: Path) -> None:
    path = tmp_path / "teams.yaml"
    path.write_text("teams: {}\n")

    with pytest.raises(LandingZoneError, match="there must be something that says where states are now"):
        record(folders, S3, str(path))


def test_a_move_that_was_stopped_goes_on_without_being_asked_from_where(folders: Folders) -> None:
    begun = MigrationRecord.begin(LOCAL, S3)

    assert record(folders, S3, begun=begun) == begun


def test_a_move_that_was_stopped_goes_back_where_the_former_backend_is_restored(folders: Folders) -> None:
    begun = MigrationRecord.begin(LOCAL, S3)

    assert record(folders, LOCAL, begun=begun) == MigrationRecord(S3, LOCAL, begun.lock)


def test_no_third_place_is_moved_to_before_a_move_has_ended(folders: Folders) -> None:
    with pytest.raises(LandingZoneError, match="one move must end before another begins"):
        record(folders, OTHER, "local", begun=MigrationRecord.begin(LOCAL, S3))


def test_an_environment_is_neither_planned_nor_deployed_while_its_states_move(folders: Folders) -> None:
    command.refuse_half_moved(folders, "staging")
    MigrationRecord.begin(LOCAL, S3).write(migration_record(folders.state, "staging"))

    with pytest.raises(LandingZoneError) as refused:
        command.refuse_half_moved(folders, "staging")

    assert str(refused.value) == (
        "the states of an environment that is deployed must not be in two backends\n"
        "  got: staging: its states are being moved from local to s3\n"
        "  why: workspaces read each other's outputs where deployment.backend says, and some of them are not there\n"
        "  fix: run `python main.py state migrate staging`, which goes on; to go back, restore the former "
        "deployment.backend, and run the same"
    )


def test_a_record_that_is_none_is_refused(folders: Folders) -> None:
    path = migration_record(folders.state, "staging")
    path.parent.mkdir(parents=True)
    path.write_text("{}")

    with pytest.raises(LandingZoneError, match="the record of a move must be what the move wrote"):
        read_record(path)


def test_states_that_are_still_in_local_files_are_not_deployed_elsewhere(folders: Folders) -> None:
    """An empty bucket would be taken for an organization that nothing was made in."""
    folder = folders.state / "staging"
    folder.mkdir(parents=True)
    (folder / "staging-organization.tfstate").write_bytes(applied())

    command.refuse_unmoved(folders, "staging", LOCAL)
    with pytest.raises(LandingZoneError, match=r"python main\.py state migrate staging --from local"):
        command.refuse_unmoved(folders, "staging", S3)


@pytest.mark.parametrize("content", [b"", state(), Notice(moved_to="x", lineage="y", serial=1).written()])
def test_what_manages_nothing_keeps_nobody_from_deploying(folders: Folders, content: bytes) -> None:
    folder = folders.state / "staging"
    folder.mkdir(parents=True)
    (folder / "staging-organization.tfstate").write_bytes(content)

    command.refuse_unmoved(folders, "staging", S3)


def applied() -> bytes:
    return json.dumps({**json.loads(state()), "resources": [{"type": "aws_organizations_organization"}]}).encode()
