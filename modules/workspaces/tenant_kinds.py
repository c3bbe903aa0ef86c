"""Tenants of one kind: their workspaces of access differ in values only, as those of accounts do.

CDKTF constructs one workspace of each kind, with a place for every value that differs (`template`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from modules.accounts.roster import Account
from modules.identity.directory import Group
from modules.identity.tenants import Share
from modules.workspaces.template import place

SANDBOX = "sandbox"
"""What tells a sandbox's only account apart in addresses."""


@dataclass(frozen=True, slots=True)
class AssignmentShape:
    """What the constructs of one assignment depend on."""

    group: str
    of_tenant: bool
    """Whether the group is the tenant's own, and not the platform's."""
    account: str
    """The stage of the account, or `sandbox`."""
    known_id: bool
    """Whether the account's id is known before anything is applied."""
    permission_set: str


@dataclass(frozen=True, slots=True)
class TenantKind:
    """All that the constructs of a tenant's workspace depend on, but for the values."""

    groups: tuple[tuple[str, bool], ...]
    """Each group's key, and whether it exists."""
    assignments: tuple[AssignmentShape, ...]
    memberships: tuple[tuple[str, str], ...]
    """Group and person."""

    @classmethod
    def of(cls, share: Share) -> TenantKind:
        """Tell a tenant's kind."""
        return cls(
            tuple((group.key, group.exists) for group in share.groups),
            tuple(
                AssignmentShape(
                    one.group.key,
                    one.group.team is not None,
                    part(one.account),
                    one.account.known_id is not None,
                    one.permission_set,
                )
                for one in share.assignments
            ),
            tuple((one.group.key, one.user) for one in share.memberships),
        )

    def groups_with_places(self) -> list[Group]:
        """Return the kind's groups with a place for each value."""
        return [
            Group(
                key=key,
                name=place(_name(key)),
                description=place(_description(key)),
                exists=exists,
                team="tenant",
            )
            for key, exists in self.groups
        ]


def part(account: Account) -> str:
    """Return what tells an account apart from the tenant's others."""
    return account.stage.value if account.stage else SANDBOX


def tenant_of_kind(number: int) -> str:
    """Return the name of the place where the name of a tenant stands, of the kind with this number."""
    return f"tenant-{number}"


def account_key(account: str) -> str:
    """Return the name of the place where the key of one of the tenant's accounts stands, by its `part`."""
    return f"account-{account}"


def account_id(account: str) -> str:
    """Return the name of the place where the id of one of the tenant's accounts stands, by its `part`."""
    return f"id-{account}"


def _name(group: str) -> str:
    return f"name-{group}"


def _description(group: str) -> str:
    return f"description-{group}"


def by_kind(shares: Mapping[str | None, Share]) -> dict[TenantKind, list[str]]:
    """Group tenants, in the order of the environment."""
    kinds: dict[TenantKind, list[str]] = {}
    for tenant, share in shares.items():
        if tenant is not None:
            kinds.setdefault(TenantKind.of(share), []).append(tenant)
    return kinds


def values(number: int, tenant: str, share: Share) -> dict[str, str]:
    """Return a tenant's values by the names of their places.

    Args:
        number: The number of the tenant's kind.
        tenant: Its name.
        share: Its access.

    """
    found = {tenant_of_kind(number): tenant}
    for group in share.groups:
        found[_name(group.key)], found[_description(group.key)] = group.name, group.description
    for one in share.assignments:
        found[account_key(part(one.account))] = one.account.key
        found[account_id(part(one.account))] = one.account.known_id or ""
    return found
