"""What the pipelines, their builds and the schedule work as."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from modules.delivery.codepipeline.builds import Build, BuildsPlace
from modules.delivery.codepipeline.commands import PipelineEnvironment
from modules.delivery.codepipeline.pipeline import Pipeline, pipeline_of
from modules.delivery.codepipeline.references import (
    CONNECTION,
    KEY,
    REPOSITORY,
    TOPIC,
    arn_of,
    logical_id,
    objects_of,
    ref,
)
from modules.storage.artifact_statements import READING_OBJECTS, keeping_artifacts, running_builds
from modules.storage.statements import Statement, allow, trust_for_the_account, trust_schedules

RIGHTS = "rights"
"""The name of the policy of each role."""

SCHEDULE_ROLE = "ScheduleRole"
"""The logical id of the role that the schedule works as."""

_VERSION = "2012-10-17"


def build_role(environment: PipelineEnvironment, build: Build, place: BuildsPlace) -> dict[str, Any]:
    """Return the service role of a project: CodeBuild works as it for builds of that project alone."""
    name = environment.name
    project = place.project_arn(name, build)
    return _role(
        place.name(name, build),
        f"{build.capitalize()} of {name}",
        trust_for_the_account("TrustTheProject", "codebuild", place.account_id, source_arn=project),
        _of_build(environment, build, place),
    )


def pipeline_role(pipeline: Pipeline, environments: Sequence[PipelineEnvironment], place: BuildsPlace) -> Any:
    """Return the role of a pipeline: it takes its source, keeps it, and starts its own builds."""
    return _role(
        pipeline.role_name(place),
        f"The pipeline {pipeline.name_in(place)}",
        # No page says that CodePipeline tells which pipeline it works for.
        trust_for_the_account("TrustTheService", "codepipeline", place.account_id),
        _of_pipeline(pipeline, environments, place),
    )


def schedule_role(place: BuildsPlace) -> dict[str, Any]:
    """Return the role that starts the look for drift every night."""
    starts = allow("StartTheLookForDrift", ["codepipeline:StartPipelineExecution"], [Pipeline.DRIFT.arn(place)])
    return _role(
        f"{place.prefix}-schedule",
        "What starts drift",
        trust_schedules(place.account_id, place.region),
        [starts, allow("ReadTheSchedule", ["kms:Decrypt"], [arn_of(KEY)])],
    )


def _role(name: str, description: str, trust: Statement, statements: Iterable[Statement]) -> dict[str, Any]:
    return {
        "Type": "AWS::IAM::Role",
        "Properties": {
            "RoleName": name,
            "Description": description,
            "AssumeRolePolicyDocument": {"Version": _VERSION, "Statement": [trust]},
            "Policies": [
                {"PolicyName": RIGHTS, "PolicyDocument": {"Version": _VERSION, "Statement": [*statements]}},
            ],
        },
    }


def _of_build(environment: PipelineEnvironment, build: Build, place: BuildsPlace) -> Iterator[Statement]:
    streams = f"{place.log_group_arn(environment.name, build)}:*"
    yield allow("WriteLogs", ["logs:CreateLogStream", "logs:PutLogEvents"], [streams])
    # Builds run the repository's code. What a review writes is where no other pipeline takes a source from.
    reviews = build is Build.REVIEW
    actions = [*READING_OBJECTS, *(["s3:PutObject"] if reviews else [])]
    yield allow("KeepArtifacts" if reviews else "ReadSources", actions, [objects_of(pipeline_of(build).bucket_id)])
    encrypting = ["kms:GenerateDataKey"] if reviews else []
    yield allow("UseTheKey", ["kms:Decrypt", "kms:DescribeKey", *encrypting], [arn_of(KEY)])
    yield _using_the_connection()
    if roles := environment.roles(build):
        yield allow("WorkAsRolesOfThePhase", ["sts:AssumeRole"], roles)


def _of_pipeline(
    pipeline: Pipeline, environments: Sequence[PipelineEnvironment], place: BuildsPlace
) -> Iterator[Statement]:
    yield _using_the_connection()
    yield from keeping_artifacts(arn_of(pipeline.bucket_id), objects_of(pipeline.bucket_id), arn_of(KEY))
    yield running_builds(place.project_arn(each.name, build) for each in environments for build in pipeline.builds)
    if pipeline is Pipeline.DEPLOY:
        yield allow("TellWhoApproves", ["sns:Publish"], [ref(TOPIC)])


def _using_the_connection() -> Statement:
    """Let a role read the one repository. A connection may write, and be for others, too.

    Developer Tools console User Guide, AWS CodeConnections permissions reference: some calls are of no repository.
    """
    return allow(
        "ReadTheRepository",
        ["codeconnections:UseConnection"],
        [ref(CONNECTION)],
        {
            "ForAllValues:StringEquals": {
                "codeconnections:FullRepositoryId": ref(REPOSITORY),
                "codeconnections:ProviderPermissionsRequired": "read_only",
            }
        },
    )


def role_id(environment: str, build: Build) -> str:
    """Return the logical id of the service role of a project."""
    return logical_id(environment, build, "Role")
