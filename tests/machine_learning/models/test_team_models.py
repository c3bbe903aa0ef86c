"""Who may do what with a team's models in the registry: each right is that of one role in one account."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from modules.accounts.stages import StageKind
from modules.machine_learning.models.registered_team import RegisteredTeam, TeamStage
from modules.machine_learning.models.team_models import TeamModels
from modules.machine_learning.spec import ModelRegistrySpec
from tests.support.synthesis import only, synthesize_one

DEV, TEST, PROD, REGISTRY = "111111111111", "222222222222", "333333333333", "999999999999"
CENTRAL = "444444444444"
BOUNDARY = f"arn:aws:iam::{REGISTRY}:policy/landing-zone-boundary"
ALL_STAGES = (
    TeamStage(stage="dev", kind=StageKind.DEV, account_id=DEV),
    TeamStage(stage="qa", kind=StageKind.TEST, account_id=TEST, is_deployed=True),
    TeamStage(stage="prod", kind=StageKind.PROD, account_id=PROD, approvers=("MLOpsApprover-prod",), is_deployed=True),
)
EXECUTION = f"arn:aws:iam::{DEV}:role/teams/fraud/dev/SageMakerExecution"
APPROVER_ROLE = "aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_MLOpsApprover-prod_????????????????"
APPROVER = f"arn:aws:iam::{PROD}:role/{APPROVER_ROLE}"
DEPLOYMENTS = [
    f"arn:aws:iam::{TEST}:role/teams/fraud/qa/ModelDeployment",
    f"arn:aws:iam::{PROD}:role/teams/fraud/prod/ModelDeployment",
]
BUSES = [
    f"arn:aws:events:eu-west-1:{TEST}:event-bus/fraud-qa-models",
    f"arn:aws:events:eu-west-1:{PROD}:event-bus/fraud-prod-models",
]
SERVING = [
    f"arn:aws:iam::{TEST}:role/teams/fraud/qa/SageMakerExecution",
    f"arn:aws:iam::{PROD}:role/teams/fraud/prod/SageMakerExecution",
]


def defined(tmp_path: Path, stages: tuple[TeamStage, ...] = ALL_STAGES) -> dict[str, Any]:
    team = RegisteredTeam(
        organization="acme", name="fraud", registry_account_id=REGISTRY, region="eu-west-1", tag_keys={}, stages=stages
    )
    return synthesize_one(
        tmp_path,
        lambda stack: TeamModels(
            stack,
            "models",
            spec=ModelRegistrySpec(),
            team=team,
            boundary_arn=BOUNDARY,
            access_log_bucket="logs",
            deletion_days=30,
        ),
    )


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return defined(tmp_path_factory.mktemp("models"))


def statements(text: str) -> dict[str, dict[str, Any]]:
    return {statement["Sid"]: statement for statement in json.loads(text)["Statement"]}


def group_policy(document: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return statements(only(document, "aws_sagemaker_model_package_group_policy")["resource_policy"])


def bucket_policy(document: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return statements(only(document, "aws_s3_bucket_policy")["policy"])


def admitted(statement: dict[str, Any]) -> list[str]:
    found: list[str] = statement["Condition"]["ArnLike"]["aws:PrincipalArn"]
    return found


def test_every_right_is_that_of_roles_of_accounts_and_never_of_a_tag(models: dict[str, Any]) -> None:
    key = statements(only(models, "aws_kms_key")["policy"])
    for policy in (group_policy(models), bucket_policy(models), key):
        for sid, statement in policy.items():
            if statement["Effect"] == "Allow" and sid != "AccountGovernsItsKey":
                accounts = {arn.split(":")[4] for arn in admitted(statement)}
                assert {arn.split(":")[4] for arn in statement["Principal"]["AWS"]} == accounts, sid
                assert "*" not in accounts
                assert "Tag/" not in json.dumps(statement), sid


def test_development_registers_what_waits_for_approval_and_nothing_else(models: dict[str, Any]) -> None:
    register = group_policy(models)["RegisterForApproval"]

    assert admitted(register) == [EXECUTION]
    assert register["Action"] == ["sagemaker:CreateModelPackage"]
    assert register["Condition"]["StringEquals"] == {"sagemaker:ModelApprovalStatus": "PendingManualApproval"}
    life_cycle = ("sagemaker:ModelLifeCycle:Stage", "sagemaker:ModelLifeCycle:StageStatus")
    assert register["Condition"]["Null"] == dict.fromkeys(life_cycle, "true")


def test_people_of_production_decide_and_change_nothing_else(models: dict[str, Any]) -> None:
    decide = group_policy(models)["DecideOnVersions"]

    assert admitted(decide) == [APPROVER]
    assert decide["Action"] == ["sagemaker:UpdateModelPackage"]
    assert decide["Condition"]["StringEquals"] == {"sagemaker:ModelApprovalStatus": ["Approved", "Rejected"]}
    assert decide["Condition"]["Null"]["sagemaker:CustomerMetadataPropertiesToRemove"] == "true"


def test_who_builds_never_approves_and_who_deploys_does_neither(models: dict[str, Any]) -> None:
    by_action = {action: admitted(each) for each in group_policy(models).values() for action in each["Action"]}

    assert by_action["sagemaker:CreateModel"] == DEPLOYMENTS
    changing = ("sagemaker:CreateModelPackage", "sagemaker:UpdateModelPackage", "sagemaker:CreateModel")
    roles = [role for action in changing for role in by_action[action]]
    assert len(roles) == len(set(roles))


def test_nobody_but_development_writes_artifacts_and_nobody_writes_over_one(models: dict[str, Any]) -> None:
    policy = bucket_policy(models)

    assert admitted(policy["KeepArtifacts"]) == [EXECUTION]
    assert policy["DenyWritingByOthers"]["Condition"] == {"ArnNotLike": {"aws:PrincipalArn": [EXECUTION]}}
    assert policy["DenyWritingOver"]["Condition"] == {
        "Null": {"s3:if-none-match": "true"},
        "Bool": {"s3:ObjectCreationOperation": "true"},
    }
    assert "Condition" not in policy["DenyDeleting"]


def test_nobody_keeps_an_artifact_under_another_key(models: dict[str, Any]) -> None:
    policy = bucket_policy(models)

    assert {"DenyOtherKeys", "DenyEncryptionWithoutKms", "DenyKeysOfCallers"} <= policy.keys()
    assert "aws_kms_key" in json.dumps(policy["DenyOtherKeys"]["Condition"]["StringNotEquals"])


def test_what_serves_a_model_reads_it_and_who_approves_reads_reports_only(models: dict[str, Any]) -> None:
    policy = bucket_policy(models)

    assert admitted(policy["ReadArtifacts"]) == [EXECUTION, *SERVING, *DEPLOYMENTS]
    assert admitted(policy["ReadReports"]) == [APPROVER]
    assert policy["ReadReports"]["Resource"][0].endswith("/evaluation-reports/*")


def test_the_key_opens_nothing_but_objects_of_the_bucket(models: dict[str, Any]) -> None:
    key = statements(only(models, "aws_kms_key")["policy"])

    for sid in ("DecryptArtifacts", "EncryptArtifacts"):
        condition = key[sid]["Condition"]
        assert condition["StringEquals"] == {"kms:ViaService": "s3.eu-west-1.amazonaws.com"}
        bucket = f"arn:aws:s3:::acme-landing-zone-models-fraud-{REGISTRY}"
        assert condition["StringLike"] == {"kms:EncryptionContext:aws:s3:arn": [bucket, f"{bucket}/*"]}


def test_without_production_nobody_approves(tmp_path: Path) -> None:
    policy = group_policy(defined(tmp_path, ALL_STAGES[:2]))

    assert "DecideOnVersions" not in policy
    assert "Approved" not in json.dumps(policy)


def test_without_development_nobody_registers_or_writes(tmp_path: Path) -> None:
    document = defined(tmp_path, ALL_STAGES[1:])

    assert "RegisterForApproval" not in group_policy(document)
    assert "KeepArtifacts" not in bucket_policy(document)
    assert "Condition" not in bucket_policy(document)["DenyWritingByOthers"]


def test_a_group_is_called_as_events_and_policies_know_it(models: dict[str, Any]) -> None:
    group = only(models, "aws_sagemaker_model_package_group")
    assert group["model_package_group_name"] == "fraud"
    assert group["tags"] == {"Team": "fraud"}
    resources = {resource for each in group_policy(models).values() for resource in each["Resource"]}
    registry = f"arn:aws:sagemaker:eu-west-1:{REGISTRY}"
    assert resources == {f"{registry}:model-package-group/fraud", f"{registry}:model-package/fraud/*"}


def test_a_group_policy_fits_what_sagemaker_takes(models: dict[str, Any]) -> None:
    """Amazon SageMaker API Reference, PutModelPackageGroupPolicy: 20,480 characters."""
    text = only(models, "aws_sagemaker_model_package_group_policy")["resource_policy"]

    assert len(text) < 20_480 / 4


@pytest.fixture(scope="module")
def central(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    *others, production = ALL_STAGES
    stages = (*others, replace(production, central_account_id=CENTRAL))
    return defined(tmp_path_factory.mktemp("central"), stages)


class TestWhereACentralTeamDeploys:
    def test_its_roles_take_the_place_of_those_of_the_team_s_account(self, central: dict[str, Any]) -> None:
        deployment = f"arn:aws:iam::{CENTRAL}:role/teams/fraud/prod/ModelDeployment-fraud-prod"
        serving = f"arn:aws:iam::{CENTRAL}:role/teams/fraud/prod/ModelServing-fraud-prod"

        assert admitted(group_policy(central)["DeployVersions"]) == [DEPLOYMENTS[0], deployment]
        loading = [EXECUTION, *SERVING, serving, DEPLOYMENTS[0], deployment]
        assert admitted(bucket_policy(central)["ReadArtifacts"]) == loading

    def test_the_team_s_people_still_approve(self, central: dict[str, Any]) -> None:
        assert admitted(group_policy(central)["DecideOnVersions"]) == [APPROVER]

    def test_it_is_told_and_the_team_s_account_is_not(self, central: dict[str, Any]) -> None:
        targets = {each["arn"].split(":")[4] for each in central["resource"]["aws_cloudwatch_event_target"].values()}

        assert targets == {TEST, CENTRAL}


class TestWhoIsToldOfVersions:
    def test_the_team_s_buses_are_told_of_versions_of_its_group_that_wait_or_are_approved(
        self, models: dict[str, Any]
    ) -> None:
        assert json.loads(only(models, "aws_cloudwatch_event_rule")["event_pattern"]) == {
            "source": ["aws.sagemaker"],
            "detail-type": ["SageMaker Model Package State Change"],
            "detail": {
                "ModelPackageGroupName": ["fraud"],
                "ModelApprovalStatus": ["PendingManualApproval", "Approved"],
            },
        }
        assert {each["arn"] for each in models["resource"]["aws_cloudwatch_event_target"].values()} == set(BUSES)

    def test_the_role_puts_events_on_these_buses_and_is_worked_as_for_one_rule(self, models: dict[str, Any]) -> None:
        (sending,) = statements(only(models, "aws_iam_role_policy")["policy"]).values()
        (trust,) = statements(only(models, "aws_iam_role")["assume_role_policy"]).values()

        assert (sending["Action"], sending["Resource"]) == ("events:PutEvents", BUSES)
        assert trust["Condition"]["StringEquals"] == {
            "aws:SourceAccount": REGISTRY,
            "aws:SourceArn": f"arn:aws:events:eu-west-1:{REGISTRY}:rule/models-fraud",
        }
        assert only(models, "aws_iam_role")["permissions_boundary"] == BOUNDARY

    def test_what_reaches_nobody_is_kept(self, models: dict[str, Any]) -> None:
        for target in models["resource"]["aws_cloudwatch_event_target"].values():
            queue = f"arn:aws:sqs:eu-west-1:{REGISTRY}:landing-zone-undelivered-events"
            assert target["dead_letter_config"] == {"arn": queue}

    def test_nobody_is_told_where_nobody_deploys(self, tmp_path: Path) -> None:
        by_hand = tuple(replace(stage, is_deployed=False) for stage in ALL_STAGES)
        models = defined(tmp_path, by_hand)

        assert "aws_cloudwatch_event_rule" not in models["resource"]
        assert "DeployVersions" not in group_policy(models)
