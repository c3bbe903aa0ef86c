"""What AWS CodePipeline and AWS CodeBuild work as."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from constructs import Construct

from modules.pipelines.places import BUILD, PATH, PIPELINE, PipelinesAccount
from modules.storage.artifact_statements import running_builds
from modules.storage.artifacts import Artifacts
from modules.storage.bounded_role import BoundedRole
from modules.storage.statements import Statement, allow, trust_for_the_account

_LOGS = ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"]
_REPORTS = [
    "codebuild:BatchPutCodeCoverages",
    "codebuild:BatchPutTestCases",
    "codebuild:CreateReport",
    "codebuild:CreateReportGroup",
    "codebuild:UpdateReport",
]


class PipelineRoles(Construct):
    """Define the roles, which one service each works as, in this account only, with the account's boundary.

    Builds run whatever is in a repository, so they deploy nothing: only pipelines work as the roles of data lakes. They
    work as their role in projects of its name alone, so whoever runs other builds of the account cannot run one as it
    (AWS CodePipeline User Guide, Manage the CodePipeline service role, and Commands action reference; AWS CodeBuild
    User Guide, Allow CodeBuild to interact with other AWS services).

    Args:
        scope: The module.
        id_: What it is called in addresses.
        account: Where they are.
        artifacts: What they keep artifacts in.
        connection_arns: The connections to repositories.
        boundary_arn: The permissions boundary.

    """

    def __init__(  # noqa: PLR0913 - what it needs of others comes in as an argument
        self,
        scope: Construct,
        id_: str,
        *,
        account: PipelinesAccount,
        artifacts: Artifacts,
        connection_arns: Sequence[str],
        boundary_arn: str,
    ) -> None:
        super().__init__(scope, id_)
        own = [*artifacts.keeping()]
        of_pipelines = _of_pipelines(account, connection_arns)
        for name, service, statements, working_for in (
            (PIPELINE, "codepipeline", [*own, *of_pipelines], ""),
            (BUILD, "codebuild", [*own, *_of_builds(account)], account.project_arns),
        ):
            BoundedRole(
                self,
                service,
                name=name,
                path=PATH,
                description=f"What {service} works as in pipelines",
                boundary_arn=boundary_arn,
                trust=[_trust(service, account, working_for)],
                statements=statements,
            )


def _trust(service: str, account: PipelinesAccount, working_for: str) -> Statement:
    """Let the service work as a role for the account, and only for what the pattern names, where there is one."""
    trust = trust_for_the_account("TrustTheService", service, account.account_id)
    if working_for:
        trust["Condition"]["ArnLike"] = {"aws:SourceArn": working_for}
    return trust


def _of_pipelines(account: PipelinesAccount, connection_arns: Sequence[str]) -> Iterator[Statement]:
    place = f"{account.region}:{account.account_id}"
    yield running_builds([account.project_arns])
    yield allow("WriteLogsOfCommands", _LOGS, [f"arn:aws:logs:{place}:log-group:/aws/codepipeline/*"])
    if connection_arns:
        yield allow("UseConnections", ["codeconnections:UseConnection"], connection_arns)
    if account.deploying:
        yield allow("WorkAsRolesOfDataLakes", ["sts:AssumeRole"], account.deploying.role_arns)


def _of_builds(account: PipelinesAccount) -> Iterator[Statement]:
    place = f"{account.region}:{account.account_id}"
    yield allow("WriteLogsOfBuilds", _LOGS, [f"arn:aws:logs:{place}:log-group:/aws/codebuild/*"])
    yield allow("ReportTests", _REPORTS, [f"arn:aws:codebuild:{place}:report-group/*"])
