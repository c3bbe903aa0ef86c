"""What tenants' workspaces of access have in common, and the names of the markers for what differs between them."""

from __future__ import annotations

from dataclasses import dataclass

from modules.accounts.roster import Account
from modules.accounts.spec import Function
from modules.identity.directory import Group
from modules.identity.tenants import TenantAccess
from modules.workspaces.base.template import marker

SANDBOX, WORKLOAD = Function.SANDBOX.value, Function.WORKLOAD.value
"""The address part of the only account of a sandbox and of a workload."""


@dataclass(frozen=True, slots=True)
class AssignmentShape:
    """What the constructs of one assignment depend on."""

    group: str
    of_tenant: bool
    """Whether the group is the tenant's own, and not the platform's."""
    account: str
    """The stage of a team's account, `sandbox` or `workload`."""
    is_known: bool
    """Whether the account's id is known before anything is applied."""
    permission_set: str


@dataclass(frozen=True, slots=True)
class TenantShape:
    """All that the constructs of a tenant's workspace depend on, but for the values."""

    groups: tuple[tuple[str, bool], ...]
    """Each group's key, and whether it exists."""
    assignments: tuple[AssignmentShape, ...]
    memberships: tuple[tuple[str, str], ...]
    """Group and person."""

    @classmethod
    def of(cls, share: TenantAccess) -> TenantShape:
        """Return the shape of a tenant, from its share of the access."""
        return cls(
            tuple((group.key, group.exists) for group in share.groups),
            tuple(
                AssignmentShape(
                    assignment.group.key,
                    assignment.group.team is not None,
                    account_in_tenant(assignment.account),
                    assignment.account.known_id is not None,
                    assignment.permission_set,
                )
                for assignment in share.assignments
            ),
            tuple((membership.group.key, membership.user) for membership in share.memberships),
        )

    def marked_groups(self) -> list[Group]:
        """Return the groups with a marker for each value."""
        return [
            Group(
                key=key,
                name=marker(group_name_of(key)),
                description=marker(group_description_of(key)),
                exists=exists,
                team="tenant",
            )
            for key, exists in self.groups
        ]


def tenant_values(share: TenantAccess) -> dict[str, str]:
    """Return a tenant's values, by the names of their markers."""
    values = {group_name_of(group.key): group.name for group in share.groups}
    values |= {group_description_of(group.key): group.description for group in share.groups}
    for assignment in share.assignments:
        account = account_in_tenant(assignment.account)
        values[account_key_of(account)] = assignment.account.key
        values[account_id_of(account)] = assignment.account.known_id or ""
    return values


def account_in_tenant(account: Account) -> str:
    """Return the part of addresses that differs between a tenant's accounts."""
    if account.team:
        return str(account.stage)
    return SANDBOX if Function.SANDBOX in account.functions else WORKLOAD


def group_name_of(group: str) -> str:
    """Name the marker of a group's name, by the group's key."""
    return f"name of {group}"


def group_description_of(group: str) -> str:
    """Name the marker of a group's description, by the group's key."""
    return f"description of {group}"


def account_key_of(account: str) -> str:
    """Name the marker of an account's key."""
    return f"key of {account}"


def account_id_of(account: str) -> str:
    """Name the marker of an account's id."""
    return f"id of {account}"
