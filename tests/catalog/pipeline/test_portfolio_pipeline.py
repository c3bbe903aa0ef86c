"""The pipeline of a portfolio: what its parts may do, what only comes behind an approval, what is encrypted."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from modules.catalog.pipeline.commands import PublishedBy
from modules.catalog.pipeline.places import PipelinePlace, PortfolioRole, Stage
from modules.catalog.pipeline.portfolio_pipeline import PortfolioPipeline
from modules.catalog.pipeline.publishing_roles import PublishingRoles
from modules.catalog.pipeline.spec import PortfolioPipelineSpec, RepositorySpec
from modules.catalog.pipeline.state_access import StateAccess
from modules.deployment.spec import S3BackendSpec
from tests.support.synthesis import only, synthesize_one

OWN, MANAGEMENT = "111111111111", "999999999999"
BOUNDARY = f"arn:aws:iam::{OWN}:policy/landing-zone-boundary"
PLACE = PipelinePlace(organization="acme", portfolio="analytics", account_id=OWN, region="eu-west-1")
PUBLISHED = PublishedBy(portfolio="analytics", environment="production", workspace="catalog-analytics")
SPEC = PortfolioPipelineSpec(repository="acme/analytics", project=RepositorySpec(repository="acme/landing-zone"))
STATES = "arn:aws:s3:::states/landing-zone/production/production-"
STATE = StateAccess(
    backend=S3BackendSpec(
        type="s3",
        bucket="states",
        region="eu-west-1",
        use_lockfile=True,
        kms_key_id="arn:aws:kms:eu-west-1:999999999999:key/11111111-2222-4333-8444-555555555555",
    ),
    environment="production",
    workspace="catalog-analytics",
    reads=("organization", "accounts"),
)


def defined(tmp_path: Path, *, state: StateAccess | None = STATE, spec: PortfolioPipelineSpec = SPEC) -> dict[str, Any]:
    return synthesize_one(
        tmp_path,
        lambda stack: PortfolioPipeline(
            stack,
            "pipeline",
            spec=spec,
            place=PLACE,
            published=PUBLISHED,
            state=state,
            boundary_arn=BOUNDARY,
            access_log_bucket="logs",
            deletion_days=30,
        ),
    )


@pytest.fixture(scope="module")
def pipeline(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return defined(tmp_path_factory.mktemp("pipeline"))


def publishing_roles(folder: Path, *, has_builds: bool) -> dict[str, Any]:
    return synthesize_one(
        folder,
        lambda stack: PublishingRoles(
            stack,
            "roles",
            place=PLACE,
            templates_bucket="templates",
            management_account_id=MANAGEMENT,
            boundary_arn=BOUNDARY,
            has_builds=has_builds,
        ),
    )


@pytest.fixture(scope="module")
def publishing(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return publishing_roles(tmp_path_factory.mktemp("publishing"), has_builds=True)


def statements(text: str) -> dict[str, dict[str, Any]]:
    return {statement["Sid"]: statement for statement in json.loads(text)["Statement"]}


def role(document: dict[str, Any], role: PortfolioRole) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """Return a role, and the statements of its policy."""
    name = PLACE.role_name(role)
    ((address, found),) = (
        (at, each) for at, each in document["resource"]["aws_iam_role"].items() if each["name"] == name
    )
    (own,) = (
        each
        for each in document["resource"]["aws_iam_role_policy"].values()
        if f"aws_iam_role.{address}." in each["role"]
    )
    return found, statements(own["policy"])


def stages(document: dict[str, Any]) -> list[str]:
    return [stage["name"] for stage in only(document, "aws_codepipeline")["stage"]]


def projects(document: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {each["name"]: each for each in document["resource"]["aws_codebuild_project"].values()}


def test_somebody_approves_between_the_plan_and_what_publishes(pipeline: dict[str, Any]) -> None:
    assert stages(pipeline) == ["Source", "Lint", "Scan", "Test", "Synthesize", "Plan", "Approve", "Apply"]
    (approval,) = only(pipeline, "aws_codepipeline")["stage"][-2]["action"]
    assert (approval["category"], approval["provider"]) == ("Approval", "Manual")


def test_nobody_but_who_deploys_by_hand_publishes_where_no_build_gets_to_the_state(tmp_path: Path) -> None:
    document = publishing_roles(tmp_path, has_builds=False)

    deployment = only(document, "aws_iam_role")
    assert deployment["name"] == PLACE.role_name(PortfolioRole.DEPLOYMENT)
    assert statements(deployment["assume_role_policy"]).keys() == {"TrustWhoeverDeploys"}


def test_it_ends_with_the_synthesis_where_no_build_gets_to_the_state(tmp_path: Path) -> None:
    document = defined(tmp_path, state=None)

    assert stages(document) == ["Source", "Lint", "Scan", "Test", "Synthesize"]
    assert {each["name"] for each in document["resource"]["aws_iam_role"].values()} == {
        "CatalogBuild-analytics",
        "CatalogPipeline-analytics",
    }


def test_the_build_behind_the_approval_alone_works_as_what_publishes(pipeline: dict[str, Any]) -> None:
    works_as = {
        each: role(pipeline, each)[1].get("WorkForThePortfolio", {}).get("Resource")
        for each in (PortfolioRole.PIPELINE, PortfolioRole.BUILD, PortfolioRole.PLAN, PortfolioRole.APPLY)
    }

    assert works_as == {
        PortfolioRole.PIPELINE: None,
        PortfolioRole.BUILD: None,
        PortfolioRole.PLAN: [f"arn:aws:iam::{OWN}:role/platform/CatalogReading-analytics"],
        PortfolioRole.APPLY: [f"arn:aws:iam::{OWN}:role/platform/CatalogDeployment-analytics"],
    }


def test_the_plan_tells_terraform_to_work_as_what_only_sees(pipeline: dict[str, Any]) -> None:
    told = {name: body["environment"].get("environment_variable", []) for name, body in projects(pipeline).items()}

    assert [each for each in told if told[each]] == ["pipeline-catalog-analytics-plan"]
    assert told["pipeline-catalog-analytics-plan"] == [
        {"name": "TF_VAR_publishing_role", "value": "platform/CatalogReading-analytics"}
    ]


def test_builds_before_the_plan_read_sources_and_write_logs(pipeline: dict[str, Any]) -> None:
    _, own = role(pipeline, PortfolioRole.BUILD)

    assert {sid: statement["Action"] for sid, statement in own.items()} == {
        "WriteLogs": ["logs:CreateLogStream", "logs:PutLogEvents"],
        "ReadSources": ["s3:GetObject", "s3:GetObjectVersion"],
        "DecryptSources": ["kms:Decrypt", "kms:DescribeKey"],
    }


def test_the_plan_reads_the_states_that_it_needs_and_writes_none(pipeline: dict[str, Any]) -> None:
    _, own = role(pipeline, PortfolioRole.PLAN)
    lock = f"{STATES}catalog-analytics.tfstate.tflock"

    assert own["ReadStates"]["Resource"] == [
        f"{STATES}catalog-analytics.tfstate",
        lock,
        f"{STATES}organization.tfstate",
        f"{STATES}accounts.tfstate",
    ]
    assert own["LockItsState"]["Resource"] == [lock]
    assert "WriteItsState" not in own


def test_only_its_own_state_is_written(pipeline: dict[str, Any]) -> None:
    _, own = role(pipeline, PortfolioRole.APPLY)

    assert own["WriteItsState"]["Resource"] == [f"{STATES}catalog-analytics.tfstate"]
    assert own["FindItsState"]["Condition"]["StringLike"]["s3:prefix"] == [
        "landing-zone/production/production-catalog-analytics.tfstate",
        "landing-zone/production/production-catalog-analytics.tfstate.tflock",
        "env:/",
    ]


@pytest.mark.parametrize(
    ("built_by", "stages_of_it"),
    [
        (PortfolioRole.BUILD, [Stage.LINT, Stage.SCAN, Stage.TEST, Stage.SYNTHESIZE]),
        (PortfolioRole.PLAN, [Stage.PLAN]),
        (PortfolioRole.APPLY, [Stage.APPLY]),
    ],
)
def test_a_role_of_builds_is_worked_as_in_its_own_projects_only(
    pipeline: dict[str, Any], built_by: PortfolioRole, stages_of_it: list[Stage]
) -> None:
    found, _ = role(pipeline, built_by)
    (trust,) = statements(found["assume_role_policy"]).values()

    assert trust["Principal"] == {"Service": "codebuild.amazonaws.com"}
    assert trust["Condition"] == {
        "StringEquals": {"aws:SourceAccount": OWN},
        "ArnEquals": {
            "aws:SourceArn": [
                f"arn:aws:codebuild:eu-west-1:{OWN}:project/pipeline-catalog-analytics-{stage}"
                for stage in stages_of_it
            ]
        },
    }


def test_builds_are_not_privileged_and_everything_is_encrypted(pipeline: dict[str, Any]) -> None:
    assert {each["environment"]["privileged_mode"] for each in projects(pipeline).values()} == {False}
    assert all(each["encryption_key"] for each in projects(pipeline).values())
    assert all(each["kms_key_id"] for each in pipeline["resource"]["aws_cloudwatch_log_group"].values())
    assert only(pipeline, "aws_sns_topic")["kms_master_key_id"]
    assert only(pipeline, "aws_codepipeline")["artifact_store"][0]["encryption_key"]["type"] == "KMS"


def test_people_are_told_of_failures_and_of_what_waits_for_them(pipeline: dict[str, Any]) -> None:
    pattern = json.loads(only(pipeline, "aws_cloudwatch_event_rule")["event_pattern"])

    own = {"pipeline": ["pipeline-catalog-analytics"]}
    of_pipeline, of_action = pattern["$or"]
    assert of_pipeline["detail"] == {**own, "state": ["FAILED"]}
    assert of_action["detail"] == {**own, "type": {"category": ["Approval"]}, "state": ["STARTED"]}


def test_a_connection_that_is_there_is_used(tmp_path: Path) -> None:
    arn = f"arn:aws:codeconnections:eu-west-1:{OWN}:connection/11111111-2222-4333-8444-555555555555"
    document = defined(tmp_path, spec=SPEC.model_copy(update={"connection": arn}))

    assert "aws_codeconnections_connection" not in document["resource"]
    assert role(document, PortfolioRole.PIPELINE)[1]["UseTheConnection"]["Resource"] == [arn]


def test_the_portfolio_is_published_by_whoever_deploys_and_by_the_build_behind_the_approval(
    publishing: dict[str, Any],
) -> None:
    found, _ = role(publishing, PortfolioRole.DEPLOYMENT)
    trusts = statements(found["assume_role_policy"])

    assert trusts["TrustWhoeverDeploys"]["Principal"] == {"AWS": f"arn:aws:iam::{MANAGEMENT}:root"}
    assert trusts["TrustTheBuild"]["Condition"] == {
        "ArnEquals": {"aws:PrincipalArn": f"arn:aws:iam::{OWN}:role/platform/CatalogApply-analytics"}
    }


def test_what_publishes_changes_its_own_portfolio_and_its_own_templates(publishing: dict[str, Any]) -> None:
    _, own = role(publishing, PortfolioRole.DEPLOYMENT)
    tag = {"StringEquals": {"aws:ResourceTag/Portfolio": "analytics"}}

    assert own["ChangeItsOwn"]["Condition"] == tag
    assert own["MakeItsOwn"]["Condition"] == {"StringEquals": {"aws:RequestTag/Portfolio": "analytics"}}
    assert own["KeepTemplates"]["Resource"] == ["arn:aws:s3:::templates/analytics/*"]


def test_what_plans_changes_nothing(publishing: dict[str, Any]) -> None:
    found, own = role(publishing, PortfolioRole.READING)

    assert list(statements(found["assume_role_policy"])) == ["TrustTheBuild"]
    assert {action.split(":")[1] for statement in own.values() for action in statement["Action"]} == {
        "Decrypt",
        "Describe*",
        "Get*",
        "GetObject",
        "GetObjectTagging",
        "List*",
        "Search*",
    }
