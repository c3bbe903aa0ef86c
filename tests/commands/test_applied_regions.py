"""Another home region than the one that was applied is refused before anything is planned, with file and line."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from modules.commands.two_steps import TwoSteps
from modules.runner.terraform.cli import terraform_environment
from modules.specification.problems import InvalidEnvironmentError
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
