"""Who may do what with a team's models in the registry: each right is that of one role in one account."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from modules.accounts.stages import StageKind
from modules.machine_learning.models.registered_team import RegisteredTeam, TeamStage
from modules.machine_learning.models.team_models import TeamModels
from modules.machine_learning.spec import ModelRegistrySpec
from tests.support.synthesis import only, synthesize_one

DEV, TEST, PROD, REGISTRY = "111111111111", "222222222222", "333333333333", "999999999999"
ALL_STAGES = (
    TeamStage(stage="dev", kind=StageKind.DEV, account_id=DEV),
    TeamStage(stage="qa", kind=StageKind.TEST, account_id=TEST),
    TeamStage(stage="prod", kind=StageKind.PROD, account_id=PROD, approvers=("MLOpsApprover-prod",)),
)
EXECUTION = f"arn:aws:iam::{DEV}:role/teams/fraud/dev/SageMakerExecution"
APPROVER_ROLE = "aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_MLOpsApprover-prod_????????????????"
APPROVER = f"arn:aws:iam::{PROD}:role/{APPROVER_ROLE}"
DEPLOYMENTS = [
    f"arn:aws:iam::{TEST}:role/teams/fraud/qa/ModelDeployment",
    f"arn:aws:iam::{PROD}:role/teams/fraud/prod/ModelDeployment",
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
            stack, "models", spec=ModelRegistrySpec(), team=team, access_log_bucket="logs", deletion_days=30
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
