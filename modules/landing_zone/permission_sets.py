"""The permission sets that an environment uses, and what the placeholders in them stand for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from modules.accounts.stages import StageKind, stages_of_kind
from modules.identity.defaults import BREAK_GLASS_APPROVERS
from modules.identity.directory import Assignment
from modules.identity.inline_policies import break_glass_parameters
from modules.identity.library import PermissionSet
from modules.landing_zone.guardrails import guardrail_parameters
from modules.landing_zone.specification import LandingZone
from modules.organization.guardrails.placeholders import Value
from modules.specification.tag_keys import with_tag_keys


def permission_set_of(zone: LandingZone, name: str) -> PermissionSet:
    """Read a permission set, with the organization's keys for tags in its inline policy.

    Raises:
        InvalidEnvironmentError: its files are not right.

    """
    known = zone.permission_sets.permission_set(name)
    return replace(known, inline_policy=with_tag_keys(known.inline_policy, zone.organization.tag_keys))


def permission_set_parameters(zone: LandingZone) -> dict[str, Value]:
    """Return the values of placeholders: those of guardrails, and some of permission sets' own."""
    approvers = [key for key, user in zone.identity.users.items() if BREAK_GLASS_APPROVERS in user.groups]
    own: dict[str, Value] = {"organization": zone.organization.name, **break_glass_parameters(approvers)}
    return {**guardrail_parameters(zone), **own, **_stage_parameters(zone)}


def _stage_parameters(zone: LandingZone) -> dict[str, Value]:
    """Name the environment's own stages where policies tell stages apart; a single one is no list."""
    named = {
        "test_stages": stages_of_kind(StageKind.TEST, zone.stages),
        "production_stages": stages_of_kind(StageKind.PROD, zone.stages),
    }
    return {name: stages[0] if len(stages) == 1 else stages for name, stages in named.items()}


def assignments_of_known_sets(zone: LandingZone) -> Iterator[tuple[Assignment, PermissionSet]]:
    """Give every assignment of a permission set that there is, with it."""
    sets = zone.permission_sets
    for assignment in zone.directory.assignments:
        if assignment.permission_set in sets.folders:
            yield assignment, permission_set_of(zone, assignment.permission_set)
