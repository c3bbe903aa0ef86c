"""The workspace of Identity Center: permission sets, people, and the access of the platform's own groups."""

from __future__ import annotations

from collections.abc import Mapping

from cdktf_cdktf_provider_aws.organizations_delegated_administrator import OrganizationsDelegatedAdministrator

from modules.accounts.roster import Account
from modules.accounts.stages import lowest_stage
from modules.identity.account_assignments import AccountAssignments, AssignmentRequest
from modules.identity.defaults import BREAK_GLASS
from modules.identity.directory import session_attributes
from modules.identity.groups import Groups
from modules.identity.identity_center import IdentityCenter
from modules.identity.inline_policies import BREAK_GLASS_GROUP_ID, inline_policy, user_id
from modules.identity.people import MembershipRequest, Memberships, People
from modules.identity.permission_sets import PermissionSets
from modules.identity.tenants import TenantAccess
from modules.landing_zone import LandingZone
from modules.landing_zone.permission_sets import permission_set_parameters, used_permission_sets
from modules.workspaces.base.deployment import Deployment
from modules.workspaces.base.outputs import Output, Outputs
from modules.workspaces.base.workspace import ManagementWorkspace
from modules.workspaces.foundation.vended_accounts import AccountsOutputs

SERVICE_PRINCIPAL = "sso.amazonaws.com"

TOKENS_FOR_RETRIES = 10_000
"""Identity Center answers 20 requests a second, all callers together. The AWS SDK's own 500 tokens for retries are
used up in a plan of some hundred assignments, and the plan fails (terraform-provider-aws, issue 35646)."""


class IdentityOutputs(Outputs):
    """All that another workspace may know of Identity Center."""

    instance_arn = Output()
    identity_store_id = Output()
    permission_set_arns = Output()
    """Each permission set's ARN, by its name."""
    group_ids = Output()
    """Each platform-wide group's id, by its key."""
    user_ids = Output()
    """Each person's id, by its key."""


class IdentityWorkspace(ManagementWorkspace):
    """Define permission sets, people and platform-wide groups, and what these may do outside teams and sandboxes."""

    def __init__(self, deployment: Deployment, *, accounts: AccountsOutputs, share: TenantAccess) -> None:
        super().__init__(deployment, "identity", tokens_for_retries=TOKENS_FOR_RETRIES)
        zone = deployment.environment.zone
        self._zone, self._accounts = zone, accounts
        attributes = session_attributes(zone.identity, zone.organization.tag_keys)
        center = IdentityCenter(self, "identity-center", attributes=attributes)
        groups = Groups(
            self,
            "groups",
            identity_store_id=center.identity_store_id,
            groups=share.groups,
        ).group_ids
        people = self._people(center, groups, share)
        sets_used = used_permission_sets(zone)
        sets = PermissionSets(
            self,
            "permission-sets",
            instance_arn=center.instance_arn,
            sets=sets_used,
            overrides=zone.identity.permission_sets,
            inline_policies={
                name: inline_policy(known, permission_set_parameters(zone, known.stage))
                for name, known in sets_used.items()
            },
            ids=_ids(groups, people),
        )
        self._assign(center, groups, sets, share)
        self._delegate()
        self.outputs = IdentityOutputs.publish(
            self,
            instance_arn=center.instance_arn,
            identity_store_id=center.identity_store_id,
            permission_set_arns=sets.permission_set_arns,
            group_ids=groups,
            user_ids=people,
        )

    def _people(self, center: IdentityCenter, groups: Mapping[str, str], share: TenantAccess) -> dict[str, str]:
        spec = self._zone.identity
        people = People(
            self,
            "people",
            identity_store_id=center.identity_store_id,
            users=spec.users,
            cost_centers={
                key: self._zone.teams[user.team].cost_center if user.team else self._zone.organization.cost_center
                for key, user in spec.users.items()
            },
            stages={key: user.stage or lowest_stage(self._zone.stages) for key, user in spec.users.items()},
        ).user_ids
        Memberships(
            self,
            "memberships",
            identity_store_id=center.identity_store_id,
            requests=[
                MembershipRequest(
                    group=membership.group.key,
                    group_id=groups[membership.group.key],
                    user=membership.user,
                    user_id=people[membership.user],
                )
                for membership in share.memberships
            ],
        )
        return people

    def _assign(
        self, center: IdentityCenter, groups: Mapping[str, str], sets: PermissionSets, share: TenantAccess
    ) -> None:
        arns, complete = sets.permission_set_arns, sets.complete
        AccountAssignments(
            self,
            "assignments",
            instance_arn=center.instance_arn,
            requests=[
                AssignmentRequest(
                    group=assignment.group.key,
                    group_id=groups[assignment.group.key],
                    account=assignment.account.key,
                    account_id=self._accounts.account_id(self, assignment.account),
                    permission_set=assignment.permission_set,
                    permission_set_arn=arns[assignment.permission_set],
                    after=complete[assignment.permission_set],
                )
                for assignment in share.assignments
            ],
        )

    def _delegate(self) -> None:
        administrator = delegated_administrator(self._zone)
        if administrator:
            OrganizationsDelegatedAdministrator(
                self,
                "delegated-administrator",
                account_id=self._accounts.account_id(self, administrator),
                service_principal=SERVICE_PRINCIPAL,
            )


def delegated_administrator(zone: LandingZone) -> Account | None:
    """Return the account that administers the access to teams and sandboxes; nothing where nobody is named."""
    return next((account for account in zone.roster if account.key == zone.identity.delegated_administrator), None)


def _ids(groups: Mapping[str, str], people: Mapping[str, str]) -> dict[str, str]:
    ids = {user_id(key): id_ for key, id_ in people.items()}
    return {**ids, BREAK_GLASS_GROUP_ID: groups[BREAK_GLASS]} if BREAK_GLASS in groups else ids
