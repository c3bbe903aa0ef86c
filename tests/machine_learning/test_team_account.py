"""What a team's account starts with: encrypted, kept, bounded, and known by the names that permission sets use."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from modules.accounts.blueprints.boundary import boundary_document
from modules.aws_limits import ACCOUNT_NAME_LENGTH, S3_BUCKET_NAME_LENGTH
from modules.machine_learning.execution_role_library import Holder, aws_image_registries, execution_roles
from modules.machine_learning.spec import TeamAccountsSpec
from modules.machine_learning.team import Team
from modules.machine_learning.team_account import TeamAccount
from modules.naming import models_bucket
from modules.organization.guardrails.placeholders import Value
from modules.specification.tag_keys import LibraryTag, TagKeys
from tests.support.synthesis import only, synthesize_one

BOUNDARY = "arn:aws:iam::111111111111:policy/landing-zone-boundary"
BUCKET = "acme-fraud-dev-111111111111-eu-west-1"


def defined(tmp_path: Path, tag_keys: TagKeys | None = None, **spec: int) -> dict[str, Any]:
    team = Team(
        organization="acme",
        name="fraud",
        stage="dev",
        cost_center="4711",
        account_id="111111111111",
        region="eu-west-1",
        tag_keys=tag_keys or {},
    )
    settings = TeamAccountsSpec.model_validate(spec)
    return synthesize_one(
        tmp_path,
        lambda stack: TeamAccount(stack, "team", spec=settings, team=team, boundary_arn=BOUNDARY, deletion_days=30),
    )


@pytest.fixture(scope="module")
def account(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return defined(tmp_path_factory.mktemp("team"))


def resources(document: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return list(document["resource"][kind].values())


def statements(text: str) -> dict[str, dict[str, Any]]:
    return {statement["Sid"]: statement for statement in json.loads(text)["Statement"]}


def test_roles_are_where_permission_sets_may_pass_them_and_have_the_boundary(account: dict[str, Any]) -> None:
    roles = {role["name"]: role for role in resources(account, "aws_iam_role")}

    assert roles.keys() == {
        "GlueExecution",
        "SageMakerExecution",
        "ScheduledPipelines",
        "SparkExecution",
        "WarehouseExecution",
    }
    assert {role["path"] for role in roles.values()} == {"/teams/fraud/dev/"}
    assert {role["permissions_boundary"] for role in roles.values()} == {BOUNDARY}


def test_a_role_is_worked_as_by_its_service_of_the_same_account(account: dict[str, Any]) -> None:
    for role in resources(account, "aws_iam_role"):
        (trust,) = statements(role["assume_role_policy"]).values()
        service = {
            "GlueExecution": ["glue.amazonaws.com"],
            "SageMakerExecution": ["sagemaker.amazonaws.com"],
            "ScheduledPipelines": ["scheduler.amazonaws.com"],
            "SparkExecution": ["emr-serverless.amazonaws.com"],
            "WarehouseExecution": ["redshift-serverless.amazonaws.com", "redshift.amazonaws.com"],
        }
        assert trust["Principal"] == {"Service": service[role["name"]]}
        assert trust["Condition"] == {"StringEquals": {"aws:SourceAccount": "111111111111"}}


def test_sagemaker_alone_says_in_a_session_whose_profile_it_is_of(account: dict[str, Any]) -> None:
    """AWS: Turn on sourceIdentity in CloudTrail logs for SageMaker AI Studio Classic."""
    actions = {
        role["name"]: next(iter(statements(role["assume_role_policy"]).values()))["Action"]
        for role in resources(account, "aws_iam_role")
    }

    assert actions == {
        "GlueExecution": ["sts:AssumeRole"],
        "SageMakerExecution": ["sts:AssumeRole", "sts:SetSourceIdentity"],
        "ScheduledPipelines": ["sts:AssumeRole"],
        "SparkExecution": ["sts:AssumeRole"],
        "WarehouseExecution": ["sts:AssumeRole"],
    }


def test_jobs_get_tokens_for_packages_and_for_no_other_service(account: dict[str, Any]) -> None:
    """AWS CodeArtifact User Guide, AWS CodeArtifact authentication and tokens."""
    (policy,) = [each for each in resources(account, "aws_iam_role_policy") if each["name"] == "SageMakerExecution"]

    for text in (policy["policy"], json.dumps(boundary_document())):
        (tokens,) = [each for each in statements(text).values() if each.get("Action") == "sts:GetServiceBearerToken"]
        assert tokens["Condition"] == {"StringEquals": {"sts:AWSServiceName": "codeartifact.amazonaws.com"}}


def test_studio_tags_spaces_and_applications_only_as_it_makes_them(account: dict[str, Any]) -> None:
    (policy,) = [each for each in resources(account, "aws_iam_role_policy") if each["name"] == "SageMakerExecution"]
    tag = statements(policy["policy"])["TagAsStudioDoes"]

    assert tag["Action"] == "sagemaker:AddTags"
    assert tag["Resource"] == [f"arn:aws:sagemaker:*:111111111111:{kind}/*" for kind in ("app", "space")]
    assert tag["Condition"] == {"StringEquals": {"sagemaker:TaggingAction": ["CreateApp", "CreateSpace"]}}


def test_a_role_approves_no_model_and_makes_no_role(account: dict[str, Any]) -> None:
    policies = {policy["name"]: statements(policy["policy"]) for policy in resources(account, "aws_iam_role_policy")}
    register = policies["SageMakerExecution"]["RegisterModelsForApproval"]
    actions = [
        action
        for policy in policies.values()
        for statement in policy.values()
        for action in ([statement["Action"]] if isinstance(statement["Action"], str) else statement["Action"])
    ]

    assert register["Condition"]["StringEquals"]["sagemaker:ModelApprovalStatus"] == "PendingManualApproval"
    assert "sagemaker:UpdateModelPackage" not in actions
    assert {action for action in actions if action.startswith("iam:")} == {"iam:PassRole"}
    assert not [action for action in actions if action == "*" or action.endswith(":*")]


def test_every_write_of_a_role_names_what_it_is_about_or_asks_for_the_team(account: dict[str, Any]) -> None:
    reading = ("Describe", "Get", "List", "Search", "BatchGet", "QueryLineage", "PutMetricData")
    for policy in resources(account, "aws_iam_role_policy"):
        for sid, statement in statements(policy["policy"]).items():
            actions = [statement["Action"]] if isinstance(statement["Action"], str) else statement["Action"]
            writes = [action for action in actions if not action.partition(":")[2].startswith(reading)]
            assert statement["Resource"] != "*" or not writes, sid


def test_variables_of_iam_reach_iam(account: dict[str, Any]) -> None:
    (policy,) = [each for each in resources(account, "aws_iam_role_policy") if each["name"] == "SageMakerExecution"]

    assert "$${aws:PrincipalOrgID}" in policy["policy"]


def test_an_organization_s_own_tags_take_the_place_of_the_library_s(tmp_path: Path) -> None:
    document = defined(tmp_path, {LibraryTag.TEAM: "squad"})
    text = json.dumps(document)

    assert "aws:RequestTag/squad" in text
    assert "aws:RequestTag/Team" not in text


def test_the_bucket_is_the_team_s_by_name_encrypted_and_recorded(account: dict[str, Any]) -> None:
    buckets = {bucket["bucket"] for bucket in resources(account, "aws_s3_bucket")}
    (recorded,) = resources(account, "aws_s3_bucket_logging")
    encryption = [
        rule["apply_server_side_encryption_by_default"]["sse_algorithm"]
        for each in resources(account, "aws_s3_bucket_server_side_encryption_configuration")
        for rule in each["rule"]
    ]

    assert buckets == {BUCKET, "acme-landing-zone-access-logs-111111111111"}
    assert recorded["target_prefix"] == f"{BUCKET}/"
    assert sorted(encryption) == ["AES256", "aws:kms"]


def test_the_bucket_admits_no_other_account_and_no_other_key(account: dict[str, Any]) -> None:
    policies = [statements(each["policy"]) for each in resources(account, "aws_s3_bucket_policy")]
    (of_team,) = [policy for policy in policies if "DenyOtherAccounts" in policy]

    others = of_team["DenyOtherAccounts"]
    assert (others["Effect"], others["Action"]) == ("Deny", "s3:*")
    assert others["Condition"]["StringNotEquals"] == {"aws:PrincipalAccount": "111111111111"}
    header = "s3:x-amz-server-side-encryption"
    asked = {sid: each["Condition"]["Null"] for sid, each in of_team.items() if "Null" in each["Condition"]}
    # An upload that says nothing of encryption is under the bucket's own key.
    assert asked == {
        "DenyOtherKeys": {f"{header}-aws-kms-key-id": "false"},
        "DenyEncryptionWithoutKms": {header: "false"},
        "DenyKeysOfCallers": {f"{header}-customer-algorithm": "false"},
    }
    assert "DenyWithoutTls" in of_team


def test_objects_of_the_team_never_expire_but_old_versions_do(account: dict[str, Any]) -> None:
    rules = [rule for each in resources(account, "aws_s3_bucket_lifecycle_configuration") for rule in each["rule"]]
    (of_team,) = [rule for rule in rules if "expiration" not in rule]

    assert of_team["noncurrent_version_expiration"] == [{"noncurrent_days": 30}]


def test_logs_are_encrypted_and_kept_as_long_as_the_section_says(tmp_path: Path) -> None:
    groups = resources(defined(tmp_path, log_retention_days=545), "aws_cloudwatch_log_group")

    assert {group["retention_in_days"] for group in groups} == {545}
    assert all(group["kms_key_id"] for group in groups)
    assert {"/aws/sagemaker/TrainingJobs", "/aws-glue/jobs/error"} <= {group["name"] for group in groups}


def test_nobody_overrides_where_results_of_queries_go_and_how_much_is_read(account: dict[str, Any]) -> None:
    configuration = only(account, "aws_athena_workgroup")["configuration"]

    assert configuration["enforce_workgroup_configuration"] is True
    assert configuration["bytes_scanned_cutoff_per_query"] == 1024**4
    assert configuration["result_configuration"]["encryption_configuration"]["encryption_option"] == "SSE_KMS"


def test_templates_find_everything_by_a_parameter(account: dict[str, Any]) -> None:
    names = {parameter["name"] for parameter in resources(account, "aws_ssm_parameter")}

    assert names == {
        f"/landing-zone/team/{name}" for name in ("bucket", "cost-center", "key-arn", "name", "stage", "workgroup")
    } | {
        f"/landing-zone/team/{role}-role-arn"
        for role in (
            "glue-execution",
            "sagemaker-execution",
            "scheduled-pipelines",
            "spark-execution",
            "warehouse-execution",
        )
    }


def test_a_policy_of_a_role_fits_what_iam_takes() -> None:
    """IAM and AWS STS quotas: 10,240 characters for all inline policies of a role, white space not counted."""
    for role in execution_roles(*Holder):
        bucket = f"arn:aws:s3:::{'x' * S3_BUCKET_NAME_LENGTH.value}"
        # A team's longest name leaves one character to that of the organization; both are in the account's name.
        team = "x" * (S3_BUCKET_NAME_LENGTH.value - len(models_bucket("x", "", "0" * 12)))
        values: dict[str, Value] = {
            "cost_center": "x" * 63,
            "team": team,
            "stage": "x" * (ACCOUNT_NAME_LENGTH.value - len(team) - 1),
            "account_id": "0" * 12,
            "aws_image_registries": max(aws_image_registries().values(), key=len),
            "bucket_arn": bucket,
            "key_arn": f"arn:aws:kms:ap-southeast-1:{'0' * 12}:key/{'x' * 36}",
            "models_bucket_arn": bucket,
            "registry": f"ap-southeast-1:{'0' * 12}",
            "serving_role": f"ModelServing-{'x' * 38}",
        }
        assert len(json.dumps(role.statements(values, {}), separators=(",", ":"))) < 10_240, role.name


def test_roles_that_are_granted_data_products_are_those_that_may_get_the_data() -> None:
    granted = {role.name for role in execution_roles(*Holder) if role.description.reads_data_products}

    assert granted == {
        role.name for role in execution_roles(*Holder) if "lakeformation:GetDataAccess" in str(role.document)
    }
