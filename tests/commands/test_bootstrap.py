"""`bootstrap` over a workspace that needs no provider: first with a state in a file, which moves into the bucket."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from modules.commands import bootstrap as command
from modules.commands import bootstrapped
from modules.commands.folders import Folders
from modules.deployment.spec import DeploymentSpec, S3BackendSpec
from modules.emulator.server import EmbeddedAws
from modules.runner.deploy import deploy
from modules.runner.outcome import DeployReport, Outcome
from modules.runner.terraform.cli import terraform_environment
from modules.specification.errors import LandingZoneError
from modules.state.snapshot import Notice, State, snapshot
from tests.emulator.connection import connect
from tests.runner.recorder import Recorder
from tests.state.workspaces import write_workspaces
from tests.support.environments import environment

ACCOUNT, REGION = "366100000001", "eu-west-1"
KEY = "landing-zone/staging/staging-bootstrap.tfstate"


@pytest.fixture(scope="module")
def aws() -> Iterator[tuple[Any, dict[str, str]]]:
    with EmbeddedAws() as running:
        yield connect(running, "s3", ACCOUNT), {**running.environment(ACCOUNT), "AWS_REGION": REGION}


class Bootstrapped:
    """A folder in which `bootstrap` runs; the bucket is made where Terraform would make it, when it applies."""

    def __init__(self, root: Path, bucket: str, s3: Any) -> None:
        self.folders, self.s3 = Folders(root / "cdktf.out"), s3
        self.backend = S3BackendSpec(
            type="s3", bucket=bucket, region=REGION, kms_key_id="alias/states", use_lockfile=True
        )
        self.environ = terraform_environment(os.environ, tools=root / ".tools")
        self.reports: list[DeployReport] = []
        write_workspaces(root, self.backend, {"bootstrap": ()})

    def deployed(self, _folders: Folders, name: str) -> DeployReport:
        report = deploy(
            self.folders.output, name, ["bootstrap"], environ=self.environ, parallel=1, progress=Recorder(), fresh=True
        )
        if not self.reports and report.ok:
            place = {"LocationConstraint": REGION}
            self.s3.create_bucket(Bucket=self.backend.bucket, CreateBucketConfiguration=place)
        self.reports.append(report)
        return report

    def run(self) -> int:
        return command._bootstrap(self.folders, "staging", self.backend)

    def local(self) -> Any:
        return snapshot((self.folders.state / "staging" / "staging-bootstrap.tfstate").read_bytes(), "")

    def remote(self) -> Any:
        return snapshot(self.s3.get_object(Bucket=self.backend.bucket, Key=KEY)["Body"].read(), "")


@pytest.fixture
def bootstrapping(
    tmp_path: Path, aws: tuple[Any, dict[str, str]], monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> Bootstrapped:
    s3, environ = aws
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    bucket = f"acme-{abs(hash(request.node.name))}"
    found = Bootstrapped(tmp_path, bucket, s3)
    monkeypatch.setattr(command, "_deployed", found.deployed)
    return found


@pytest.mark.terraform
@pytest.mark.emulator
def test_its_own_state_begins_in_a_file_and_moves_into_the_bucket_that_it_made(bootstrapping: Bootstrapped) -> None:
    assert not bootstrapped.has_state_in(bootstrapping.folders, "staging", bootstrapping.backend)

    assert bootstrapping.run() == 0

    assert isinstance(bootstrapping.remote(), State)
    assert isinstance(bootstrapping.local(), Notice)
    assert bootstrapped.has_state_in(bootstrapping.folders, "staging", bootstrapping.backend)


@pytest.mark.terraform
@pytest.mark.emulator
def test_a_second_run_changes_nothing(bootstrapping: Bootstrapped) -> None:
    bootstrapping.run()
    before = bootstrapping.remote()

    assert bootstrapping.run() == 0

    assert [result.outcome for result in bootstrapping.reports[-1].results] == [Outcome.UNCHANGED]
    assert bootstrapping.remote() == before


@pytest.mark.terraform
@pytest.mark.emulator
@pytest.mark.parametrize("stopped_in", ["write_state", "keep_aside"])
def test_stopped_in_the_move_it_goes_on(
    bootstrapping: Bootstrapped, monkeypatch: pytest.MonkeyPatch, stopped_in: str
) -> None:
    """Before the state is in the bucket, and when it is in both places."""
    place = "s3_place.S3Place" if stopped_in == "write_state" else "local_place.LocalPlace"
    with monkeypatch.context() as stopped:
        stopped.setattr(f"modules.state.{place}.{stopped_in}", _stop)
        with pytest.raises(KeyboardInterrupt):
            bootstrapping.run()

    assert bootstrapping.run() == 0

    assert isinstance(bootstrapping.remote(), State)
    assert isinstance(bootstrapping.local(), Notice)
    assert len(bootstrapping.remote().document["resources"]) == 1


def test_nothing_is_deployed_before_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(bootstrapped, "has_state_in", lambda *_given: False)
    zone = environment("staging").zone
    backend = {"type": "s3", "bucket": "acme", "region": REGION, "kms_key_id": "alias/a", "use_lockfile": True}
    deployment = DeploymentSpec.model_validate({"backend": backend, "bootstrap": {}})
    begun = zone.model_copy(update={"deployment": deployment})

    bootstrapped.refuse_without_bootstrap(Folders(tmp_path), "staging", zone)
    with pytest.raises(LandingZoneError) as refused:
        bootstrapped.refuse_without_bootstrap(Folders(tmp_path), "staging", begun)

    assert str(refused.value) == (
        "the bucket of states must be made before anything is deployed\n"
        "  got: staging, whose workspace bootstrap has no state in the bucket\n"
        "  why: every other workspace keeps its state there\n"
        "  fix: run `python main.py bootstrap staging`"
    )


def _stop(*_given: object) -> None:
    raise KeyboardInterrupt


def _limited(*administrators: str) -> Any:
    zone = environment("staging").zone
    backend = {"type": "s3", "bucket": "acme", "region": REGION, "kms_key_id": "alias/a", "use_lockfile": True}
    access = {"access": {"administrators": [*administrators]}} if administrators else {}
    deployment = DeploymentSpec.model_validate_json(json.dumps({"backend": backend, "bootstrap": access}))
    return zone.model_copy(update={"deployment": deployment})


@pytest.mark.emulator
def test_only_an_administrator_of_states_bootstraps_where_access_is_limited(
    aws: tuple[Any, dict[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in aws[1].items():
        monkeypatch.setenv(name, value)

    bootstrapped.refuse_no_administrator(_limited())
    bootstrapped.refuse_no_administrator(_limited("Admin", "landing-zone-*"))
    with pytest.raises(LandingZoneError) as refused:
        bootstrapped.refuse_no_administrator(_limited("Admin", "another-*"))

    assert str(refused.value) == (
        "whoever bootstraps must get to the states afterwards\n"
        "  got: the role landing-zone-preview\n"
        "  why: only these do: Admin, another-*; its own state could not be moved there\n"
        "  fix: sign in as one of them, or add the role to deployment.bootstrap.access.administrators"
    )
