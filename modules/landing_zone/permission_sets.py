"""The permission sets that an environment uses, and what the placeholders in them stand for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from modules.accounts.stages import StageKind, cleared_stages, kind_of, stages_of_kind
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


def permission_set_parameters(zone: LandingZone, stage: str | None = None) -> dict[str, Value]:
    """Return the values of placeholders: those of guardrails, and some of permission sets' own.

    Args:
        zone: What the environment says.
        stage: The stage that the permission set is bound to.

    """
    approvers = [key for key, user in zone.identity.users.items() if BREAK_GLASS_APPROVERS in user.groups]
    own: dict[str, Value] = {"organization": zone.organization.name, **break_glass_parameters(approvers)}
    bound: dict[str, Value] = {"stage": stage, "cleared_stages": cleared_stages(stage, zone.stages)} if stage else {}
    return {**guardrail_parameters(zone), **own, **_stage_parameters(zone), **bound}


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
        if assignment.folder in sets.folders:
            known, stage = permission_set_of(zone, assignment.folder), assignment.stage
            yield assignment, known.bound_to(stage, kind_of(stage, zone.stages)) if stage else known


def used_permission_sets(zone: LandingZone) -> dict[str, PermissionSet]:
    """Return the permission sets that somebody has and that there are, by name, in alphabetical order.

    The name of a folder is always among them, so that neither binding its permission set to stages nor another stage
    takes away a name that an account still has: where nobody has the one of that name, it allows nothing.
    """
    found = {assignment.permission_set: known for assignment, known in assignments_of_known_sets(zone)}
    plain = {known.folder: known.without_stage() for known in found.values() if known.stage is not None}
    return dict(sorted({**plain, **found}.items()))
