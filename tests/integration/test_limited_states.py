"""States in a bucket that `bootstrap` makes, before and after access to them is limited."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import boto3
import pytest
import yaml  # type: ignore[import-untyped] # PyYAML has no types

from modules.deployment.state_roles import StateRole
from tests.deployment.limited_states import BUCKET, DEPLOYMENT
from tests.support.emulator import emulated_staging
from tests.support.main_program import main_program
from tests.support.project import BY_CHOICE, copy_project

ADMINISTRATORS = ["landing-zone-preview"]
"""The role that the emulator gives its credentials for."""
WORKSPACES = ("organization", "accounts", "account-log-archive")


@pytest.mark.terraform
@pytest.mark.emulator
@pytest.mark.timeout(1200)
def test_workspaces_work_with_their_states_as_roles_once_access_is_limited(tmp_path: Path) -> None:
    copy_project(tmp_path, without=(*BY_CHOICE, "network"))
    says(tmp_path, access=None)

    with emulated_staging(tmp_path / "emulator.log") as environ:
        for verb, *chosen in (("bootstrap",), ("deploy", "organization")):
            run(tmp_path, environ, verb, *chosen)
        says(tmp_path, access=["AWSReservedSSO_Admins_*"])
        refused = run(tmp_path, environ, "bootstrap", code=1)
        says(tmp_path, access=ADMINISTRATORS)
        for verb, *chosen in (("bootstrap",), ("deploy", *WORKSPACES)):
            run(tmp_path, environ, verb, *chosen)
        planned = run(tmp_path, environ, "plan", "bootstrap", *WORKSPACES)
        keys = {found["Key"].rpartition("/")[2] for found in objects(environ)}

    assert "got: the role landing-zone-preview" in refused
    assert {f"staging-{name}.tfstate" for name in ("bootstrap", *WORKSPACES)} == keys
    assert "no changes" in planned.lower()
    assert worked_as(tmp_path, "accounts") == (f":role/{StateRole.WRITER}", {"Workspace": "staging-accounts"})
    assert not [*(tmp_path / "state" / "staging").glob("staging-accounts*")]


def says(project: Path, *, access: list[str] | None) -> None:
    """Write where states are, and who gets to all of them."""
    path = project / "environments" / "staging" / "deployment.yaml"
    content = yaml.safe_load(path.read_text())
    bootstrap = {"access": {"administrators": access}} if access else {}
    path.write_text(yaml.safe_dump({**content, "deployment": {**DEPLOYMENT, "bootstrap": bootstrap}}))


def run(project: Path, environ: Mapping[str, str], verb: str, *workspaces: str, code: int = 0) -> str:
    done = subprocess.run(
        main_program(verb, *workspaces, gated=False),
        cwd=project,
        env=dict(environ),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout + done.stderr


def objects(environ: Mapping[str, str]) -> list[Any]:
    s3 = boto3.client(
        "s3",
        region_name="eu-west-1",
        endpoint_url=environ["AWS_ENDPOINT_URL"],
        aws_access_key_id=environ["AWS_ACCESS_KEY_ID"],
        aws_secret_access_key=environ["AWS_SECRET_ACCESS_KEY"],
        aws_session_token=environ["AWS_SESSION_TOKEN"],
    )
    found: list[Any] = s3.list_objects_v2(Bucket=BUCKET)["Contents"]
    return found


def worked_as(project: Path, workspace: str) -> tuple[str, dict[str, str]]:
    """The role that Terraform was initialized with, without the account, and the tags of its sessions."""
    folder = project / "cdktf.out" / "stacks" / f"staging-{workspace}" / ".terraform"
    role = json.loads((folder / "terraform.tfstate").read_text())["backend"]["config"]["assume_role"]
    return role["role_arn"][len("arn:aws:iam::222222222222") :], role["tags"]
