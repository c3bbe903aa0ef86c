"""Tenants: teams and sandboxes, which come and go by themselves: each has its access in its own workspace.

However many there are, no workspace grows with them, and a new one touches no other
(docs/decisions/0014-a-workspace-for-each-tenant.md).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from modules.accounts.roster import Account
from modules.accounts.spec import Function
from modules.identity.directory import Assignment, Directory, Group
from modules.identity.library import PermissionSet
from modules.identity.spec import IdentitySpec

ALONE = frozenset({Function.SANDBOX})
"""Functions of accounts that are a tenant each. Workloads are none: there may be hundreds, with the same few groups."""

_ATTRIBUTES_AND_DELEGATION = 2


@dataclass(frozen=True, slots=True)
class Membership:
    """A person of Identity Center's own directory is in a group."""

    user: str
    """The person's key."""
    group: Group


@dataclass(frozen=True, slots=True)
class TenantAccess:
    """The access of one tenant, or of the platform: what one workspace holds."""

    groups: tuple[Group, ...]
    assignments: tuple[Assignment, ...]
    memberships: tuple[Membership, ...]

    @property
    def resources(self) -> int:
        """How many resources of Terraform it takes."""
        return len(self.groups) + len(self.assignments) + len(self.memberships)


def tenant_of(account: Account) -> str | None:
    """Return the team or the sandbox that an account belongs to; nothing for workloads and those of the platform."""
    return account.team or (account.key if ALONE & set(account.functions) else None)


def access_by_tenant(directory: Directory, spec: IdentitySpec) -> dict[str | None, TenantAccess]:
    """Divide an environment's access: by tenant, and what is the platform's under `None`."""
    groups: dict[str | None, list[Group]] = defaultdict(list, {None: []})
    for group in directory.groups:
        groups[group.team].append(group)
    assignments: dict[str | None, list[Assignment]] = defaultdict(list)
    for assignment in directory.assignments:
        assignments[tenant_of(assignment.account)].append(assignment)
    memberships: dict[str | None, list[Membership]] = defaultdict(list)
    for membership in _memberships(directory, spec):
        memberships[membership.group.team].append(membership)
    tenants = dict.fromkeys([*groups, *assignments])
    return {
        tenant: TenantAccess(tuple(groups[tenant]), tuple(assignments[tenant]), tuple(memberships[tenant]))
        for tenant in tenants
    }


def _memberships(directory: Directory, spec: IdentitySpec) -> Iterator[Membership]:
    for key, user in spec.users.items():
        for name in user.groups:
            group = directory.group_named(name)
            if group:
                yield Membership(key, group)


def resources_beside_assignments(access: TenantAccess, sets: Iterable[PermissionSet], spec: IdentitySpec) -> int:
    """Count what the workspace of the permission sets and the people has beside the platform's assignments."""
    of_sets = sum(permission_set.resources for permission_set in sets)
    of_groups = len(access.groups) + len(access.memberships)
    return of_sets + of_groups + len(spec.users) + _ATTRIBUTES_AND_DELEGATION
