"""A permission set that people have is bound to stages afterwards, as those of the library were."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.support.emulator import emulated_staging
from tests.support.main_program import main_program
from tests.support.project import BY_CHOICE, copy_project

IDENTITY = """\
identity:
  groups: {}
  without_team_groups: all
  team_groups:
    Leads: {permission_sets: {test: [Lead], prod: [Lead]}}
"""
UNBOUND = "description: Looks after a team's accounts.\n"
BOUND = UNBOUND + "stages: {test: all, prod: all}\n"
STATEMENT = {"Sid": "SeeJobs", "Effect": "Allow", "Action": "sagemaker:List*", "Resource": "*"}
WORKSPACES = ("organization", "accounts", "identity", "identity-fraud")


@pytest.mark.terraform
@pytest.mark.emulator
@pytest.mark.timeout(1200)
def test_accounts_change_to_the_permission_sets_of_their_stages_in_one_deploy(tmp_path: Path) -> None:
    copy_project(tmp_path, without=(*BY_CHOICE, "network"))
    staging = tmp_path / "environments" / "staging"
    (staging / "identity.yaml").write_text(IDENTITY)
    own = staging / "permission_sets" / "Lead"
    own.mkdir(parents=True)
    (own / "inline.json").write_text(json.dumps({"Version": "2012-10-17", "Statement": [STATEMENT]}))
    (own / "permission_set.yaml").write_text(UNBOUND)

    with emulated_staging(tmp_path / "emulator.log") as environ:
        first = deploy(tmp_path, environ)
        assert (first.returncode, sets_made(tmp_path)) == (0, {"Lead"}), first.stdout + first.stderr
        (own / "permission_set.yaml").write_text(BOUND)
        second = deploy(tmp_path, environ)

    assert second.returncode == 0, second.stdout + second.stderr
    assert sets_made(tmp_path) == {"Lead", "Lead-test", "Lead-prod"}
    assert sets_assigned(tmp_path) == {"Lead-test", "Lead-prod"}


def deploy(project: Path, environ: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    command = main_program("deploy", *WORKSPACES, gated=False)
    return subprocess.run(command, cwd=project, env=environ, capture_output=True, text=True, check=False)


def attributes(project: Path, workspace: str, kind: str) -> list[dict[str, str]]:
    state = json.loads((project / "state" / "staging" / f"staging-{workspace}.tfstate").read_text())
    resources = [resource for resource in state["resources"] if resource["type"] == kind]
    return [instance["attributes"] for resource in resources for instance in resource["instances"]]


def sets_made(project: Path) -> set[str]:
    return {one["name"] for one in attributes(project, "identity", "aws_ssoadmin_permission_set")}


def sets_assigned(project: Path) -> set[str]:
    names = {one["arn"]: one["name"] for one in attributes(project, "identity", "aws_ssoadmin_permission_set")}
    assigned = attributes(project, "identity-fraud", "aws_ssoadmin_account_assignment")
    return {names[one["permission_set_arn"]] for one in assigned}
