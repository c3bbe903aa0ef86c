"""Tenants of one kind: their workspaces of access differ in values only, as those of accounts do.

CDKTF constructs one workspace of each kind, with a placeholder for every value that differs
(docs/decisions/0011-one-workspace-for-each-kind.md).
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass

from modules.accounts.roster import Account
from modules.identity.directory import Group
from modules.identity.tenants import Share

_PLACEHOLDER = re.compile(r"placeholder-tenant-\d+|placeholder<(?P<value>[^>]*)>")

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

    def placeholder_groups(self) -> list[Group]:
        """Return the kind's groups with a placeholder for each value."""
        return [
            Group(
                key=key,
                name=placeholder("name", key),
                description=placeholder("description", key),
                exists=exists,
                team="tenant",
            )
            for key, exists in self.groups
        ]


def part(account: Account) -> str:
    """Return what tells an account apart from the tenant's others."""
    return account.stage.value if account.stage else SANDBOX


def placeholder(*value: str) -> str:
    """Return what stands for a value."""
    return f"placeholder<{' '.join(value)}>"


def placeholder_tenant(number: int) -> str:
    """Return what stands for the name of the tenants of the kind with this number."""
    return f"placeholder-tenant-{number}"


def by_kind(shares: Mapping[str | None, Share]) -> dict[TenantKind, list[str]]:
    """Group tenants, in the order of the environment."""
    kinds: dict[TenantKind, list[str]] = {}
    for tenant, share in shares.items():
        if tenant is not None:
            kinds.setdefault(TenantKind.of(share), []).append(tenant)
    return kinds


def values(tenant: str, share: Share) -> dict[str, str]:
    """Return a tenant's values, by what stands for them."""
    said = {placeholder("name", group.key): group.name for group in share.groups}
    said |= {placeholder("description", group.key): group.description for group in share.groups}
    for one in share.assignments:
        said[placeholder("account", part(one.account))] = one.account.key
        said[placeholder("id", part(one.account))] = one.account.known_id or ""
    return {"": tenant, **said}


def filled_in(text: str, said: Mapping[str, str]) -> str:
    """Put a tenant's values in the places of a JSON text that wait for them."""

    def value(found: re.Match[str]) -> str:
        return json.dumps(said["" if found["value"] is None else found[0]], ensure_ascii=False)[1:-1]

    return _PLACEHOLDER.sub(value, text)
