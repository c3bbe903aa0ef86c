"""Pipelines of AWS CodePipeline: CloudFormation takes them, each build has the roles of its phase, commands run."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from cfnlint.api import ManualArgs, lint
from cfnlint.decode.cfn_yaml import loads
from ruamel.yaml import YAML

from main import app
from modules.delivery.codepipeline.builds import Build
from modules.exports.ci.codepipeline import TEMPLATE, stack
from modules.exports.manifest import ExportManifest
from modules.gate.checkov_run import run
from modules.specification.errors import LandingZoneError
from tests.exports.ci.environments import PIPELINES, on_codepipeline, on_github
from tests.exports.ci.shell import run_as_runner, verbs_of_application

_ENVIRONMENTS = [on_codepipeline("staging"), on_codepipeline("production", "222222222222", plans_pull_requests=True)]
_ACCOUNTS = {"staging": "111111111111", "production": "222222222222"}
_CHECKS = Path(__file__).parents[3] / "policies" / "checkov" / "checks"
_ACCEPTED = {"CKV_AWS_18"}
"""A bucket without a log of access: it has references to commits, and nobody but the pipelines gets to it."""

_MOST_IN_A_CALL = 51_200
"""Bytes (AWS CloudFormation User Guide, Understand CloudFormation quotas)."""


@pytest.fixture(scope="module")
def text() -> str:
    return stack(_ENVIRONMENTS)[TEMPLATE]


@pytest.fixture(scope="module")
def resources(text: str) -> dict[str, Any]:
    """The resources as CloudFormation reads them: by YAML 1.1."""
    found: dict[str, Any] = json.loads(json.dumps(loads(text)["Resources"]))
    return found


def _buildspecs(resources: dict[str, Any]) -> Iterator[tuple[str, Build, dict[str, Any]]]:
    for environment in ("staging", "production"):
        for build in Build:
            project = resources[f"{environment.capitalize()}{build.capitalize()}Project"]["Properties"]
            yield environment, build, YAML(typ="safe").load(project["Source"]["BuildSpec"])


def _actions(resources: dict[str, Any], pipeline: str) -> list[list[tuple[str, str]]]:
    """Return for each stage what each action is called and starts."""
    return [
        [(action["Name"], action["Configuration"].get("ProjectName", {}).get("Ref", "")) for action in stage["Actions"]]
        for stage in resources[pipeline]["Properties"]["Stages"]
    ]


def _statements(resources: dict[str, Any], role: str) -> dict[str, dict[str, Any]]:
    (policy,) = resources[role]["Properties"]["Policies"]
    return {statement["Sid"]: statement for statement in policy["PolicyDocument"]["Statement"]}


def test_cloudformation_takes_the_template_of_two_environments_in_one_call(text: str) -> None:
    assert lint(text, config=ManualArgs(regions=["eu-west-1"])) == []
    assert len(text.encode()) < _MOST_IN_A_CALL


def test_a_scan_finds_nothing_in_it_but_what_is_accepted(text: str, tmp_path: Path) -> None:
    (tmp_path / "template.yaml").write_text(text)
    found = run(tmp_path, frameworks=["cloudformation"], checks=_CHECKS)
    assert found.parsing_errors == ()
    assert {record.check_id for record in found.records if not record.passed} == _ACCEPTED
    assert {record.resource.rpartition(".")[2] for record in found.records} > {"Key", "Topic", "StagingApplyProject"}


def test_each_build_works_as_the_roles_of_its_phase_and_its_own_environment(resources: dict[str, Any]) -> None:
    for environment, build, _ in _buildspecs(resources):
        statements = _statements(resources, f"{environment.capitalize()}{build.capitalize()}Role")
        if (environment, build) == ("staging", Build.REVIEW):
            assert "WorkAsRolesOfThePhase" not in statements
            continue
        phase = "apply" if build is Build.APPLY else "plan"
        of = f"arn:aws:iam::{_ACCOUNTS[environment]}:role/landing-zone-{phase}"
        assert statements["WorkAsRolesOfThePhase"]["Resource"] == [
            f"{of}-{each}" for each in ("management", "security", "network", "workloads")
        ]


def test_a_service_role_trusts_its_project_alone(resources: dict[str, Any]) -> None:
    for environment, build, _ in _buildspecs(resources):
        id_ = f"{environment.capitalize()}{build.capitalize()}"
        (trust,) = resources[f"{id_}Role"]["Properties"]["AssumeRolePolicyDocument"]["Statement"]
        name = resources[f"{id_}Project"]["Properties"]["Name"]
        assert name == resources[f"{id_}Role"]["Properties"]["RoleName"] == f"landing-zone-{environment}-{build}"
        assert trust["Condition"]["StringEquals"] == {
            "aws:SourceAccount": PIPELINES,
            "aws:SourceArn": f"arn:aws:codebuild:eu-west-1:{PIPELINES}:project/{name}",
        }


def test_a_pipeline_starts_its_own_builds_and_no_others(resources: dict[str, Any]) -> None:
    builds = {"Review": ("review",), "Deploy": ("plan", "apply"), "Drift": ("drift",)}
    for pipeline, started in builds.items():
        projects = _statements(resources, f"{pipeline}PipelineRole")["RunBuilds"]["Resource"]
        assert {project.rpartition("/")[2] for project in projects} == {
            f"landing-zone-{environment}-{build}" for environment in _ACCOUNTS for build in started
        }
        assert resources[f"{pipeline}Pipeline"]["Properties"]["RoleArn"] == {
            "Fn::GetAtt": [f"{pipeline}PipelineRole", "Arn"]
        }


def test_no_role_has_a_right_to_everything(resources: dict[str, Any]) -> None:
    roles = [name for name, each in resources.items() if each["Type"] == "AWS::IAM::Role"]
    assert len(roles) > len(_ACCOUNTS) * len(Build)
    for role in roles:
        for statement in _statements(resources, role).values():
            assert "*" not in [*statement["Resource"], *statement["Action"]]


def test_what_reviews_write_is_where_no_deploy_takes_its_source(resources: dict[str, Any]) -> None:
    stores = {
        name: each["Properties"]["ArtifactStore"]["Location"]
        for name, each in resources.items()
        if "Pipeline" in name and "ArtifactStore" in each["Properties"]
    }
    assert len({store["Ref"] for store in stores.values()}) == len(stores) == 3
    for environment, build, _ in _buildspecs(resources):
        statements = _statements(resources, f"{environment.capitalize()}{build.capitalize()}Role")
        writes = [each["Resource"] for each in statements.values() if "s3:PutObject" in each["Action"]]
        assert writes == ([[{"Fn::Sub": "${ReviewArtifacts.Arn}/*"}]] if build is Build.REVIEW else [])


def test_environments_are_applied_in_their_order_each_once_somebody_approved(resources: dict[str, Any]) -> None:
    assert _actions(resources, "DeployPipeline") == [
        [("Source", "")],
        [("Plan", "StagingPlanProject")],
        [("Approve", "")],
        [("Deploy", "StagingApplyProject")],
        [("Plan", "ProductionPlanProject")],
        [("Approve", "")],
        [("Deploy", "ProductionApplyProject")],
    ]
    deploy = resources["DeployPipeline"]["Properties"]
    assert (deploy["PipelineType"], deploy["ExecutionMode"]) == ("V2", "QUEUED")
    approvals = [stage for stage in deploy["Stages"] if stage["Name"].startswith("Approve")]
    assert {stage["Actions"][0]["Configuration"]["NotificationArn"]["Ref"] for stage in approvals} == {"Topic"}
    assert resources["StagingApplyProject"]["Properties"]["ConcurrentBuildLimit"] == 1


def test_pull_requests_are_reviewed_and_never_applied(resources: dict[str, Any]) -> None:
    started = [project for stage in _actions(resources, "ReviewPipeline") for _, project in stage]
    assert started == ["", "StagingReviewProject", "ProductionReviewProject"]
    (trigger,) = resources["ReviewPipeline"]["Properties"]["Triggers"]
    assert trigger["GitConfiguration"]["PullRequest"] == [
        {"Events": ["OPEN", "UPDATED"], "Branches": {"Includes": [{"Ref": "Branch"}]}}
    ]
    assert "Triggers" not in resources["DeployPipeline"]["Properties"]


def test_drift_is_looked_for_every_night(resources: dict[str, Any]) -> None:
    schedule = resources["DriftSchedule"]["Properties"]
    arn = f"arn:aws:codepipeline:eu-west-1:{PIPELINES}:landing-zone-drift"
    assert schedule["Target"]["Arn"] == arn
    assert schedule["FlexibleTimeWindow"] == {"Mode": "OFF"}
    assert _statements(resources, "ScheduleRole")["StartTheLookForDrift"]["Resource"] == [arn]
    assert resources["DriftPipeline"]["Properties"]["Name"] == arn.rpartition(":")[2]


def test_who_is_told_hears_of_failures_of_what_was_merged_and_of_drift(resources: dict[str, Any]) -> None:
    rule = resources["Failures"]["Properties"]
    assert rule["EventPattern"]["detail"] == {
        "pipeline": ["landing-zone-deploy", "landing-zone-drift"],
        "state": ["FAILED"],
    }
    assert [target["Arn"] for target in rule["Targets"]] == [{"Ref": "Topic"}]
    assert resources["Subscription"]["Condition"] == "SomebodyIsNotified"


def test_a_second_export_changes_nothing_and_a_file_that_somebody_changed_is_refused(text: str, tmp_path: Path) -> None:
    manifest = ExportManifest(export="ci-codepipeline", environments=["staging", "production"])
    written, removed = manifest.replace(tmp_path, {TEMPLATE: text.encode()})
    assert (TEMPLATE in written, removed) == (True, [])
    again = stack(_ENVIRONMENTS)[TEMPLATE]
    assert manifest.replace(tmp_path, {TEMPLATE: again.encode()}) == ([], [])
    (tmp_path / TEMPLATE).write_text(text.replace("QUEUED", "SUPERSEDED"))
    with pytest.raises(LandingZoneError):
        manifest.replace(tmp_path, {TEMPLATE: again.encode()})


def test_what_builds_run_is_no_file_of_the_repository_that_they_take(resources: dict[str, Any]) -> None:
    for environment, build, spec in _buildspecs(resources):
        properties = resources[f"{environment.capitalize()}{build.capitalize()}Project"]["Properties"]
        assert spec["phases"]["build"]["commands"]
        assert properties["Source"]["Type"] == "CODEPIPELINE"
        assert properties["Environment"]["PrivilegedMode"] is False
        assert properties["TimeoutInMinutes"] == (360 if build is Build.APPLY else 60)


def test_every_command_runs_and_calls_a_verb_that_there_is(resources: dict[str, Any], tmp_path: Path) -> None:
    verbs = verbs_of_application(app)
    expected = {
        Build.REVIEW: {"check", "review"},
        Build.PLAN: {"plan"},
        Build.APPLY: {"deploy"},
        Build.DRIFT: {"drift"},
    }
    for environment, build, spec in _buildspecs(resources):
        folder = tmp_path / environment / build
        folder.mkdir(parents=True)
        _git(folder)
        commands = [command for phase in spec["phases"].values() for command in phase["commands"]]
        given = {"LANDING_ZONE_BRANCH": "main"}
        calls = []
        for command in commands:
            status = 2 if " plan " in command else 0
            calls += run_as_runner(command, folder, given, verbs, status=status)
        assert {call[0] for call in calls} == expected[build]
        if build is Build.REVIEW:
            reviewed = calls[-1]
            assert reviewed[reviewed.index("--base") + 1] == "merge-base FETCH_HEAD HEAD"
            assert ("--plan" in reviewed) == ("--role-profiles" in reviewed) == (environment == "production")
            assert spec["artifacts"]["files"] == [f"{environment}.md"]


def _git(folder: Path) -> None:
    """Put a Git there that knows one answer: what it was asked."""
    program = folder / "bin" / "git"
    program.parent.mkdir()
    program.write_text('#!/bin/sh\n[ "$1" = fetch ] || echo "$@"\n')
    program.chmod(0o755)


def test_a_build_has_a_profile_for_each_role_with_the_credentials_of_the_build(
    resources: dict[str, Any], tmp_path: Path
) -> None:
    specs = {(environment, build): spec for environment, build, spec in _buildspecs(resources)}
    (command,) = specs["staging", Build.APPLY]["phases"]["pre_build"]["commands"]
    run_as_runner(command, tmp_path, {}, {})
    config = (tmp_path / ".aws" / "config").read_text()
    assert config.startswith(
        "[profile landing-zone-apply-management]\n"
        "role_arn = arn:aws:iam::111111111111:role/landing-zone-apply-management\n"
        "credential_source = EcsContainer\nregion = eu-west-1\n[profile landing-zone-apply-security]\n"
    )
    assert config.count("[profile ") == 4
    assert "pre_build" not in specs["staging", Build.REVIEW]["phases"]
    assert "pre_build" in specs["production", Build.REVIEW]["phases"]


def test_an_account_of_its_own_is_that_of_the_environment_where_none_is_named() -> None:
    text = stack([on_codepipeline("staging", account=None)])[TEMPLATE]
    assert "arn:aws:iam::111111111111:role/landing-zone-deploy-pipeline" in text
    assert PIPELINES not in text


@pytest.mark.parametrize(
    ("environments", "what"),
    [
        ([on_github("staging")], "must have roles that trust CodePipeline"),
        (
            [on_codepipeline("staging", account=None), on_codepipeline("production", "222222222222", account=None)],
            "must agree on its account",
        ),
        ([on_codepipeline("staging"), on_codepipeline("production", project_prefix="other")], "the start of names"),
    ],
)
def test_what_one_pipeline_cannot_deliver_is_refused(environments: list[Any], what: str) -> None:
    with pytest.raises(LandingZoneError, match=what):
        stack(environments)
