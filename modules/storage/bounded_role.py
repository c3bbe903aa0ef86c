"""A role with a permissions boundary and one policy of its own."""

from __future__ import annotations

from collections.abc import Iterable

from cdktf_cdktf_provider_aws.iam_role import IamRole
from cdktf_cdktf_provider_aws.iam_role_policy import IamRolePolicy
from constructs import Construct

from modules.storage.statements import Statement, policy


class BoundedRole(Construct):
    """Define a role, and what it may do within its boundary.

    Args:
        scope: The construct that owns the role.
        id_: What it is called in addresses.
        name: Of the role and of its policy.
        path: Of the role, with a slash at both ends.
        description: What works as it.
        boundary_arn: The permissions boundary.
        trust: Statements that say who works as it.
        statements: What it may do.

    """

    def __init__(  # noqa: PLR0913 - each is a property of its own
        self,
        scope: Construct,
        id_: str,
        *,
        name: str,
        path: str,
        description: str,
        boundary_arn: str,
        trust: Iterable[Statement],
        statements: Iterable[Statement],
    ) -> None:
        super().__init__(scope, id_)
        self._role = IamRole(
            self,
            "Default",
            name=name,
            path=path,
            description=description,
            permissions_boundary=boundary_arn,
            assume_role_policy=policy(trust),
        )
        IamRolePolicy(self, "policy", name=name, role=self._role.name, policy=policy(statements))

    @property
    def arn(self) -> str:
        """Token: the role's ARN."""
        return self._role.arn
