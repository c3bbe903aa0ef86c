"""A role that plans or applies."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cdktf import ITerraformDependable
from cdktf_cdktf_provider_aws.iam_role import IamRole
from cdktf_cdktf_provider_aws.iam_role_policy import IamRolePolicy
from cdktf_cdktf_provider_aws.iam_role_policy_attachment import IamRolePolicyAttachment
from constructs import Construct

from modules.storage.statements import Statement, policy


class PhaseRole(Construct):
    """Define a role, what it may do, and who may work as it.

    Args:
        scope: The workspace, or a module.
        id_: What it is called in addresses.
        name: Its name.
        description: What it is for.
        trust: Who may work as it.
        statements: What it may do, and what never; nothing where AWS's policy says all.
        managed_policy: One of AWS's policies that it has beside that; None where it has none.
        states_policy: The ARN of the policy that says for which workspaces it works with states; None where its own
            statements say what it may do with states.
        after: What it trusts, which must be there before.

    """

    def __init__(  # noqa: PLR0913 - each is a property of the role
        self,
        scope: Construct,
        id_: str,
        *,
        name: str,
        description: str,
        trust: Iterable[Statement],
        statements: Iterable[Statement],
        managed_policy: str | None,
        states_policy: str | None = None,
        after: Sequence[ITerraformDependable] = (),
    ) -> None:
        super().__init__(scope, id_)
        role = IamRole(
            self,
            "Default",
            name=name,
            description=description,
            assume_role_policy=policy(trust),
            depends_on=[*after] or None,
        )
        if own := [*statements]:
            IamRolePolicy(self, "policy", name="rights", role=role.name, policy=policy(own))
        if managed_policy:
            IamRolePolicyAttachment(self, "managed", role=role.name, policy_arn=managed_policy)
        if states_policy:
            IamRolePolicyAttachment(self, "states", role=role.name, policy_arn=states_policy)
