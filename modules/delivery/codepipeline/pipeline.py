"""The three pipelines, and what each starts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Any

from modules.delivery.codepipeline.builds import Build, BuildsPlace
from modules.delivery.codepipeline.references import BRANCH, CONNECTION, KEY, REPOSITORY, TOPIC, arn_of, logical_id, ref

Resource = dict[str, Any]

_VERSION = "1"
_SOURCE = "Source"


class Pipeline(StrEnum):
    """What a pipeline is for."""

    REVIEW = "review"
    """It reviews pull requests."""
    DEPLOY = "deploy"
    """It applies what was merged, one environment after the other."""
    DRIFT = "drift"
    """It looks for drift in all environments."""

    @property
    def builds(self) -> tuple[Build, ...]:
        """The builds of each environment that it starts."""
        return {
            Pipeline.REVIEW: (Build.REVIEW,),
            Pipeline.DEPLOY: (Build.PLAN, Build.APPLY),
            Pipeline.DRIFT: (Build.DRIFT,),
        }[self]

    @property
    def role_id(self) -> str:
        """The logical id of its role."""
        return f"{self.capitalize()}PipelineRole"

    @property
    def bucket_id(self) -> str:
        """The logical id of the bucket of its artifacts."""
        return f"{self.capitalize()}Artifacts"

    @property
    def pipeline_id(self) -> str:
        """Its own logical id."""
        return f"{self.capitalize()}Pipeline"

    def name_in(self, place: BuildsPlace) -> str:
        """Return its name."""
        return f"{place.prefix}-{self}"

    def arn(self, place: BuildsPlace) -> str:
        """Return its ARN."""
        return f"arn:aws:codepipeline:{place.region}:{place.account_id}:{self.name_in(place)}"

    def role_name(self, place: BuildsPlace) -> str:
        """Return the name of its role. No build is called `pipeline`, so none has a role of such a name."""
        return f"{self.name_in(place)}-pipeline"

    def role_arn(self, place: BuildsPlace) -> str:
        """Return the ARN of its role."""
        return f"arn:aws:iam::{place.account_id}:role/{self.role_name(place)}"


def pipeline_of(build: Build) -> Pipeline:
    """Return the pipeline that starts a build."""
    return next(pipeline for pipeline in Pipeline if build in pipeline.builds)


def pipelines(place: BuildsPlace, environments: Sequence[str]) -> dict[str, Resource]:
    """Return the pipelines by logical id.

    AWS CodePipeline User Guide, Pipeline structure reference, and How pipeline executions work: executions in the mode
    QUEUED wait for each other and none is left out; those in PARALLEL do not.

    Args:
        place: Where they are.
        environments: In the order in which a change gets there.

    """
    reviews: Resource = {
        **_pipeline(
            place, Pipeline.REVIEW, "PARALLEL", [_source(), _side_by_side("Review", environments, Build.REVIEW)]
        ),
        # No page says what a trigger does for pull requests of forks, so a review has no roles unless that is written.
        "Triggers": [
            {
                "ProviderType": "CodeStarSourceConnection",
                "GitConfiguration": {
                    "SourceActionName": _SOURCE,
                    "PullRequest": [{"Events": ["OPEN", "UPDATED"], "Branches": {"Includes": [ref(BRANCH)]}}],
                },
            }
        ],
    }
    stages = [stage for environment in environments for stage in _delivering(environment)]
    drift = _side_by_side("Drift", environments, Build.DRIFT)
    properties = {
        Pipeline.REVIEW: reviews,
        Pipeline.DEPLOY: _pipeline(place, Pipeline.DEPLOY, "QUEUED", [_source(detect="true"), *stages]),
        Pipeline.DRIFT: _pipeline(place, Pipeline.DRIFT, "QUEUED", [_source(detect="false"), drift]),
    }
    return {
        pipeline.pipeline_id: {"Type": "AWS::CodePipeline::Pipeline", "Properties": properties[pipeline]}
        for pipeline in Pipeline
    }


def _pipeline(place: BuildsPlace, pipeline: Pipeline, mode: str, stages: Iterable[Resource]) -> Resource:
    return {
        "Name": pipeline.name_in(place),
        "PipelineType": "V2",
        "ExecutionMode": mode,
        "RoleArn": arn_of(pipeline.role_id),
        "ArtifactStore": {
            "Type": "S3",
            "Location": ref(pipeline.bucket_id),
            "EncryptionKey": {"Type": "KMS", "Id": arn_of(KEY)},
        },
        "Stages": [*stages],
    }


def _source(*, detect: str = "") -> Resource:
    """Take the repository with its history, which builds clone by themselves.

    AWS CodePipeline User Guide, CodeStarSourceConnection for Bitbucket Cloud, GitHub, GitHub Enterprise Server,
    GitLab.com, and GitLab self-managed actions.

    Args:
        detect: Whether a commit on the branch starts the pipeline; empty where a trigger says what does.

    """
    configuration = {
        "ConnectionArn": ref(CONNECTION),
        "FullRepositoryId": ref(REPOSITORY),
        "BranchName": ref(BRANCH),
        "OutputArtifactFormat": "CODEBUILD_CLONE_REF",
    }
    if detect:
        configuration["DetectChanges"] = detect
    action = _action(_SOURCE, "Source", "CodeStarSourceConnection", configuration)
    return {"Name": _SOURCE, "Actions": [{**action, "OutputArtifacts": [{"Name": _SOURCE}]}]}


def _delivering(environment: str) -> list[Resource]:
    """Plan, wait for somebody who has read the plan, and apply."""
    approve = _action(
        "Approve",
        "Approval",
        "Manual",
        {
            "NotificationArn": ref(TOPIC),
            "CustomData": f"Read the log of Plan-{environment}: it says what would change",
        },
    )
    return [
        {"Name": f"Plan-{environment}", "Actions": [_build("Plan", environment, Build.PLAN)]},
        {"Name": f"Approve-{environment}", "Actions": [approve]},
        {"Name": f"Deploy-{environment}", "Actions": [_build("Deploy", environment, Build.APPLY)]},
    ]


def _side_by_side(name: str, environments: Sequence[str], build: Build) -> Resource:
    return {"Name": name, "Actions": [_build(each, each, build) for each in environments]}


def _build(name: str, environment: str, build: Build) -> Resource:
    action = _action(name, "Build", "CodeBuild", {"ProjectName": ref(logical_id(environment, build, "Project"))})
    written = {**action, "InputArtifacts": [{"Name": _SOURCE}]}
    if build is Build.REVIEW:
        written["OutputArtifacts"] = [{"Name": f"Review-{environment}"}]
    return written


def _action(name: str, category: str, provider: str, configuration: Resource) -> Resource:
    type_ = {"Category": category, "Owner": "AWS", "Provider": provider, "Version": _VERSION}
    return {"Name": name, "ActionTypeId": type_, "Configuration": configuration}
