"""Checks of who administers other services of AWS for the organization."""

from __future__ import annotations

from collections.abc import Iterator

from modules.accounts.spec import Function
from modules.consistency.dropped import Dropped
from modules.landing_zone import LandingZone
from modules.landing_zone.delegation import registering_sections
from modules.organization.delegated_services import NEVER_DELEGATED
from modules.specification.errors import LandingZoneError
from modules.specification.suggestions import unknown

_WHERE = ("organization", "delegated_administrators")


def administrators_exist(zone: LandingZone, dropped: Dropped) -> Iterator[LandingZoneError]:
    if dropped.below("accounts") or dropped.below("teams") or dropped.below("stages") or dropped.below(*_WHERE):
        return
    known = [account.key for account in zone.roster]
    for principal, keys in zone.organization.delegated_administrators.items():
        for index, key in enumerate(keys):
            path = (*_WHERE, principal, index)
            if key == Function.MANAGEMENT.value:
                yield LandingZoneError(
                    "a service must be administered by a member account",
                    got=f"{key} for {principal}",
                    why="the management account administers it anyway, and Organizations registers others only",
                    fix="name another account, or remove it",
                    path=path,
                )
            elif key not in known:
                why = f"the environment has {', '.join(known)}"
                yield unknown(
                    "the account does not exist", key, known, why=why, otherwise="write one of these", path=path
                )


def administrators_are_registered_once(zone: LandingZone, dropped: Dropped) -> Iterator[LandingZoneError]:
    if dropped.below(*_WHERE):
        return
    elsewhere = registering_sections(zone)
    for principal in zone.organization.delegated_administrators:
        if principal in elsewhere:
            section = elsewhere[principal]
            yield LandingZoneError(
                "an administrator must be registered in one place",
                got=principal,
                why=f"that of this service comes from {section}, which does more than tell Organizations",
                fix=f"remove it, and say in {section} what is wanted; where that is left out, what is registered stays",
                path=(*_WHERE, principal),
            )


def services_can_be_delegated(zone: LandingZone, dropped: Dropped) -> Iterator[LandingZoneError]:
    for principal in () if dropped.below(*_WHERE) else zone.organization.delegated_administrators:
        if principal in NEVER_DELEGATED:
            yield LandingZoneError(
                "a service has no delegated administrator",
                got=principal,
                why="only the management account administers it (AWS Organizations User Guide, AWS services that you "
                "can use with AWS Organizations)",
                fix="remove it; trusted access alone is said in organization.trusted_services",
                path=(*_WHERE, principal),
            )
