"""Groups that administer production for good, and what is accepted of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from modules.identity.access_spec import AcceptedAdministratorSpec
from modules.identity.directory import Assignment, reaches
from modules.landing_zone.permission_sets import assignments_of_known_sets
from modules.landing_zone.specification import LandingZone
from modules.specification.acceptance import LONGEST
from modules.specification.errors import LandingZoneError

ACCEPTED = ("identity", "accepted_administrators")
"""Where an environment says which are accepted."""


def standing_administrators(zone: LandingZone) -> Iterator[Assignment]:
    """Give every assignment by which a group administers production for good."""
    for assignment, known in assignments_of_known_sets(zone):
        if known.is_administrator and not known.description.break_glass and assignment.account.is_production:
            yield assignment


def covers(accepted: AcceptedAdministratorSpec, assignment: Assignment) -> bool:
    """Whether an assignment is what was accepted."""
    named = (accepted.group, accepted.permission_set) == (assignment.group.key, assignment.folder)
    return named and (not accepted.says_where or reaches(accepted, assignment.account))


def untimely(zone: LandingZone, today: date) -> Iterator[LandingZoneError]:
    """Find acceptances that have ended on a day, or end too late."""
    for index, accepted in enumerate(zone.identity.accepted_administrators):
        path = (*ACCEPTED, index, "expires")
        got = f"{accepted.permission_set} for {accepted.group}, until {accepted.expires}"
        if accepted.expires < today:
            yield LandingZoneError(
                "the acceptance of an administrator no longer counts",
                got=got,
                why=f"{accepted.owner} accepted it for a time",
                fix="take the permission set away, or have the owner decide anew",
                path=path,
            )
        elif accepted.expires - today > LONGEST:
            yield LandingZoneError(
                "the acceptance of an administrator must end within a year",
                got=got,
                why="who has left, and what has changed, is seen when somebody decides anew",
                fix=f"write {today + LONGEST} or an earlier day",
                path=path,
            )
