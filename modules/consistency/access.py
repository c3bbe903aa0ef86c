"""Checks of access: what takes two people, who gets into the management account, and what is delegated."""

from __future__ import annotations

from collections.abc import Iterator

from modules.consistency.dropped import Dropped
from modules.identity.defaults import BREAK_GLASS_APPROVERS, MANAGEMENT
from modules.identity.tenants import tenant_of
from modules.landing_zone import LandingZone
from modules.landing_zone.permission_sets import assignments_of_known_sets
from modules.specification.errors import LandingZoneError


def the_management_account_is_for_those_listed(zone: LandingZone, _: Dropped) -> Iterator[LandingZoneError]:
    listed = zone.identity.management_account_groups
    for assignment in zone.directory.assignments:
        if assignment.account.key == MANAGEMENT and assignment.group.key not in listed:
            yield LandingZoneError(
                "the group must not have access to the management account",
                got=f"{assignment.permission_set} for {assignment.group.key}",
                why=f"no guardrail holds there; identity.management_account_groups has {', '.join(listed) or 'none'}",
                fix="add the group to management_account_groups, or leave the management account out",
                path=assignment.source,
            )


def break_glass_takes_two(zone: LandingZone, _: Dropped) -> Iterator[LandingZoneError]:
    for_emergencies = {
        assignment.group.name for assignment, known in assignments_of_known_sets(zone) if known.description.break_glass
    }
    approvers = []
    for key, user in zone.identity.users.items():
        approvers += [key] if BREAK_GLASS_APPROVERS in user.groups else []
        for index, name in enumerate(user.groups):
            if name in for_emergencies:
                yield LandingZoneError(
                    "a person must not be in a break-glass group for good",
                    got=f"{key} in {name}",
                    why="it opens every account; it takes one person who asks and another one who lets them in",
                    fix=f"remove the group here; {BREAK_GLASS_APPROVERS} let people in, for the time it takes",
                    path=("identity", "users", key, "groups", index),
                )
    if len(approvers) == 1:
        yield LandingZoneError(
            "break glass must have two approvers",
            got=approvers[0],
            why="nobody lets in themselves, and somebody must be there when the only one is away",
            fix=f"put a second person in {BREAK_GLASS_APPROVERS}",
            path=("identity", "users", approvers[0], "groups"),
        )


def what_the_delegated_administrator_manages_is_its_own(zone: LandingZone, _: Dropped) -> Iterator[LandingZoneError]:
    administrator = zone.identity.delegated_administrator
    if administrator is None:
        return
    if administrator == MANAGEMENT:
        yield LandingZoneError(
            "the management account must not be the delegated administrator",
            got=administrator,
            why="it administers Identity Center anyway",
            fix="name another account, or remove delegated_administrator",
            path=("identity", "delegated_administrator"),
        )
        return
    in_management = {
        assignment.permission_set for assignment in zone.directory.assignments if assignment.account.key == MANAGEMENT
    }
    for assignment in zone.directory.assignments:
        if assignment.permission_set in in_management and tenant_of(assignment.account):
            yield LandingZoneError(
                "a permission set of the management account must not be assigned to a team or a sandbox",
                got=f"{assignment.permission_set} for {assignment.group.name} in {assignment.account.key}",
                why="a delegated administrator cannot assign what is provisioned in the management account "
                "(IAM Identity Center User Guide, Delegated administration)",
                fix="use another permission set there",
                path=assignment.source,
            )
            in_management.discard(assignment.permission_set)
