"""What AWS CodePipeline and the builds of a portfolio's pipeline work as."""

from __future__ import annotations

from collections.abc import Iterator

from constructs import Construct

from modules.catalog.pipeline.places import PATH, WORKS_AS, PipelinePlace, PortfolioRole, Stage
from modules.catalog.pipeline.state_access import StateAccess
from modules.storage.artifact_statements import READING_OBJECTS, running_builds
from modules.storage.artifacts import Artifacts
from modules.storage.bounded_role import BoundedRole
from modules.storage.statements import Statement, allow, trust_for_the_account


class BuildRoles(Construct):
    """Define the role of the pipeline, and one of builds for each right that a stage has.

    A build runs what is in repositories, so the stages before the approval get to sources alone, or see besides. Each
    role is worked as by its service only, for the account, and that of builds for the projects of their stages.

    Args:
        scope: The workspace.
        id_: What they are called in addresses.
        place: The portfolio and its account.
        stages: The stages that there are.
        artifacts: What sources are kept in.
        connection_arn: The connection to repositories.
        state: The state that it plans and writes; None where no stage does.
        boundary_arn: The permissions boundary.

    """

    def __init__(  # noqa: PLR0913 - what it needs of others comes in as an argument
        self,
        scope: Construct,
        id_: str,
        *,
        place: PipelinePlace,
        stages: tuple[Stage, ...],
        artifacts: Artifacts,
        connection_arn: str,
        state: StateAccess | None,
        boundary_arn: str,
    ) -> None:
        super().__init__(scope, id_)
        self._place, self._boundary_arn = place, boundary_arn
        of_pipeline = [*_of_pipeline(place, stages, artifacts, connection_arn)]
        roles = {
            PortfolioRole.PIPELINE: self._role(
                # No page says that CodePipeline tells which pipeline it works for.
                PortfolioRole.PIPELINE,
                "codepipeline",
                [],
                of_pipeline,
            )
        }
        for role in dict.fromkeys(WORKS_AS.get(stage, PortfolioRole.BUILD) for stage in stages):
            own = [stage for stage in stages if WORKS_AS.get(stage, PortfolioRole.BUILD) is role]
            statements = [*_of_builds(place, own, artifacts), *_of_publishing(place, role, state)]
            roles[role] = self._role(role, "codebuild", [place.project_arn(stage) for stage in own], statements)
        self._roles = roles

    def role_arn(self, role: PortfolioRole) -> str:
        """Return a token: the ARN of a role."""
        return self._roles[role]

    def _role(self, role: PortfolioRole, service: str, sources: list[str], statements: list[Statement]) -> str:
        trust = trust_for_the_account("TrustTheService", service, self._place.account_id)
        if sources:
            trust["Condition"]["ArnEquals"] = {"aws:SourceArn": sources}
        return BoundedRole(
            self,
            role.part,
            name=self._place.role_name(role),
            path=PATH,
            description=f"What {service} works as for the portfolio {self._place.portfolio}",
            boundary_arn=self._boundary_arn,
            trust=[trust],
            statements=statements,
        ).arn


def _of_pipeline(
    place: PipelinePlace, stages: tuple[Stage, ...], artifacts: Artifacts, connection_arn: str
) -> Iterator[Statement]:
    yield from artifacts.keeping()
    yield running_builds(place.project_arn(stage) for stage in stages)
    # A right must begin as the ARN does (Developer Tools console User Guide, Connections rename).
    service = "codestar-connections" if ":codestar-connections:" in connection_arn else "codeconnections"
    yield allow("UseTheConnection", [f"{service}:UseConnection"], [connection_arn])


def _of_builds(place: PipelinePlace, stages: list[Stage], artifacts: Artifacts) -> Iterator[Statement]:
    streams = [f"{place.log_group_arn(stage)}:*" for stage in stages]
    yield allow("WriteLogs", ["logs:CreateLogStream", "logs:PutLogEvents"], streams)
    yield allow("ReadSources", READING_OBJECTS, [f"{artifacts.bucket_arn}/*"])
    yield allow("DecryptSources", ["kms:Decrypt", "kms:DescribeKey"], [artifacts.key_arn])


def _of_publishing(place: PipelinePlace, role: PortfolioRole, state: StateAccess | None) -> Iterator[Statement]:
    works_as = {PortfolioRole.PLAN: PortfolioRole.READING, PortfolioRole.APPLY: PortfolioRole.DEPLOYMENT}
    if state is not None and role in works_as:
        yield from state.statements(writes=role is PortfolioRole.APPLY)
        yield allow("WorkForThePortfolio", ["sts:AssumeRole"], [place.role_arn(works_as[role])])
