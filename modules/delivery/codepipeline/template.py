"""The pipelines that deliver as a CloudFormation template of the account that has them.

A template, because what applies workspaces must be there before, and must not change while it does so.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from modules.delivery.codepipeline.builds import Build, BuildsPlace
from modules.delivery.codepipeline.commands import BRANCH_VARIABLE, PipelineEnvironment, buildspec
from modules.delivery.codepipeline.notices import SOMEBODY, notices
from modules.delivery.codepipeline.pipeline import Pipeline, pipelines
from modules.delivery.codepipeline.references import (
    BRANCH,
    CONNECTION,
    KEY,
    NOTIFIED,
    REPOSITORY,
    arn_of,
    logical_id,
    ref,
)
from modules.delivery.codepipeline.roles import SCHEDULE_ROLE, build_role, pipeline_role, role_id, schedule_role
from modules.delivery.codepipeline.stores import bucket, bucket_policy, key, log_group

Template = dict[str, Any]

_IMAGE = "aws/codebuild/amazonlinux-x86_64-standard:5.0"
_COMPUTE = "BUILD_GENERAL1_MEDIUM"
_MINUTES = {Build.REVIEW: 60, Build.PLAN: 60, Build.APPLY: 360, Build.DRIFT: 60}
_EVERY_NIGHT = "cron(0 3 * * ? *)"

_PARAMETERS: dict[str, dict[str, str]] = {
    CONNECTION: {
        "Type": "String",
        "Description": "The ARN of an authorized connection of AWS CodeConnections to the repository",
        "AllowedPattern": "arn:aws:codeconnections:[a-z0-9-]+:[0-9]{12}:connection/[0-9a-f-]+",
    },
    REPOSITORY: {
        "Type": "String",
        "Description": "The repository, like acme/landing-zone",
        "AllowedPattern": "[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)+",
    },
    BRANCH: {
        "Type": "String",
        "Description": "The branch that is applied, and that pull requests are merged to",
        "Default": "main",
        "AllowedPattern": "[A-Za-z0-9_]([A-Za-z0-9_./-]*[A-Za-z0-9_-])?",
    },
    NOTIFIED: {
        "Type": "String",
        "Description": "Whom an email asks to approve and tells what failed; nobody, where it is empty",
        "Default": "",
        "AllowedPattern": "([^@ ]+@[^@ ]+)?",
    },
}


def pipelines_template(
    environments: Sequence[PipelineEnvironment],
    place: BuildsPlace,
    *,
    write: Callable[[Mapping[str, Any]], str],
) -> Template:
    """Return the template.

    Args:
        environments: What the pipelines deliver, in the order in which a change gets there.
        place: Where they are.
        write: Writes a buildspec as text.

    """
    names = [each.name for each in environments]
    resources: dict[str, Any] = {KEY: key(place)}
    for pipeline in Pipeline:
        resources[pipeline.bucket_id] = bucket()
        resources[f"{pipeline.bucket_id}Policy"] = bucket_policy(pipeline, place, names)
    resources |= notices(place)
    for environment in environments:
        for build in Build:
            resources |= {
                logical_id(environment.name, build, "Logs"): log_group(place, environment.name, build),
                role_id(environment.name, build): build_role(environment, build, place),
                logical_id(environment.name, build, "Project"): _project(
                    place, environment.name, build, write(buildspec(environment, build))
                ),
            }
    resources |= {pipeline.role_id: pipeline_role(pipeline, environments, place) for pipeline in Pipeline}
    resources |= pipelines(place, names)
    return {
        "AWSTemplateFormatVersion": "2010-09-09",
        "Description": f"Pipelines that review, apply and look for drift of {', '.join(names)}",
        "Parameters": _PARAMETERS,
        "Conditions": {SOMEBODY: {"Fn::Not": [{"Fn::Equals": [ref(NOTIFIED), ""]}]}},
        "Resources": {**resources, SCHEDULE_ROLE: schedule_role(place), "DriftSchedule": _schedule(place)},
    }


def _project(place: BuildsPlace, environment: str, build: Build, spec: str) -> Template:
    properties: dict[str, Any] = {
        "Name": place.name(environment, build),
        "ServiceRole": arn_of(role_id(environment, build)),
        "Source": {"Type": "CODEPIPELINE", "BuildSpec": spec},
        "Artifacts": {"Type": "CODEPIPELINE"},
        "EncryptionKey": arn_of(KEY),
        "Environment": {
            "Type": "LINUX_CONTAINER",
            "ComputeType": _COMPUTE,
            "Image": _IMAGE,
            "PrivilegedMode": False,
        },
        "LogsConfig": {
            "CloudWatchLogs": {"Status": "ENABLED", "GroupName": ref(logical_id(environment, build, "Logs"))},
        },
        "TimeoutInMinutes": _MINUTES[build],
    }
    if build is Build.REVIEW:
        properties["Environment"]["EnvironmentVariables"] = [{"Name": BRANCH_VARIABLE, "Value": ref(BRANCH)}]
    if build is Build.APPLY:
        properties["ConcurrentBuildLimit"] = 1
    return {"Type": "AWS::CodeBuild::Project", "Properties": properties}


def _schedule(place: BuildsPlace) -> Template:
    target = {"Arn": Pipeline.DRIFT.arn(place), "RoleArn": arn_of(SCHEDULE_ROLE)}
    properties = {
        "Name": Pipeline.DRIFT.name_in(place),
        "Description": "Looks for drift every night",
        "ScheduleExpression": _EVERY_NIGHT,
        "FlexibleTimeWindow": {"Mode": "OFF"},
        "KmsKeyArn": arn_of(KEY),
        "Target": target,
    }
    return {"Type": "AWS::Scheduler::Schedule", "DependsOn": Pipeline.DRIFT.pipeline_id, "Properties": properties}
