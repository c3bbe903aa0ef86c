"""The account that pipelines run in: artifacts that nobody plants, builds that deploy nothing, declared connections."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from modules.pipelines.pipelines import Pipelines
from modules.pipelines.places import PipelinesAccount
from modules.pipelines.spec import ConnectionSpec, PipelinesSpec
from modules.storage.grantees import Grantees
from tests.support.synthesis import only, synthesize_one

OWN, LAKE = "111111111111", "222222222222"
BOUNDARY = f"arn:aws:iam::{OWN}:policy/landing-zone-boundary"
PIPELINE, BUILD = f"arn:aws:iam::{OWN}:role/platform/Pipeline", f"arn:aws:iam::{OWN}:role/platform/PipelineBuild"
DEPLOYMENT = f"arn:aws:iam::{LAKE}:role/platform/LakeDeployment"
NOBODY = Grantees(account_ids=(), role_arns=())


def defined(tmp_path: Path, *, deploying: Grantees, connections: dict[str, ConnectionSpec]) -> dict[str, Any]:
    account = PipelinesAccount(organization="acme", account_id=OWN, region="eu-west-1", deploying=deploying)
    return synthesize_one(
        tmp_path,
        lambda stack: Pipelines(
            stack,
            "pipelines",
            spec=PipelinesSpec(connections=connections),
            account=account,
            boundary_arn=BOUNDARY,
            access_log_bucket="logs",
            deletion_days=30,
        ),
    )


@pytest.fixture(scope="module")
def pipelines(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return defined(
        tmp_path_factory.mktemp("pipelines"),
        deploying=Grantees(account_ids=(LAKE,), role_arns=(DEPLOYMENT,)),
        connections={"source": ConnectionSpec(provider="GitHub")},
    )


@pytest.fixture(scope="module")
def deploying_nowhere(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return defined(tmp_path_factory.mktemp("nowhere"), deploying=NOBODY, connections={})


def statements(text: str) -> dict[str, dict[str, Any]]:
    return {statement["Sid"]: statement for statement in json.loads(text)["Statement"]}


def of_role(document: dict[str, Any], name: str) -> dict[str, dict[str, Any]]:
    (found,) = (body for body in document["resource"]["aws_iam_role_policy"].values() if body["name"] == name)
    return statements(found["policy"])


def test_each_role_is_one_service_s_in_this_account_with_the_boundary(pipelines: dict[str, Any]) -> None:
    roles = {role["name"]: role for role in pipelines["resource"]["aws_iam_role"].values()}

    assert roles.keys() == {"Pipeline", "PipelineBuild"}
    projects = {"ArnLike": {"aws:SourceArn": f"arn:aws:codebuild:eu-west-1:{OWN}:project/pipeline-*"}}
    for name, service, working_for in (("Pipeline", "codepipeline", {}), ("PipelineBuild", "codebuild", projects)):
        ((_, trust),) = statements(roles[name]["assume_role_policy"]).items()
        assert trust["Principal"] == {"Service": f"{service}.amazonaws.com"}
        assert trust["Condition"] == {"StringEquals": {"aws:SourceAccount": OWN}} | working_for
        assert (roles[name]["path"], roles[name]["permissions_boundary"]) == ("/platform/", BOUNDARY)


def test_only_pipelines_deploy_and_only_as_the_roles_of_lakes(pipelines: dict[str, Any]) -> None:
    assert of_role(pipelines, "Pipeline")["WorkAsRolesOfDataLakes"]["Resource"] == [DEPLOYMENT]
    assert not [s for s in of_role(pipelines, "PipelineBuild").values() if "sts:AssumeRole" in s["Action"]]


def test_pipelines_start_builds_of_the_projects_that_work_as_the_role_of_builds(pipelines: dict[str, Any]) -> None:
    assert of_role(pipelines, "Pipeline")["RunBuilds"]["Resource"] == [
        f"arn:aws:codebuild:eu-west-1:{OWN}:project/pipeline-*"
    ]


def test_pipelines_use_the_connections_of_the_yaml_alone(pipelines: dict[str, Any]) -> None:
    connection = only(pipelines, "aws_codeconnections_connection")
    used = of_role(pipelines, "Pipeline")["UseConnections"]["Resource"]

    assert (connection["name"], connection["provider_type"]) == ("source", "GitHub")
    assert [arn.startswith("${aws_codeconnections_connection.") for arn in used] == [True]


def test_artifacts_are_written_by_pipelines_and_builds_and_read_by_deployments_too(pipelines: dict[str, Any]) -> None:
    policy = statements(only(pipelines, "aws_s3_bucket_policy")["policy"])

    assert policy["DenyWritingByOthers"]["Condition"]["ArnNotEquals"] == {"aws:PrincipalArn": [PIPELINE, BUILD]}
    assert policy["DenyReadingByOthers"]["Condition"]["ArnNotEquals"] == {
        "aws:PrincipalArn": [PIPELINE, BUILD, DEPLOYMENT]
    }
    assert policy["ReadArtifacts"]["Principal"] == {"AWS": [f"arn:aws:iam::{LAKE}:root"]}
    assert policy["ReadArtifacts"]["Condition"] == {"ArnLike": {"aws:PrincipalArn": [DEPLOYMENT]}}


def test_artifacts_expire(pipelines: dict[str, Any]) -> None:
    (rule,) = only(pipelines, "aws_s3_bucket_lifecycle_configuration")["rule"]

    assert rule["expiration"] == [{"days": 90}]


def test_where_nothing_is_deployed_to_nobody_else_is_admitted(deploying_nowhere: dict[str, Any]) -> None:
    policies = [only(deploying_nowhere, kind)["policy"] for kind in ("aws_s3_bucket_policy", "aws_kms_key")]

    admitting = [s for text in policies for s in statements(text).values() if s["Effect"] == "Allow"]
    assert [statement["Sid"] for statement in admitting] == ["AccountGovernsItsKey"]
    assert of_role(deploying_nowhere, "Pipeline").keys().isdisjoint({"WorkAsRolesOfDataLakes", "UseConnections"})
