"""What the account of a team starts with."""

from __future__ import annotations

import re

from cdktf_cdktf_provider_aws.ssm_parameter import SsmParameter
from constructs import Construct

from modules.machine_learning.execution_role import TeamExecutionRole
from modules.machine_learning.execution_role_library import Holder, aws_image_registries, execution_roles
from modules.machine_learning.spec import TeamAccountsSpec
from modules.machine_learning.team import Team
from modules.machine_learning.team_logs import TeamLogs
from modules.machine_learning.team_storage import TeamBucket, TeamKey
from modules.naming import access_log_bucket, models_bucket
from modules.organization.guardrails.placeholders import Value
from modules.storage.access_log_bucket import AccessLogBucket
from modules.storage.query_workgroup import QueryWorkgroup

PREFIX = "/landing-zone/team/"
"""What the names of the parameters begin with."""

_ANY_ACCOUNT = "?" * 12
"""The id of the registry's account, which the policy of the team's bucket there knows."""


class TeamAccount(Construct):
    """Define the team's key, bucket, execution roles, workgroup and log groups, and parameters that tell of them.

    The parameters are a contract with templates: `name`, `stage`, `cost-center`, `bucket`, `key-arn`, `workgroup`, and
    the ARN of each execution role, `sagemaker-execution-role-arn`.

    Args:
        scope: The module.
        id_: What it is called in addresses.
        spec: How much is kept and read.
        team: Whose account it is.
        boundary_arn: The permissions boundary of roles.
        deletion_days: Days between asking for the key's deletion and its end: 7 to 30.

    """

    def __init__(  # noqa: PLR0913 - what it needs of others comes in as an argument
        self,
        scope: Construct,
        id_: str,
        *,
        spec: TeamAccountsSpec,
        team: Team,
        boundary_arn: str,
        deletion_days: int,
    ) -> None:
        super().__init__(scope, id_)
        self._key = key = TeamKey(self, "key", team=team, deletion_days=deletion_days)
        access_logs = AccessLogBucket(
            self,
            "access-logs",
            name=access_log_bucket(team.organization, team.account_id),
            account_id=team.account_id,
            source_buckets=f"{team.organization}-{team.name}-*",
            expire_after_days=spec.log_retention_days,
        )
        self._bucket = bucket = TeamBucket(
            self,
            "bucket",
            team=team,
            key_arn=key.key_arn,
            versions_kept_days=spec.versions_kept_days,
            access_log_bucket=access_logs.bucket_name,
        )
        TeamLogs(self, "logs", key_arn=key.key_arn, retention_days=spec.log_retention_days)
        QueryWorkgroup(
            self,
            "workgroup",
            name=team.workgroup_name,
            description="Queries of the team",
            bucket=bucket.bucket_name,
            key_arn=key.key_arn,
            query_limit_gib=spec.query_limit_gib,
        )
        values: dict[str, Value] = {
            "aws_image_registries": aws_image_registries().get(team.region, ()),
            "account_id": team.account_id,
            "bucket_arn": bucket.bucket_arn,
            "cost_center": team.cost_center,
            "key_arn": key.key_arn,
            "models_bucket_arn": f"arn:aws:s3:::{models_bucket(team.organization, team.name, _ANY_ACCOUNT)}",
            "stage": team.stage,
            "team": team.name,
        }
        texts = {
            "bucket": bucket.bucket_name,
            "cost-center": team.cost_center,
            "key-arn": key.key_arn,
            "name": team.name,
            "stage": team.stage,
            "workgroup": team.workgroup_name,
        }
        self._roles = {
            role.name: TeamExecutionRole(
                self, role.name, role=role, team=team, boundary_arn=boundary_arn, values=values
            )
            for role in execution_roles(Holder.TEAM)
        }
        texts |= {f"{_kebab(name)}-role-arn": arn for name, arn in self.role_arns.items()}
        parameters = Construct(self, "parameters")
        for name, value in texts.items():
            SsmParameter(parameters, name, name=f"{PREFIX}{name}", type="String", value=value)

    @property
    def bucket_name(self) -> str:
        """Token: the team's bucket."""
        return self._bucket.bucket_name

    @property
    def key_arn(self) -> str:
        """Token: the ARN of the team's key."""
        return self._key.key_arn

    @property
    def role_arns(self) -> dict[str, str]:
        """Tokens: the ARN of each execution role, by its name."""
        return {name: role.role_arn for name, role in self._roles.items()}

    @property
    def role_names(self) -> dict[str, str]:
        """Tokens: the name of each execution role, by the same, so that whoever uses it waits for the role."""
        return {name: role.role_name for name, role in self._roles.items()}


def _kebab(name: str) -> str:
    """Write `SageMakerExecution` as `sagemaker-execution`."""
    return re.sub(r"(?<=[a-z])(?=[A-Z][a-z]+$)", "-", name).lower()
