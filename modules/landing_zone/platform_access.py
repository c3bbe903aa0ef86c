"""The access of the platform: what the workspace of Identity Center holds, and the workspaces of its assignments."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from modules.identity.assignment_workspaces import enough_workspaces, workspace_number
from modules.identity.directory import Assignment
from modules.identity.tenants import TenantAccess, access_by_tenant, resources_beside_assignments
from modules.landing_zone.permission_sets import used_permission_sets
from modules.landing_zone.specification import LandingZone

WORKSPACE = "assignments"
"""Workspaces of assignments are `identity-assignments-<number>`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlatformAccess:
    """How the access outside teams and sandboxes is divided."""

    own: TenantAccess
    """What is in `identity`; without the assignments where these have workspaces of their own."""
    own_resources: int
    """How many resources of Terraform `identity` has."""
    workspaces: int
    """Over how many workspaces the assignments are spread."""
    parts: Mapping[str, tuple[Assignment, ...]]
    """The assignments of each workspace of assignments, by the end of its name: `assignments-3`. None where all are in
    `identity`."""


def platform_access(zone: LandingZone) -> PlatformAccess:
    """Divide the access of the platform."""
    whole = access_by_tenant(zone.directory, zone.identity)[None]
    beside = resources_beside_assignments(whole, used_permission_sets(zone).values(), zone.identity)
    count = zone.identity.assignment_workspaces or enough_workspaces(whole.assignments, beside=beside)
    if count == 1:
        return PlatformAccess(own=whole, own_resources=beside + len(whole.assignments), workspaces=1, parts={})
    parts: dict[str, list[Assignment]] = {}
    for assignment in whole.assignments:
        parts.setdefault(f"{WORKSPACE}-{workspace_number(assignment, count)}", []).append(assignment)
    named = {name: tuple(several) for name, several in sorted(parts.items())}
    return PlatformAccess(own=replace(whole, assignments=()), own_resources=beside, workspaces=count, parts=named)
