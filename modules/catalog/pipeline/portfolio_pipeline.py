"""The pipeline that publishes a portfolio, in the account that owns it."""

from __future__ import annotations

from cdktf_cdktf_provider_aws.codebuild_project import (
    CodebuildProject,
    CodebuildProjectArtifacts,
    CodebuildProjectEnvironment,
    CodebuildProjectEnvironmentEnvironmentVariable,
    CodebuildProjectLogsConfig,
    CodebuildProjectLogsConfigCloudwatchLogs,
    CodebuildProjectSource,
)
from cdktf_cdktf_provider_aws.codeconnections_connection import CodeconnectionsConnection
from cdktf_cdktf_provider_aws.codepipeline import (
    Codepipeline,
    CodepipelineArtifactStore,
    CodepipelineArtifactStoreEncryptionKey,
)
from constructs import Construct

from modules.catalog.pipeline.build_roles import BuildRoles
from modules.catalog.pipeline.commands import ROLE_VARIABLE, PublishedBy
from modules.catalog.pipeline.places import WORKS_AS, PipelinePlace, PortfolioRole, Stage, role_path
from modules.catalog.pipeline.records import PipelineRecords
from modules.catalog.pipeline.spec import PortfolioPipelineSpec
from modules.catalog.pipeline.stages import approval, build, sources
from modules.catalog.pipeline.state_access import StateAccess
from modules.storage.artifacts import Artifacts

_COMPUTE = "BUILD_GENERAL1_MEDIUM"
_IMAGE = "aws/codebuild/amazonlinux-x86_64-standard:5.0"
_MINUTES = 60


class PortfolioPipeline(Construct):
    """Define the pipeline: sources, lint, scan, test, synthesize, plan, somebody's approval, apply.

    It takes the portfolio's repository and the project's; a newer commit takes the place of one that waits. A build is
    never privileged. Without a state that builds get to it ends once everything is synthesized.

    Args:
        scope: The workspace.
        id_: What it is called in addresses.
        spec: What a user says of it.
        place: The portfolio and its account.
        published: What builds are told of the portfolio.
        state: The state of the portfolio's workspace; None where it is on somebody's machine.
        boundary_arn: The permissions boundary of roles.
        access_log_bucket: The bucket that records who reads sources.
        deletion_days: Days between asking for a key's deletion and its end: 7 to 30.

    """

    def __init__(  # noqa: PLR0913 - what it needs of others comes in as an argument
        self,
        scope: Construct,
        id_: str,
        *,
        spec: PortfolioPipelineSpec,
        place: PipelinePlace,
        published: PublishedBy,
        state: StateAccess | None,
        boundary_arn: str,
        access_log_bucket: str,
        deletion_days: int,
    ) -> None:
        super().__init__(scope, id_)
        self._place, self._published = place, published
        stages = tuple(stage for stage in Stage if state is not None or stage not in WORKS_AS)
        self._artifacts = Artifacts(
            self,
            "artifacts",
            account=place,
            kept_days=spec.artifacts_kept_days,
            access_log_bucket=access_log_bucket,
            deletion_days=deletion_days,
        )
        connection_arn = self._connection(spec)
        self._records = PipelineRecords(self, "records", place=place, stages=stages, deletion_days=deletion_days)
        self._roles = BuildRoles(
            self,
            "roles",
            place=place,
            stages=stages,
            artifacts=self._artifacts,
            connection_arn=connection_arn,
            state=state,
            boundary_arn=boundary_arn,
        )
        projects = Construct(self, "projects")
        built = {stage: build(stage, self._project(projects, stage)) for stage in stages}
        behind = [approval(), built.pop(Stage.APPLY)] if state is not None else []
        Codepipeline(
            self,
            "Default",
            name=place.name,
            role_arn=self._roles.role_arn(PortfolioRole.PIPELINE),
            pipeline_type="V2",
            execution_mode="SUPERSEDED",  # what waits for approval gives way to a newer commit
            artifact_store=[
                CodepipelineArtifactStore(
                    type="S3",
                    location=place.bucket_name,
                    encryption_key=CodepipelineArtifactStoreEncryptionKey(type="KMS", id=self._artifacts.key_arn),
                )
            ],
            stage=[sources(spec, connection_arn), *built.values(), *behind],
        )

    def _connection(self, spec: PortfolioPipelineSpec) -> str:
        if spec.connection:
            return spec.connection
        name = f"catalog-{self._place.portfolio}"
        return CodeconnectionsConnection(self, "connection", name=name, provider_type=spec.provider).arn

    def _project(self, scope: Construct, stage: Stage) -> str:
        variables = []
        if stage is Stage.PLAN:
            reading = role_path(self._place.portfolio, PortfolioRole.READING)
            name = f"TF_VAR_{ROLE_VARIABLE}"
            variables = [CodebuildProjectEnvironmentEnvironmentVariable(name=name, value=reading)]
        return CodebuildProject(
            scope,
            stage,
            name=self._place.project_name(stage),
            description=f"{stage.capitalize()} of the portfolio {self._place.portfolio}",
            service_role=self._roles.role_arn(WORKS_AS.get(stage, PortfolioRole.BUILD)),
            encryption_key=self._artifacts.key_arn,
            build_timeout=_MINUTES,
            concurrent_build_limit=1,
            artifacts=CodebuildProjectArtifacts(type="CODEPIPELINE"),
            environment=CodebuildProjectEnvironment(
                compute_type=_COMPUTE,
                image=_IMAGE,
                type="LINUX_CONTAINER",
                privileged_mode=False,
                environment_variable=variables or None,
            ),
            source=CodebuildProjectSource(type="CODEPIPELINE", buildspec=self._published.buildspec(stage)),
            logs_config=CodebuildProjectLogsConfig(
                cloudwatch_logs=CodebuildProjectLogsConfigCloudwatchLogs(group_name=self._records.log_group_name(stage))
            ),
        ).name
