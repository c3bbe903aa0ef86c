"""Permission sets and assignments of one environment, as they were synthesized."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from modules.access.kinds import ASSIGNMENT, FOLLOWED, GROUP, is_of_no_concern
from modules.access.permission_sets import SynthesizedPermissionSet, group_name, lost, permission_sets
from modules.synthesized.accounts import AccountKeys
from modules.synthesized.environment import Synthesized, read_synthesized
from modules.synthesized.resources import Resource
from modules.synthesized.unfollowed import refuse_unfollowed
from modules.synthesized.unknowns import Identity


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    """One entry of the matrix: a group has a permission set in an account."""

    group: str
    """The group's name in the directory."""
    permission_set: str
    account: str
    """The account's key."""


@dataclass(frozen=True, slots=True)
class SynthesizedAccess:
    """The access of one environment."""

    permission_sets: Mapping[str, SynthesizedPermissionSet]
    """By name."""
    entries: tuple[Entry, ...]


def read_access(output: Path, environment: str, account_keys: Mapping[str, str]) -> SynthesizedAccess:
    """Read the access of an environment from the output folder.

    Args:
        output: What synthesis wrote.
        environment: The environment's name.
        account_keys: The key of each account whose id is known before anything is applied, by its id.

    Raises:
        LandingZoneError: it is not synthesized, or something in it cannot be followed.

    """
    return access_of(read_synthesized(output, environment, account_keys))


def access_of(synthesized: Synthesized) -> SynthesizedAccess:
    """Read the access of an environment out of all its workspaces.

    Raises:
        LandingZoneError: something in it cannot be followed.

    """
    refuse_unfollowed(
        synthesized, subject="the access of people", room="modules/access", is_of_no_concern=is_of_no_concern
    )
    resources = {resource.identity: resource for resource in synthesized.resources(FOLLOWED)}
    sets = permission_sets(synthesized, resources)
    names = {identity: permission_set.name for identity, permission_set in sets.items()}
    assignments = (resource for resource in resources.values() if resource.kind == ASSIGNMENT)
    entries = sorted(_entry(resource, resources, names, synthesized.account_keys) for resource in assignments)
    return SynthesizedAccess({permission_set.name: permission_set for permission_set in sets.values()}, tuple(entries))


def _entry(
    assignment: Resource, resources: Mapping[str, Resource], names: Mapping[str, str], accounts: AccountKeys
) -> Entry:
    principal, target = assignment.values.get("principal_id"), assignment.values.get("target_id")
    permission_set, account = assignment.values.get("permission_set_arn"), accounts.key(target)
    group = resources.get(principal.resource) if isinstance(principal, Identity) else None
    if group is None or group.kind != GROUP:
        raise lost(principal, assignment, "the group of an assignment")
    if not isinstance(permission_set, str) or permission_set not in names:
        raise lost(permission_set, assignment, "the permission set of an assignment")
    if account is None:
        raise lost(target, assignment, "the account of an assignment")
    return Entry(group_name(group), names[permission_set], account)
