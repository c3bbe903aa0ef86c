"""A permission set that people have is bound to stages afterwards, and the team that has it leaves the YAML."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import boto3
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
RETIRE = """
import sys
from modules.commands.folders import project_folders
from modules.commands.left_behind import find_left_behind
from modules.commands.console import out
from modules.commands.synth import write
from modules.commands.validate import load_environments
from modules.runner.display.plain import PlainProgress
from modules.runner.outcome import DeployReport
zones, folders = load_environments(["staging"]), project_folders()
write(zones, folders)
progress = PlainProgress(out, "retire")
left = find_left_behind("staging", zones["staging"], folders, progress.note)
left.tell(progress.note)
nothing = lambda: DeployReport("staging", (), 0.0)
report = left.around(nothing, allow_destroy=["aws_identitystore_group.*"], parallel=None, progress=progress)
sys.exit(report.exit_code)
"""
"""What a deploy of all does, without the deploy of all."""
WORKSPACES = ("organization", "accounts", "identity", "identity-fraud")


@pytest.mark.terraform
@pytest.mark.emulator
@pytest.mark.timeout(1200)
def test_accounts_change_to_permission_sets_of_stages_in_one_deploy_and_nothing_of_a_team_that_left_stays(
    tmp_path: Path,
) -> None:
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
        groups = groups_in_aws(environ)
        assert any("fraud" in group.lower() for group in groups)

        teams = staging / "teams.yaml"
        teams.write_text(teams.read_text().replace("  fraud:", "  claims:"))
        third = subprocess.run(
            [sys.executable, "-c", RETIRE], cwd=tmp_path, env=environ, capture_output=True, text=True, check=False
        )
        left = groups_in_aws(environ)

    assert third.returncode == 0, third.stdout + third.stderr
    assert "left behind: identity-fraud (" in third.stdout
    assert left == {group for group in groups if "fraud" not in group.lower()}
    assert attributes(tmp_path, "identity-fraud", "aws_ssoadmin_account_assignment") == []
    assert sets_made(tmp_path) == {"Lead", "Lead-test", "Lead-prod"}


def deploy(project: Path, environ: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    command = main_program("deploy", *WORKSPACES, gated=False)
    return subprocess.run(command, cwd=project, env=environ, capture_output=True, text=True, check=False)


def groups_in_aws(environ: Mapping[str, str]) -> set[str]:
    session = boto3.Session(
        aws_access_key_id=environ["AWS_ACCESS_KEY_ID"],
        aws_secret_access_key=environ["AWS_SECRET_ACCESS_KEY"],
        aws_session_token=environ.get("AWS_SESSION_TOKEN"),
        region_name="eu-west-1",
    )
    endpoint = environ["AWS_ENDPOINT_URL"]
    (instance,) = session.client("sso-admin", endpoint_url=endpoint).list_instances()["Instances"]
    client = session.client("identitystore", endpoint_url=endpoint)
    listed = client.list_groups(IdentityStoreId=instance["IdentityStoreId"])["Groups"]
    return {group["DisplayName"] for group in listed}


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
