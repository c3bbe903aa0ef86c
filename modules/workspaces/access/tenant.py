"""The workspace of one tenant's access: a team's groups, and who may do what in the accounts of a team or sandbox."""

from __future__ import annotations

from modules.accounts import roster
from modules.identity.account_assignments import AccountAssignments, AssignmentRequest
from modules.identity.groups import Groups
from modules.identity.people import MembershipRequest, Memberships
from modules.workspaces.access.identity import TOKENS_FOR_RETRIES, IdentityOutputs, delegated_administrator
from modules.workspaces.access.tenant_shape import AssignmentShape, TenantShape, account_id_of, account_key_of
from modules.workspaces.base.deployment import Deployment
from modules.workspaces.base.providers import add_provider
from modules.workspaces.base.template import marker
from modules.workspaces.base.workspace import Workspace
from modules.workspaces.foundation.vended_accounts import AccountsOutputs


class TenantWorkspace(Workspace):
    """Define the access to the tenants of one shape.

    Args:
        deployment: The deployment.
        key: Stands for the tenants' names.
        shape: What the tenants have in common.
        accounts: What is known of the accounts.
        identity: What is known of Identity Center.

    """

    def __init__(
        self,
        deployment: Deployment,
        key: str,
        *,
        shape: TenantShape,
        accounts: AccountsOutputs,
        identity: IdentityOutputs,
    ) -> None:
        super().__init__(deployment, f"identity-{key}")
        self._accounts = accounts
        self._add_provider(deployment)
        identity_store_id = identity.identity_store_id(self) if shape.groups else ""
        groups = Groups(self, "groups", identity_store_id=identity_store_id, groups=shape.marked_groups()).group_ids
        Memberships(
            self,
            "memberships",
            identity_store_id=identity_store_id,
            requests=[
                MembershipRequest(group=group, group_id=groups[group], user=user, user_id=identity.user_ids(self, user))
                for group, user in shape.memberships
            ],
        )
        AccountAssignments(
            self,
            "assignments",
            instance_arn=identity.instance_arn(self),
            requests=[
                AssignmentRequest(
                    group=assignment.group,
                    group_id=groups[assignment.group]
                    if assignment.of_tenant
                    else identity.group_ids(self, assignment.group),
                    account=assignment.account,
                    account_id=self._account_id(assignment),
                    permission_set=assignment.permission_set,
                    permission_set_arn=identity.permission_set_arns(self, assignment.permission_set),
                )
                for assignment in shape.assignments
            ],
        )

    def _account_id(self, assignment: AssignmentShape) -> str:
        if assignment.is_known:
            return marker(account_id_of(assignment.account))
        return self._accounts.account_ids(self, marker(account_key_of(assignment.account)))

    def _add_provider(self, deployment: Deployment) -> None:
        environment = deployment.environment
        organization = environment.zone.organization
        account = delegated_administrator(environment.zone) or roster.management(organization)
        add_provider(
            self.default_scope,
            account_id=self._accounts.account_id(self, account),
            role_name=environment.role_name(account),
            region=organization.home_region,
            tags=environment.tags(account),
            tokens_for_retries=TOKENS_FOR_RETRIES,
        )
