"""Experiments of a team: recorded on its own server, with artifacts in its own bucket."""

from __future__ import annotations

import json
from typing import Any

import pytest

from modules.machine_learning.experiment_tracking import ExperimentTracking
from modules.machine_learning.spec import ExperimentTrackingSpec
from modules.machine_learning.team import Team
from tests.support.synthesis import only, synthesize_one

BOUNDARY = "arn:aws:iam::111111111111:policy/landing-zone-boundary"
KEY = "arn:aws:kms:eu-west-1:111111111111:key/of-the-team"


@pytest.fixture(scope="module")
def tracking(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    team = Team(
        organization="acme",
        name="fraud",
        stage="dev",
        cost_center="1200",
        account_id="111111111111",
        region="eu-west-1",
        tag_keys={},
    )
    return synthesize_one(
        tmp_path_factory.mktemp("tracking"),
        lambda stack: ExperimentTracking(
            stack,
            "experiments",
            spec=ExperimentTrackingSpec(stages=("dev",), size="Medium", data_classification="confidential"),
            team=team,
            bucket_name="acme-fraud-dev",
            key_arn=KEY,
            boundary_arn=BOUNDARY,
            recorder="SageMakerExecution",
        ),
    )


def test_the_server_is_found_by_the_team_s_name_and_classified(tracking: dict[str, Any]) -> None:
    server = only(tracking, "aws_sagemaker_mlflow_tracking_server")

    assert server["tracking_server_name"] == "fraud-dev"
    assert server["tracking_server_size"] == "Medium"
    assert server["tags"] == {"DataClassification": "confidential"}
    assert server["lifecycle"]["prevent_destroy"] is True


def test_it_registers_no_model(tracking: dict[str, Any]) -> None:
    """A model that is registered by itself would be approved by nobody."""
    server = only(tracking, "aws_sagemaker_mlflow_tracking_server")
    (text,) = (each["policy"] for each in tracking["resource"]["aws_iam_role_policy"].values())

    assert server["automatic_model_registration"] is False
    assert "sagemaker:" not in text


def test_its_role_has_the_team_s_path_and_boundary_and_works_for_the_account_alone(tracking: dict[str, Any]) -> None:
    role = only(tracking, "aws_iam_role")
    (trust,) = json.loads(role["assume_role_policy"])["Statement"]

    assert (role["path"], role["permissions_boundary"]) == ("/teams/fraud/dev/", BOUNDARY)
    assert trust["Principal"] == {"Service": "sagemaker.amazonaws.com"}
    assert trust["Condition"] == {"StringEquals": {"aws:SourceAccount": "111111111111"}}


def test_artifacts_are_in_one_folder_of_the_team_s_bucket_and_nothing_else_is_touched(tracking: dict[str, Any]) -> None:
    server = only(tracking, "aws_sagemaker_mlflow_tracking_server")
    statements = json.loads(only(tracking, "aws_iam_role_policy")["policy"])["Statement"]

    assert server["artifact_store_uri"] == "s3://acme-fraud-dev/experiments"
    assert {statement["Resource"] for statement in statements} == {
        "arn:aws:s3:::acme-fraud-dev",
        "arn:aws:s3:::acme-fraud-dev/experiments/*",
        KEY,
    }


def test_the_server_waits_for_what_its_role_may_do(tracking: dict[str, Any]) -> None:
    """AWS looks whether the role reaches the bucket as it makes the server."""
    (policy,) = tracking["resource"]["aws_iam_role_policy"]

    assert only(tracking, "aws_sagemaker_mlflow_tracking_server")["depends_on"] == [f"aws_iam_role_policy.{policy}"]


def test_jobs_record_on_this_server_alone_and_delete_nothing(tracking: dict[str, Any]) -> None:
    recording, opening = json.loads(only(tracking, "aws_iam_policy")["policy"])["Statement"]
    names = [action.partition(":")[2] for action in recording["Action"]]

    assert recording["Resource"] == "arn:aws:sagemaker:eu-west-1:111111111111:mlflow-tracking-server/fraud-dev"
    assert opening["Action"] == "sagemaker-mlflow:AccessUI"
    assert not [name for name in names if name.startswith(("Delete", "Transition", "*")) or "Registered" in name]
    assert only(tracking, "aws_iam_role_policy_attachment")["role"] == "SageMakerExecution"
