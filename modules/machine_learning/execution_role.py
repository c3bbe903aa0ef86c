"""A role that services work as for a team."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cdktf_cdktf_provider_aws.iam_role import IamRole
from cdktf_cdktf_provider_aws.iam_role_policy import IamRolePolicy
from constructs import Construct

from modules.machine_learning.execution_role_library import ExecutionRole
from modules.machine_learning.team import Team
from modules.organization.guardrails.placeholders import Value
from modules.storage.statements import policy


class TeamExecutionRole(Construct):
    """Define a role below the team's path, with the account's boundary, that its services work as in this account only.

    IAM User Guide, The confused deputy problem: `aws:SourceAccount` keeps a service from working as it for others.

    Args:
        scope: The module.
        id_: What it is called in addresses.
        role: What the library says of it.
        team: Whose it is.
        boundary_arn: The permissions boundary.
        values: What the placeholders of its policy stand for.
        tags: Tags of its own, beside those of everything in the account.

    """

    def __init__(  # noqa: PLR0913 - each is a property of its own
        self,
        scope: Construct,
        id_: str,
        *,
        role: ExecutionRole,
        team: Team,
        boundary_arn: str,
        values: Mapping[str, Value],
        tags: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(scope, id_)
        trust = {
            "Sid": "TrustServicesOfTheAccount",
            "Effect": "Allow",
            "Principal": {"Service": [*role.description.services]},
            "Action": _actions(role.description.services),
            "Condition": {"StringEquals": {"aws:SourceAccount": team.account_id}},
        }
        statements = role.statements(values, team.tag_keys)
        self._role = IamRole(
            self,
            "Default",
            name=role.name,
            path=team.role_path,
            description=role.description.description.strip(),
            permissions_boundary=boundary_arn,
            assume_role_policy=policy([trust]),
            tags=dict(tags) if tags else None,
        )
        self._policy = IamRolePolicy(self, "policy", name=role.name, role=self._role.name, policy=policy(statements))

    @property
    def role_arn(self) -> str:
        """Token: the role's ARN."""
        return self._role.arn

    @property
    def role_name(self) -> str:
        """Token: the role's name."""
        return self._role.name

    @property
    def policy(self) -> IamRolePolicy:
        """What the role may do: who uses it as soon as it is there waits for this."""
        return self._policy


def _actions(services: Sequence[str]) -> list[str]:
    # Studio says whose profile a session is of. Where trust does not let it, no notebook and no job works as the role
    # (Amazon SageMaker AI Developer Guide, Turn on sourceIdentity in CloudTrail logs for SageMaker AI Studio Classic).
    says_whose = ["sts:SetSourceIdentity"] if "sagemaker.amazonaws.com" in services else []
    return ["sts:AssumeRole", *says_whose]
