"""The workspace of one tenant's access: a team's groups, and who may do what in the accounts of a team or sandbox."""

from __future__ import annotations

from constructs import Construct

from modules.accounts import roster
from modules.identity.account_assignments import AccountAssignments, AssignmentRequest
from modules.identity.groups import Groups
from modules.identity.people import MembershipRequest, Memberships
from modules.workspaces import tenant_kinds
from modules.workspaces.accounts import AccountsWorkspace
from modules.workspaces.identity import TOKENS_FOR_RETRIES, IdentityWorkspace, account_id, delegated_administrator
from modules.workspaces.providers import work_in
from modules.workspaces.template import place
from modules.workspaces.tenant_kinds import TenantKind, tenant_of_kind
from modules.workspaces.workspace import Environment, Workspace


class IdentityTenantWorkspace(Workspace):
    """Define the access to tenants of one kind, with a place for each value of a tenant."""

    def __init__(  # noqa: PLR0913 - keyword-only
        self,
        scope: Construct,
        *,
        environment: Environment,
        number: int,
        kind: TenantKind,
        accounts: AccountsWorkspace,
        identity: IdentityWorkspace,
    ) -> None:
        super().__init__(scope, f"identity-{place(tenant_of_kind(number))}", environment=environment)
        self._work_in(environment, accounts)
        outputs = identity.outputs
        groups = Groups(
            self,
            "groups",
            identity_store_id=outputs.identity_store_id(self) if kind.groups else "",
            groups=kind.groups_with_places(),
        ).group_ids
        Memberships(
            self,
            "memberships",
            identity_store_id=outputs.identity_store_id(self) if kind.groups else "",
            requests=[
                MembershipRequest(group=group, group_id=groups[group], user=user, user_id=outputs.user_id(self, user))
                for group, user in kind.memberships
            ],
        )
        AccountAssignments(
            self,
            "assignments",
            instance_arn=outputs.instance_arn(self),
            requests=[
                AssignmentRequest(
                    group=one.group,
                    group_id=groups[one.group] if one.of_tenant else outputs.group_id(self, one.group),
                    account=one.account,
                    account_id=place(tenant_kinds.account_id(one.account))
                    if one.known_id
                    else accounts.outputs.account_id(self, place(tenant_kinds.account_key(one.account))),
                    permission_set=one.permission_set,
                    permission_set_arn=outputs.permission_set_arn(self, one.permission_set),
                )
                for one in kind.assignments
            ],
        )

    def _work_in(self, environment: Environment, accounts: AccountsWorkspace) -> None:
        zone = environment.zone
        administrator = delegated_administrator(zone)
        account = administrator or roster.management(zone.organization)
        work_in(
            self._own,
            account_id=account_id(self, accounts, account),
            role_name=zone.vending.role_name() if administrator else zone.deployment.management_role,
            region=zone.organization.home_region,
            tags=environment.tags(account),
            tokens_for_retries=TOKENS_FOR_RETRIES,
        )
