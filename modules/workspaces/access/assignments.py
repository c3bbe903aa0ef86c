"""The workspace of one part of the platform's assignments, where these are too many for `identity`."""

from __future__ import annotations

from collections.abc import Sequence

from modules.identity.account_assignments import AccountAssignments, AssignmentRequest
from modules.identity.directory import Assignment
from modules.workspaces.access.identity import TOKENS_FOR_RETRIES, IdentityOutputs
from modules.workspaces.base.deployment import Deployment
from modules.workspaces.base.workspace import ManagementWorkspace
from modules.workspaces.foundation.vended_accounts import AccountsOutputs


class AssignmentsWorkspace(ManagementWorkspace):
    """Define assignments of platform-wide groups outside teams and sandboxes.

    Args:
        deployment: The deployment.
        name: The end of the workspace's name.
        assignments: Its part of them.
        accounts: What is known of the accounts.
        identity: What is known of Identity Center.

    """

    def __init__(
        self,
        deployment: Deployment,
        name: str,
        *,
        assignments: Sequence[Assignment],
        accounts: AccountsOutputs,
        identity: IdentityOutputs,
    ) -> None:
        super().__init__(deployment, f"identity-{name}", tokens_for_retries=TOKENS_FOR_RETRIES)
        AccountAssignments(
            self,
            "assignments",
            instance_arn=identity.instance_arn(self),
            requests=[
                AssignmentRequest(
                    group=assignment.group.key,
                    group_id=identity.group_ids(self, assignment.group.key),
                    account=assignment.account.key,
                    account_id=accounts.account_id(self, assignment.account),
                    permission_set=assignment.permission_set,
                    permission_set_arn=identity.permission_set_arns(self, assignment.permission_set),
                )
                for assignment in assignments
            ],
        )
