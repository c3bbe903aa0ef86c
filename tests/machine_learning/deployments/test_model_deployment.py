"""What an account has to serve models: a bus for the registry's rule alone, a machine that one service works as."""

from __future__ import annotations

import json
from typing import Any

import pytest

from modules.machine_learning.deployments.central_deployment import CentralDeployment
from modules.machine_learning.deployments.model_deployment import ModelDeployment
from tests.machine_learning.deployments.models import ACCOUNT, KEY, MODELS, REGISTRY, SPEC
from tests.support.synthesis import only, synthesize_one

BOUNDARY = f"arn:aws:iam::{ACCOUNT}:policy/landing-zone-boundary"
SENDER = f"arn:aws:iam::{REGISTRY}:role/platform/models-fraud"
RULE = f"arn:aws:events:eu-west-1:{ACCOUNT}:rule/fraud-prod-models/fraud-prod-models"
QUEUE = f"arn:aws:sqs:eu-west-1:{ACCOUNT}:fraud-prod-models"


@pytest.fixture(scope="module")
def deployment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return synthesize_one(
        tmp_path_factory.mktemp("deployment"),
        lambda stack: ModelDeployment(
            stack, "deployment", spec=SPEC, models=MODELS, log_retention_days=90, boundary_arn=BOUNDARY
        ),
    )


@pytest.fixture(scope="module")
def central(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return synthesize_one(
        tmp_path_factory.mktemp("central"),
        lambda stack: CentralDeployment(
            stack,
            "deployment",
            spec=SPEC,
            models=MODELS,
            log_retention_days=90,
            boundary_arn=BOUNDARY,
            deletion_days=30,
        ),
    )


def named(document: dict[str, Any], kind: str, name: str) -> dict[str, Any]:
    (found,) = [each for each in document["resource"][kind].values() if each["name"] == name]
    resource: dict[str, Any] = found
    return resource


def statements(text: str) -> dict[str, dict[str, Any]]:
    return {statement["Sid"]: statement for statement in json.loads(text)["Statement"]}


def test_the_bus_admits_the_role_of_the_team_s_rule_and_refuses_the_account_itself(deployment: dict[str, Any]) -> None:
    policy = statements(only(deployment, "aws_cloudwatch_event_bus_policy")["policy"])
    admitted, denied = policy["AdmitTheRuleOfTheRegistry"], policy["DenyEventsOfOtherAccounts"]

    assert admitted["Principal"] == {"AWS": f"arn:aws:iam::{REGISTRY}:root"}
    assert admitted["Condition"] == {"ArnEquals": {"aws:PrincipalArn": SENDER}}
    assert (denied["Effect"], denied["Principal"]) == ("Deny", "*")
    assert denied["Condition"] == {"StringNotEquals": {"aws:PrincipalAccount": REGISTRY}}


def test_the_rule_looks_at_source_account_group_and_status(deployment: dict[str, Any]) -> None:
    pattern = json.loads(only(deployment, "aws_cloudwatch_event_rule")["event_pattern"])

    assert (pattern["source"], pattern["account"]) == (["aws.sagemaker"], [REGISTRY])
    assert pattern["detail"]["ModelPackageGroupName"] == ["fraud"]
    assert pattern["detail"]["ModelApprovalStatus"] == ["Approved"]


def test_the_rule_starts_the_machine_and_nothing_else_and_keeps_what_it_cannot_start(
    deployment: dict[str, Any],
) -> None:
    (starting,) = statements(named(deployment, "aws_iam_role_policy", "fraud-prod-models")["policy"]).values()
    (trust,) = statements(named(deployment, "aws_iam_role", "fraud-prod-models")["assume_role_policy"]).values()
    queue = statements(only(deployment, "aws_sqs_queue")["policy"])["KeepUndeliveredEvents"]

    assert starting["Action"] == "states:StartExecution"
    assert "aws_sfn_state_machine" in starting["Resource"]
    assert trust["Condition"]["StringEquals"] == {"aws:SourceAccount": ACCOUNT, "aws:SourceArn": RULE}
    assert only(deployment, "aws_cloudwatch_event_target")["dead_letter_config"] == {"arn": QUEUE}
    assert queue["Condition"]["ArnLike"] == {"aws:SourceArn": RULE}
    assert only(deployment, "aws_sqs_queue")["kms_master_key_id"] == KEY


def test_the_machine_works_as_the_team_s_role_and_its_logs_are_kept_under_the_team_s_key(
    deployment: dict[str, Any],
) -> None:
    machine = only(deployment, "aws_sfn_state_machine")
    groups = {each["name"]: each for each in deployment["resource"]["aws_cloudwatch_log_group"].values()}

    role = named(deployment, "aws_iam_role", "ModelDeployment")
    (trust,) = statements(role["assume_role_policy"]).values()
    assert "aws_iam_role" in machine["role_arn"]
    assert (role["path"], trust["Principal"]) == ("/teams/fraud/prod/", {"Service": ["states.amazonaws.com"]})
    assert machine["logging_configuration"]["level"] == "ALL"
    assert groups.keys() == {
        "/aws/vendedlogs/states/fraud-prod-models",
        "/aws/sagemaker/Endpoints/fraud-prod-models",
    }
    assert {(each["kms_key_id"], each["retention_in_days"]) for each in groups.values()} == {(KEY, 90)}


def test_nothing_reaches_a_model_and_it_is_loaded_over_https_alone(deployment: dict[str, Any]) -> None:
    rule = only(deployment, "aws_vpc_security_group_egress_rule")

    assert "aws_vpc_security_group_ingress_rule" not in deployment["resource"]
    assert (rule["from_port"], rule["to_port"]) == (443, 443)


def test_an_execution_is_told_the_number_of_a_version_and_nothing_else(deployment: dict[str, Any]) -> None:
    transformer = only(deployment, "aws_cloudwatch_event_target")["input_transformer"]

    assert transformer["input_paths"] == {"version": "$.detail.ModelPackageVersion"}
    text = transformer["input_template"].replace("<version>", "7")
    assert json.loads(text) == {"detail": {"ModelPackageVersion": 7}}


def test_only_what_deploys_tells_of_outcomes_and_over_tls_alone(deployment: dict[str, Any]) -> None:
    allowed, denied = json.loads(only(deployment, "aws_sns_topic_policy")["policy"])["Statement"]

    assert (allowed["Effect"], allowed["Action"]) == ("Allow", "sns:Publish")
    assert "aws_iam_role.deployment_role" in allowed["Principal"]["AWS"]
    assert (denied["Effect"], denied["Principal"]) == ("Deny", "*")
    assert denied["Condition"] == {"Bool": {"aws:SecureTransport": "false"}}


def test_nothing_is_started_before_its_role_may_do_it(deployment: dict[str, Any]) -> None:
    policies = {each["name"]: key for key, each in deployment["resource"]["aws_iam_role_policy"].items()}
    waits = {"aws_sfn_state_machine": "ModelDeployment", "aws_cloudwatch_event_target": "fraud-prod-models"}

    for kind, name in waits.items():
        assert only(deployment, kind)["depends_on"] == [f"aws_iam_role_policy.{policies[name]}"]


class TestACentralTeam:
    def test_roles_have_names_of_their_own_the_boundary_and_the_team_s_tags(self, central: dict[str, Any]) -> None:
        """The boundary lets a role hand on those below the path of its own tags alone."""
        roles = {each["name"]: each for each in central["resource"]["aws_iam_role"].values()}

        assert roles.keys() == {"ModelDeployment-fraud-prod", "ModelServing-fraud-prod", "fraud-prod-models"}
        for role in (roles["ModelDeployment-fraud-prod"], roles["ModelServing-fraud-prod"]):
            assert role["path"] == "/teams/fraud/prod/"
            assert role["tags"] == {"Team": "fraud", "Stage": "prod"}
        assert {each["permissions_boundary"] for each in roles.values()} == {BOUNDARY}

    def test_what_deploys_names_the_team_s_group_exactly_and_neither_registers_nor_approves(
        self, central: dict[str, Any]
    ) -> None:
        policies = {each["name"]: statements(each["policy"]) for each in _policies(central)}
        deploying = policies["ModelDeployment-fraud-prod"]

        assert deploying["SeeTheTeamsVersions"]["Resource"] == [
            f"arn:aws:sagemaker:eu-west-1:{REGISTRY}:model-package-group/fraud",
            f"arn:aws:sagemaker:eu-west-1:{REGISTRY}:model-package/fraud/*",
        ]
        actions = json.dumps([each["Action"] for each in deploying.values()])
        assert "CreateModelPackage" not in actions
        assert "UpdateModelPackage" not in actions

    def test_models_load_from_the_team_s_bucket_and_write_nowhere(self, central: dict[str, Any]) -> None:
        policies = {each["name"]: statements(each["policy"]) for each in _policies(central)}
        serving = policies["ModelServing-fraud-prod"]

        bucket = f"arn:aws:s3:::acme-landing-zone-models-fraud-{REGISTRY}"
        assert serving["LoadModelsOfTheRegistry"]["Resource"] == f"{bucket}/*"
        assert "PutObject" not in json.dumps(serving)

    def test_endpoints_have_the_key_that_the_team_has_there(self, central: dict[str, Any]) -> None:
        assert only(central, "aws_kms_alias")["name"] == "alias/landing-zone/teams/fraud-prod"
        assert "aws_kms_key" in only(central, "aws_sfn_state_machine")["definition"]


def _policies(document: dict[str, Any]) -> list[dict[str, Any]]:
    return [*document["resource"]["aws_iam_role_policy"].values()]


def test_each_is_called_as_policies_know_it(deployment: dict[str, Any]) -> None:
    for kind in ("aws_cloudwatch_event_bus", "aws_sfn_state_machine", "aws_sns_topic", "aws_sqs_queue"):
        assert only(deployment, kind)["name"] == "fraud-prod-models"
    assert only(deployment, "aws_cloudwatch_metric_alarm")["alarm_name"] == "fraud-prod-models"
