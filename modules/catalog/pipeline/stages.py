"""The stages of a portfolio's pipeline, as CodePipeline takes them."""

from __future__ import annotations

from cdktf_cdktf_provider_aws.codepipeline import CodepipelineStage, CodepipelineStageAction

from modules.catalog.pipeline.commands import PORTFOLIO_SOURCE, PROJECT_SOURCE
from modules.catalog.pipeline.places import Stage
from modules.catalog.pipeline.spec import PortfolioPipelineSpec, RepositorySpec

_VERSION = "1"


def sources(spec: PortfolioPipelineSpec, connection_arn: str) -> CodepipelineStage:
    """Take both repositories (AWS CodePipeline User Guide, CodeStarSourceConnection)."""
    actions = [
        _source(name, repository, connection_arn)
        for name, repository in ((PROJECT_SOURCE, spec.project), (PORTFOLIO_SOURCE, spec))
    ]
    return CodepipelineStage(name="Source", action=actions)


def build(stage: Stage, project_name: str) -> CodepipelineStage:
    """Run the project of a stage (AWS CodePipeline User Guide, CodeBuild build and test action reference)."""
    action = CodepipelineStageAction(
        name=stage.capitalize(),
        category="Build",
        owner="AWS",
        provider="CodeBuild",
        version=_VERSION,
        input_artifacts=[PROJECT_SOURCE, PORTFOLIO_SOURCE],
        configuration={"ProjectName": project_name, "PrimarySource": PROJECT_SOURCE},
    )
    return CodepipelineStage(name=stage.capitalize(), action=[action])


def approval() -> CodepipelineStage:
    """Wait for somebody who has read the plan (AWS CodePipeline User Guide, Manual approval action reference)."""
    action = CodepipelineStageAction(
        name="Approve",
        category="Approval",
        owner="AWS",
        provider="Manual",
        version=_VERSION,
        configuration={"CustomData": "Read the log of the stage Plan: it says what would change"},
    )
    return CodepipelineStage(name="Approve", action=[action])


def _source(name: str, repository: RepositorySpec, connection_arn: str) -> CodepipelineStageAction:
    """Take a repository; a commit in the portfolio's starts the pipeline, which takes the project as it is then."""
    return CodepipelineStageAction(
        name=name,
        category="Source",
        owner="AWS",
        provider="CodeStarSourceConnection",
        version=_VERSION,
        output_artifacts=[name],
        configuration={
            "ConnectionArn": connection_arn,
            "FullRepositoryId": repository.repository,
            "BranchName": repository.branch,
            "OutputArtifactFormat": "CODE_ZIP",
            "DetectChanges": str(name == PORTFOLIO_SOURCE).lower(),
        },
    )
