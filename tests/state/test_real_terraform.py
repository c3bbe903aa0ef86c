"""Moves between local files and S3 on the emulator, with the real Terraform before, between and after."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from modules.commands import state as command
from modules.commands.folders import Folders
from modules.deployment.spec import LocalBackendSpec, S3BackendSpec
from modules.emulator.server import EmbeddedAws
from modules.runner.deploy import deploy
from modules.runner.outcome import Outcome
from modules.runner.plan import plan
from modules.runner.terraform.cli import find_terraform, terraform_environment
from modules.specification.errors import LandingZoneError
from modules.state.record import migration_record
from modules.state.snapshot import Notice, State, snapshot
from tests.emulator.connection import connect
from tests.runner.recorder import Recorder
from tests.state.workspaces import NEEDS, Backend, write_workspaces

pytestmark = [pytest.mark.terraform, pytest.mark.emulator]

ACCOUNT, REGION, BUCKET, TABLE = "366100000001", "eu-west-1", "acme-states", "acme-locks"
LOCAL = LocalBackendSpec(type="local")
S3 = S3BackendSpec(type="s3", bucket=BUCKET, region=REGION, use_lockfile=True)
S3_WITH_TABLE = S3BackendSpec(type="s3", bucket=BUCKET, region=REGION, key_prefix="table", dynamodb_table=TABLE)


class Emulator:
    """The emulator, and clients that know nothing of the environment that commands are given."""

    def __init__(self, running: EmbeddedAws) -> None:
        self.environ = {**running.environment(ACCOUNT), "AWS_REGION": REGION}
        self.s3, self.dynamodb = connect(running, "s3", ACCOUNT), connect(running, "dynamodb", ACCOUNT)

    def content(self, key: str) -> bytes:
        body: bytes = self.s3.get_object(Bucket=BUCKET, Key=key)["Body"].read()
        return body


@pytest.fixture(scope="module")
def aws() -> Iterator[Emulator]:
    with EmbeddedAws() as running:
        emulator = Emulator(running)
        emulator.s3.create_bucket(Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": REGION})
        emulator.dynamodb.create_table(
            TableName=TABLE,
            KeySchema=[{"AttributeName": "LockID", "KeyType": "HASH"}],
            AttributeDefinitions=[{"AttributeName": "LockID", "AttributeType": "S"}],
            BillingMode="PAY_PER_REQUEST",
        )
        yield emulator


class Project:
    """A folder with workspaces, which commands and Terraform work in as the emulator's account."""

    def __init__(self, root: Path, environ: dict[str, str]) -> None:
        self.root, self.environ = root, environ
        self.folders = Folders(root / "cdktf.out")

    def says(self, backend: Backend) -> None:
        """Change `deployment.backend`, and synthesize."""
        write_workspaces(self.root, backend)

    def deploy(self) -> Any:
        return deploy(self.folders.output, "staging", environ=self.environ, parallel=1, progress=Recorder())

    def plan(self) -> Any:
        return plan(self.folders.output, "staging", environ=self.environ, parallel=1, progress=Recorder())

    def migrate(self, source: Backend, target: Backend) -> None:
        workspaces = [f"staging-{name}" for name in NEEDS]
        record = migration_record(self.folders.state, "staging")
        command.move_states(self.folders, "staging", source, target, workspaces, record=record)

    def local_state(self, name: str) -> Path:
        return self.folders.state / "staging" / f"staging-{name}.tfstate"


@pytest.fixture
def project(tmp_path: Path, aws: Emulator, monkeypatch: pytest.MonkeyPatch) -> Project:
    for name, value in aws.environ.items():
        monkeypatch.setenv(name, value)
    for found in aws.s3.list_objects_v2(Bucket=BUCKET).get("Contents", ()):
        aws.s3.delete_object(Bucket=BUCKET, Key=found["Key"])
    project = Project(tmp_path, terraform_environment(os.environ, tools=tmp_path / ".tools"))
    project.says(LOCAL)
    return project


def test_states_move_to_s3_to_a_bucket_with_a_table_and_back_and_nothing_is_left_to_change(
    project: Project, aws: Emulator
) -> None:
    project.deploy()
    ids = project.local_state("accounts").read_bytes()
    for source, target in ((LOCAL, S3), (S3, S3_WITH_TABLE), (S3_WITH_TABLE, LOCAL)):
        project.says(target)
        project.migrate(source, target)
        planned = project.plan()
        assert [result.error for result in planned.results] == [""] * len(NEEDS)
        assert planned.no_changes
        project.says(source)
        refused = project.plan()
        assert {result.outcome for result in refused.results} == {Outcome.FAILED}
        assert all("state migrate" in result.error for result in refused.results)
        project.says(target)

    assert project.local_state("accounts").read_bytes() == ids
    moved = snapshot(aws.content("landing-zone/staging/staging-accounts.tfstate"), "")
    assert isinstance(moved, Notice)
    assert moved.moved_to == f"s3://{BUCKET}/table/staging/staging-accounts.tfstate"
    assert aws.content("landing-zone/staging/staging-accounts.tfstate.moved") == ids


def test_a_deploy_to_a_half_moved_environment_changes_nothing_and_says_what_to_run(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.deploy()
    project.says(S3)
    with monkeypatch.context() as stopped:
        stopped.setattr("modules.state.migration.Move.run", _stop)
        with pytest.raises(KeyboardInterrupt):
            project.migrate(LOCAL, S3)

    deployed = project.deploy()

    assert next(result.outcome for result in deployed.results if not result.good) is Outcome.FAILED
    assert "python main.py state migrate ENV" in deployed.results[0].error
    with pytest.raises(LandingZoneError, match=r"python main\.py state migrate staging"):
        command.refuse_half_moved(project.folders, "staging")
    project.migrate(LOCAL, S3)
    command.refuse_half_moved(project.folders, "staging")
    assert project.plan().no_changes


def test_what_terraform_itself_migrates_says_the_same(project: Project, aws: Emulator) -> None:
    project.deploy()
    before = project.local_state("organization").read_bytes()
    project.says(S3)
    folder = project.folders.output / "stacks" / "staging-organization"
    terraform = find_terraform(project.environ)
    subprocess.run(
        [terraform, "init", "-migrate-state", "-force-copy", "-input=false"],
        cwd=folder,
        env=project.environ,
        check=True,
        capture_output=True,
    )
    key = "landing-zone/staging/staging-organization.tfstate"
    by_terraform = snapshot(aws.content(key), "")
    aws.s3.delete_object(Bucket=BUCKET, Key=key)
    project.local_state("organization").write_bytes(before)

    project.migrate(LOCAL, S3)

    by_us = snapshot(aws.content(key), "")
    assert isinstance(by_terraform, State)
    assert isinstance(by_us, State)
    for part in ("version", "terraform_version", "outputs", "resources"):
        assert by_us.document[part] == by_terraform.document[part]
    assert by_us.lineage != by_terraform.lineage, "Terraform begins a new one, and so knows none of the copies again"


@pytest.mark.parametrize("target", [S3, S3_WITH_TABLE], ids=["lock file", "table"])
def test_a_lock_that_terraform_holds_in_s3_is_refused(project: Project, aws: Emulator, target: S3BackendSpec) -> None:
    project.deploy()
    key = f"{target.key_prefix}/staging/staging-accounts.tfstate"
    info = json.dumps({"ID": "abc", "Who": "me@ci", "Operation": "OperationTypeApply", "Created": "now"})
    if target.dynamodb_table:
        item = {"LockID": {"S": f"{BUCKET}/{key}"}, "Info": {"S": info}}
        aws.dynamodb.put_item(TableName=TABLE, Item=item)
    else:
        aws.s3.put_object(Bucket=BUCKET, Key=f"{key}.tflock", Body=info.encode())

    with pytest.raises(LandingZoneError, match=f"s3://{BUCKET}/{key}, locked by me@ci"):
        project.migrate(LOCAL, target)

    assert isinstance(snapshot(project.local_state("organization").read_bytes(), ""), State)
    if target.dynamodb_table:
        aws.dynamodb.delete_item(TableName=TABLE, Key={"LockID": item["LockID"]})


def test_while_a_state_is_moved_terraform_gets_no_lock_in_s3(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    project.deploy()
    project.says(S3)
    project.migrate(LOCAL, S3)
    met: list[str] = []
    folder = project.folders.output / "stacks" / "staging-organization"
    project.plan()

    def try_to_lock(*_given: object, **_more: object) -> None:
        done = subprocess.run(
            [find_terraform(project.environ), "plan", "-input=false", "-no-color"],
            cwd=folder,
            env=project.environ,
            check=False,
            capture_output=True,
            text=True,
        )
        met.append(done.stderr)
        raise KeyboardInterrupt

    with monkeypatch.context() as stopped:
        stopped.setattr("modules.state.s3_place.S3Place.keep_aside", try_to_lock)
        with pytest.raises(KeyboardInterrupt):
            project.migrate(S3, LOCAL)

    assert "Error acquiring the state lock" in met[0]
    assert "state migrate" in met[0]


def _stop(*_given: object) -> None:
    raise KeyboardInterrupt
