"""Another home region than the one that was applied is refused before anything is planned, with file and line."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from modules.commands import deploy as deploying
from modules.commands import drift as drifting
from modules.commands.folders import Folders
from modules.commands.two_steps import TwoSteps
from modules.runner.terraform.cli import terraform_environment
from modules.specification.problems import InvalidEnvironmentError
from tests.runner.landing_zone_folder import LandingZoneFolder
from tests.runner.test_real_terraform import write_workspace
from tests.runner.two_steps.test_moves import put, state
from tests.support.environments import environment

pytestmark = pytest.mark.terraform


def steps(root: Path, *applied: str) -> TwoSteps:
    """Staging, whose organization was applied in these regions."""
    write_workspace(root, "organization")
    outputs = {"regions": {"value": list(applied), "type": ["tuple", ["string"] * len(applied)]}}
    put(root, "staging-organization", {**state("one", 1), "outputs": outputs})
    environ = terraform_environment(os.environ, tools=root / ".tools")
    zone = environment("staging").zone
    return TwoSteps(name="staging", zone=zone, output=root / "cdktf.out", profiles=None, environ=environ)


def test_another_home_region_is_refused_where_it_is_written(tmp_path: Path) -> None:
    with pytest.raises(InvalidEnvironmentError) as refused:
        steps(tmp_path, "us-east-1", "eu-west-1").refuse_regions()

    (problem,) = refused.value.problems
    assert (problem.file, problem.path) == ("environments/staging/organization.yaml", "organization.home_region")
    assert problem.got == "eu-west-1, where us-east-1 was applied"


def test_the_same_home_region_is_not(tmp_path: Path) -> None:
    steps(tmp_path, "eu-west-1", "us-east-1").refuse_regions()


def test_a_first_deploy_is_not(tmp_path: Path) -> None:
    first = steps(tmp_path, "us-east-1")
    path = tmp_path / "state" / "staging" / "staging-organization.tfstate"
    path.write_text(json.dumps({**state("one", 1, resources=0), "outputs": {}}))

    first.refuse_regions()


class TestBeforeTerraformBegins:
    """Each command compares regions with what was applied before it plans or looks at anything."""

    @pytest.fixture
    def landing_zone(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> LandingZoneFolder:
        folder = LandingZoneFolder(tmp_path)
        folder.write()
        for module in (deploying, drifting):
            monkeypatch.setattr(module, "project_folders", lambda: Folders(folder.outdir))
            monkeypatch.setattr(module, "write_if_stale", lambda *_: None)
        monkeypatch.setattr(deploying, "_ready", lambda *_, **__: {"staging": environment("staging").zone})
        monkeypatch.setattr(deploying, "gate_opens", lambda *_, **__: True)
        monkeypatch.setattr(drifting, "load_environments", lambda _: {"staging": environment("staging").zone})
        monkeypatch.setattr(drifting, "refuse_unready", lambda *_, **__: None)
        monkeypatch.setattr(TwoSteps, "refuse_regions", self.refuse)
        for name, value in folder.environ.items():
            monkeypatch.setenv(name, value)
        return folder

    @staticmethod
    def refuse(_steps: TwoSteps) -> None:
        raise InvalidEnvironmentError("environments/staging", [], cross_checked=True)

    @pytest.mark.parametrize(
        "command",
        [
            partial(deploying.plan, parallel=1, save=None, as_json=False),
            partial(
                deploying.deploy,
                parallel=1,
                fresh=False,
                allow_destroy=(),
                saved=None,
                dry=False,
                as_json=False,
                yes=True,
            ),
            partial(drifting.drift, parallel=1, as_json=False),
        ],
    )
    def test_refuses(self, landing_zone: LandingZoneFolder, command: Callable[..., int]) -> None:
        with pytest.raises(InvalidEnvironmentError):
            command("staging", ())

        assert landing_zone.calls("plan") == []
        assert landing_zone.applied() == []
