"""The role that pipelines deploy jobs of a data lake as: whom it trusts, and that it may do nothing else."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from modules.data.deployment_role import Deploying, DeploymentRole
from modules.data.lake import Lake
from tests.support.synthesis import only, synthesize_one

LAKE, PIPELINES = "111111111111", "222222222222"
PIPELINE = f"arn:aws:iam::{PIPELINES}:role/platform/Pipeline"
BOUNDARY = f"arn:aws:iam::{LAKE}:policy/landing-zone-boundary"


@pytest.fixture(scope="module")
def role(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return _defined(tmp_path_factory.mktemp("role"))


def _defined(tmp_path: Path) -> dict[str, Any]:
    lake = Lake(organization="acme", domain="claims", database_prefix="claims", account_id=LAKE, tag_keys={})
    deploying = Deploying(account_id=PIPELINES, role_arn=PIPELINE, bucket_name="artifacts", key_alias="alias/artifacts")
    return synthesize_one(
        tmp_path,
        lambda stack: DeploymentRole(
            stack, "role", lake=lake, region="eu-west-1", deploying=deploying, boundary_arn=BOUNDARY
        ),
    )


def statements(role: dict[str, Any]) -> dict[str, dict[str, Any]]:
    found = json.loads(only(role, "aws_iam_role_policy")["policy"])["Statement"]
    return {statement["Sid"]: statement for statement in found}


def test_it_trusts_one_role_of_one_account(role: dict[str, Any]) -> None:
    defined = only(role, "aws_iam_role")
    (trust,) = json.loads(defined["assume_role_policy"])["Statement"]

    assert trust["Principal"] == {"AWS": f"arn:aws:iam::{PIPELINES}:root"}
    assert trust["Condition"] == {"ArnEquals": {"aws:PrincipalArn": PIPELINE}}
    assert defined["permissions_boundary"] == BOUNDARY


def test_it_may_do_this_and_nothing_else(role: dict[str, Any]) -> None:
    actions = {action for statement in statements(role).values() for action in statement["Action"]}

    assert {action for action in actions if not action.startswith("glue:")} == {
        "iam:PassRole",
        "kms:Decrypt",
        "kms:GenerateDataKey",
        "s3:AbortMultipartUpload",
        "s3:DeleteObject",
        "s3:GetBucketLocation",
        "s3:GetObject",
        "s3:GetObjectVersion",
        "s3:ListBucket",
        "s3:PutObject",
    }
    assert not [action for action in actions if "*" in action]
    assert {re.split("(?=[A-Z])", action)[-1] for action in actions if action.startswith("glue:")} == {
        "Job",
        "Resource",
        "Tags",
        "Trigger",
        "Workflow",
    }
    assert "glue:StartJobRun" not in actions


def test_what_it_does_is_in_the_lake_but_for_reading_artifacts(role: dict[str, Any]) -> None:
    for sid, statement in statements(role).items():
        elsewhere = [arn for arn in statement["Resource"] if LAKE not in arn]
        assert bool(elsewhere) == (sid in {"ReadArtifacts", "DecryptArtifacts"}), sid


def test_no_statement_is_about_everything(role: dict[str, Any]) -> None:
    assert "*" not in [arn for statement in statements(role).values() for arn in statement["Resource"]]


def test_it_gives_the_lake_s_role_to_glue_alone(role: dict[str, Any]) -> None:
    passing = statements(role)["GiveJobsTheLakesRole"]

    assert passing["Resource"] == [f"arn:aws:iam::{LAKE}:role/platform/DataPipeline"]
    assert passing["Condition"] == {"StringEquals": {"iam:PassedToService": "glue.amazonaws.com"}}
