"""Checks of administrators: nobody is one in production for good, unless that is accepted."""

from __future__ import annotations

from collections.abc import Iterator

from modules.consistency.dropped import Dropped
from modules.landing_zone import LandingZone
from modules.landing_zone.administrators import ACCEPTED, covers, standing_administrators
from modules.specification.errors import LandingZoneError


def no_administrator_stands_in_production(zone: LandingZone, dropped: Dropped) -> Iterator[LandingZoneError]:
    if dropped.below(*ACCEPTED):
        return
    for assignment in standing_administrators(zone):
        if not any(covers(accepted, assignment) for accepted in zone.identity.accepted_administrators):
            yield LandingZoneError(
                "a group must not administer production for good",
                got=f"{assignment.permission_set} for {assignment.group.name} in {assignment.account.key}",
                why="whoever signs in could change and read everything there, every day, and leave no other trace",
                fix="give the group a narrower permission set; for emergencies there is break glass; or accept it for "
                "a time under identity.accepted_administrators",
                path=assignment.source,
            )


def accepted_administrators_are_there(zone: LandingZone, dropped: Dropped) -> Iterator[LandingZoneError]:
    if any(dropped.below(section) for section in ("identity", "accounts", "teams", "stages", "organization")):
        return
    assignments = list(standing_administrators(zone))
    for index, accepted in enumerate(zone.identity.accepted_administrators):
        if not any(covers(accepted, assignment) for assignment in assignments):
            yield LandingZoneError(
                "what is accepted of administrators must be there",
                got=f"{accepted.permission_set} for {accepted.group}, which administers no production account there",
                why="an acceptance that is left behind covers what somebody writes later",
                fix="remove it, or mend what it names",
                path=(*ACCEPTED, index),
            )
