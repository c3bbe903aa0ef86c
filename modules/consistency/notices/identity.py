"""Notices of access that is left out, or that nothing proves."""

from __future__ import annotations

from collections.abc import Iterator

from modules.aws_limits import POLICIES_OF_A_ROLE
from modules.consistency.notices.notice import Notice
from modules.identity.directory import team_groups
from modules.identity.library import SCENARIOS
from modules.landing_zone import LandingZone
from modules.landing_zone.permission_sets import assignments_of_known_sets, used_permission_sets
from modules.landing_zone.platform_access import platform_access


def identity_center_is_not_managed(zone: LandingZone) -> Iterator[Notice]:
    """Tell of an environment whose IAM Identity Center is not managed."""
    if not zone.identity.is_managed:
        yield Notice(
            "IAM Identity Center",
            lost="nobody's access is made, kept or proved here",
            fix="leave `identity: none` out, and the library's groups and permission sets are there",
        )


def nobody_may_break_the_glass(zone: LandingZone) -> Iterator[Notice]:
    """Tell of an environment in which nobody has access for emergencies."""
    held = (known for _, known in assignments_of_known_sets(zone))
    if zone.identity.is_managed and not any(known.description.break_glass for known in held):
        yield Notice(
            "break glass",
            lost="when every other way into an account is lost, only its root user is left",
            fix="leave AWSBreakGlass out of identity.without_groups, or give a group of your own a permission set with "
            "`break_glass: true`",
        )


def teams_have_no_groups(zone: LandingZone) -> Iterator[Notice]:
    """Tell of teams that have no groups of their own."""
    if zone.identity.is_managed and zone.teams and not team_groups(zone.identity, zone.stages):
        yield Notice(
            "groups of teams",
            lost="nobody gets into a team's accounts but the platform's groups",
            fix="list some under identity.team_groups, or leave `team_groups: {}` and `without_team_groups` out",
        )


def administrators_stand_in_production(zone: LandingZone) -> Iterator[Notice]:
    """Tell of each accepted administrator of production, and until when."""
    for accepted in zone.identity.accepted_administrators:
        yield Notice(
            f"production free of standing administrators, until {accepted.expires}",
            lost=f"whoever is in {accepted.group} may do everything there with {accepted.permission_set}, every day",
            fix=f"give the group a narrower permission set, which {accepted.owner} answers for",
        )


def permission_sets_are_not_proved(zone: LandingZone) -> Iterator[Notice]:
    """Tell of permission sets that somebody has and that come without scenarios."""
    folders = {known.folder: known.library / known.folder for known in used_permission_sets(zone).values()}
    unproved = [name for name, folder in folders.items() if not (folder / SCENARIOS).is_file()]
    if unproved:
        yield Notice(
            f"proof of {', '.join(unproved)}",
            lost="nothing shows what these permission sets let through and what not",
            fix=f"write {SCENARIOS} in the folder of each (docs/how-to/adjust-access.md)",
        )


def roles_need_a_higher_quota(zone: LandingZone) -> Iterator[Notice]:
    """Tell of permission sets with more policies than a role takes by default."""
    sets = used_permission_sets(zone).values()
    large = [known for known in sets if known.attached_policies > POLICIES_OF_A_ROLE.value]
    if large:
        named = ", ".join(f"{known.name} with {known.attached_policies}" for known in large)
        yield Notice(
            f"room in IAM's quota for {named} policies",
            lost=f"the role is not made in an account that takes {POLICIES_OF_A_ROLE}",
            fix="raise the quota `Managed policies per role` in each account before it is assigned there",
        )


def the_number_of_workspaces_is_chosen(zone: LandingZone) -> Iterator[Notice]:
    """Tell over how many workspaces assignments are spread, where nobody wrote the number."""
    count = platform_access(zone).workspaces
    if count > 1 and zone.identity.assignment_workspaces is None:
        yield Notice(
            "a fixed number of workspaces of assignments",
            lost=f"{count} are chosen now; with many more assignments it is another number, assignments move, and "
            "whoever has them is out for a moment",
            fix=f"write identity.assignment_workspaces: {count}",
        )
