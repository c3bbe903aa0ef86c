"""The workspace of Identity Center: permission sets, people, and the access of the platform's own groups."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cdktf import TerraformOutput
from constructs import Construct

from modules.accounts import roster
from modules.accounts.roster import Account
from modules.aws_bindings import OrganizationsDelegatedAdministrator
from modules.identity.account_assignments import AccountAssignments, AssignmentRequest
from modules.identity.defaults import BREAK_GLASS
from modules.identity.directory import session_attributes
from modules.identity.groups import Groups
from modules.identity.identity_center import IdentityCenter
from modules.identity.inline_policies import BREAK_GLASS_GROUP_ID, user_id
from modules.identity.library import permission_set
from modules.identity.people import MembershipRequest, Memberships, People
from modules.identity.permission_sets import PermissionSets
from modules.identity.tenants import Share
from modules.landing_zone import LandingZone
from modules.workspaces.accounts import AccountsWorkspace
from modules.workspaces.providers import work_in
from modules.workspaces.workspace import Environment, Workspace

INSTANCE_ARN, IDENTITY_STORE_ID = "instance_arn", "identity_store_id"
PERMISSION_SET_ARNS, GROUP_IDS, USER_IDS = "permission_set_arns", "group_ids", "user_ids"
"""Outputs; the last three are maps, so that one more changes nothing for the readers of the others."""

SERVICE_PRINCIPAL = "sso.amazonaws.com"

TOKENS_FOR_RETRIES = 10_000
"""Identity Center answers 20 requests a second, all callers together. The AWS SDK's own 500 tokens for retries are
used up in a plan of some hundred assignments, and the plan fails (terraform-provider-aws, issue 35646)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityOutputs:
    """All that another workspace may know of Identity Center."""

    workspace: Workspace

    def instance_arn(self, reader: Workspace) -> str:
        """Return the expression of the instance's ARN, for use in `reader`."""
        return f"${{{reader.read(self.workspace, INSTANCE_ARN)}}}"

    def identity_store_id(self, reader: Workspace) -> str:
        """Return the expression of the directory's id, for use in `reader`."""
        return f"${{{reader.read(self.workspace, IDENTITY_STORE_ID)}}}"

    def permission_set_arn(self, reader: Workspace, name: str) -> str:
        """Return the expression of a permission set's ARN, for use in `reader`."""
        return f'${{{reader.read(self.workspace, PERMISSION_SET_ARNS)}["{name}"]}}'

    def group_id(self, reader: Workspace, key: str) -> str:
        """Return the expression of a platform-wide group's id, for use in `reader`."""
        return f'${{{reader.read(self.workspace, GROUP_IDS)}["{key}"]}}'

    def user_id(self, reader: Workspace, key: str) -> str:
        """Return the expression of a person's id, for use in `reader`."""
        return f'${{{reader.read(self.workspace, USER_IDS)}["{key}"]}}'


class IdentityWorkspace(Workspace):
    """Define permission sets, people and platform-wide groups, and what these may do outside teams and sandboxes."""

    def __init__(
        self, scope: Construct, *, environment: Environment, accounts: AccountsWorkspace, share: Share
    ) -> None:
        super().__init__(scope, "identity", environment=environment)
        zone = environment.zone
        work_in(
            self._own,
            account_id=zone.organization.management_account.id,
            role_name=zone.deployment.management_role,
            region=zone.organization.home_region,
            tags=environment.tags(roster.management(zone.organization)),
            tokens_for_retries=TOKENS_FOR_RETRIES,
        )
        self._zone, self._accounts = zone, accounts
        center = IdentityCenter(self, "identity-center", attributes=session_attributes(zone.identity))
        groups = Groups(
            self,
            "groups",
            identity_store_id=center.identity_store_id,
            groups=share.groups,
        ).group_ids
        people = self._people(center, groups, share)
        sets = PermissionSets(
            self,
            "permission-sets",
            instance_arn=center.instance_arn,
            sets={
                name: permission_set(name)
                for name in sorted({one.permission_set for one in zone.directory.assignments})
            },
            said=zone.identity.permission_sets,
            parameters=zone.permission_set_parameters(),
            ids=_ids(groups, people),
        )
        self._assign(center, groups, sets, share)
        self._delegate()
        self._tell(center, groups, people, sets)
        self.outputs = IdentityOutputs(workspace=self)

    def _people(self, center: IdentityCenter, groups: Mapping[str, str], share: Share) -> dict[str, str]:
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
        ).user_ids
        Memberships(
            self,
            "memberships",
            identity_store_id=center.identity_store_id,
            requests=[
                MembershipRequest(
                    group=one.group.key, group_id=groups[one.group.key], user=one.user, user_id=people[one.user]
                )
                for one in share.memberships
            ],
        )
        return people

    def _assign(self, center: IdentityCenter, groups: Mapping[str, str], sets: PermissionSets, share: Share) -> None:
        arns, complete = sets.permission_set_arns, sets.complete
        AccountAssignments(
            self,
            "assignments",
            instance_arn=center.instance_arn,
            requests=[
                AssignmentRequest(
                    group=one.group.key,
                    group_id=groups[one.group.key],
                    account=one.account.key,
                    account_id=account_id(self, self._accounts, one.account),
                    permission_set=one.permission_set,
                    permission_set_arn=arns[one.permission_set],
                    after=complete[one.permission_set],
                )
                for one in share.assignments
            ],
        )

    def _delegate(self) -> None:
        administrator = delegated_administrator(self._zone)
        if administrator:
            OrganizationsDelegatedAdministrator(
                self,
                "delegated-administrator",
                account_id=account_id(self, self._accounts, administrator),
                service_principal=SERVICE_PRINCIPAL,
            )

    def _tell(
        self, center: IdentityCenter, groups: Mapping[str, str], people: Mapping[str, str], sets: PermissionSets
    ) -> None:
        for name, value in (
            (INSTANCE_ARN, center.instance_arn),
            (IDENTITY_STORE_ID, center.identity_store_id),
            (PERMISSION_SET_ARNS, sets.permission_set_arns),
            (GROUP_IDS, groups),
            (USER_IDS, people),
        ):
            TerraformOutput(self, name, value=value, static_id=True)


def account_id(reader: Workspace, accounts: AccountsWorkspace, account: Account) -> str:
    """Return an account's id, or the expression of it, for use in `reader`."""
    return account.known_id or accounts.outputs.account_id(reader, account.key)


def delegated_administrator(zone: LandingZone) -> Account | None:
    """Return the account that administers the access to teams and sandboxes; nothing where nobody is named."""
    return next((one for one in zone.roster if one.key == zone.identity.delegated_administrator), None)


def _ids(groups: Mapping[str, str], people: Mapping[str, str]) -> dict[str, str]:
    ids = {user_id(key): id_ for key, id_ in people.items()}
    return {**ids, BREAK_GLASS_GROUP_ID: groups[BREAK_GLASS]} if BREAK_GLASS in groups else ids
