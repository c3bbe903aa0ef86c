"""Checks of accounts that nobody needs any more: that nobody does, and that somebody can empty them."""

from __future__ import annotations

from collections.abc import Iterator

from modules.accounts.roster import Account
from modules.accounts.spec import Suspension
from modules.consistency.dropped import Dropped
from modules.landing_zone import LandingZone
from modules.landing_zone.contents import units_to_clean_up
from modules.landing_zone.functions import needed_functions
from modules.organization.spec import FoundationalUnit, unit_path
from modules.specification.errors import LandingZoneError

_GUIDE = "docs/how-to/empty-a-suspended-account.md"


def suspended_accounts_can_be_emptied(zone: LandingZone, dropped: Dropped) -> Iterator[LandingZoneError]:
    if dropped.below("organization"):
        return
    cleaned = units_to_clean_up(zone)
    unit = zone.organization.foundational_unit(FoundationalUnit.SUSPENDED)
    for account in zone.suspended:
        if unit is None or unit not in cleaned:
            yield LandingZoneError(
                "an account must not be suspended where no unit is for suspended accounts",
                got=f"{account.key}: {account.suspension}, and units with deny-all-but-clean-up are "
                f"{', '.join('/'.join(path) for path in cleaned) or 'none'}",
                why="the role that empties it is made in every account while there is such a unit, and by nobody later",
                fix="add the unit Suspended with the guardrail deny-all-but-clean-up (or name yours in "
                "organization.foundational_units), and deploy that before",
                path=account.place_of("suspension"),
            )


def accounts_in_the_unit_for_suspended_ones_are_known_as_such(
    zone: LandingZone, dropped: Dropped
) -> Iterator[LandingZoneError]:
    if dropped.below("organization"):
        return
    cleaned = units_to_clean_up(zone)
    written = {key: (("accounts", key), unit_path(spec.unit), spec.suspension) for key, spec in zone.accounts.items()}
    for key, (path, unit, suspension) in written.items():
        if unit in cleaned and suspension is not Suspension.MOVED:
            yield LandingZoneError(
                "an account must not be in a unit for suspended accounts while it is in use",
                got=f"{key} in {'/'.join(unit)}",
                why="everything is denied there, to the role that its own workspaces work as too",
                fix=f"name the unit that it was in, and write `suspension: emptied` ({_GUIDE})",
                path=(*path, "unit"),
            )


def nobody_needs_suspended_accounts(zone: LandingZone, dropped: Dropped) -> Iterator[LandingZoneError]:
    if dropped.below("accounts"):
        return
    used = {function for account in zone.roster for function in account.functions}
    needed = {function: why for function, why in needed_functions(zone) if function not in used}
    for account in zone.suspended:
        for function in account.functions:
            if function in needed:
                yield LandingZoneError(
                    "an account that others need must not be suspended",
                    got=f"{account.key}, the account with the function {function}",
                    why=needed[function],
                    fix="give its work to another account first, or take away what needs it",
                    path=account.place_of("suspension"),
                )


def teams_lose_production_last(zone: LandingZone, dropped: Dropped) -> Iterator[LandingZoneError]:
    if dropped.below("teams"):
        return
    for team, spec in zone.teams.items():
        own = [account for account in zone.every_account if account.team == team]
        used = [account for account in own if account.suspension is None]
        production = [account for account in own if account.is_production]
        if used and production and not any(account.is_production for account in used):
            yield LandingZoneError(
                "a team must not lose its only production account while others are in use",
                got=f"{_shown(production)} of {team}, while {_shown(used)} goes on",
                why="models of the team are approved there, so nothing that it builds could be released any more",
                fix="suspend all accounts of the team, or keep this one",
                path=("teams", team, "suspension"),
            )
        for stage in spec.suspension:
            if stage not in {account.stage for account in own}:
                yield LandingZoneError(
                    "a team must not have an account suspended that it has not",
                    got=f"{stage} of {team}",
                    why=f"its accounts are of the stages {_stages(own)}",
                    fix="name one of these",
                    path=("teams", team, "suspension", stage),
                )


def _shown(accounts: list[Account]) -> str:
    return ", ".join(account.key for account in accounts)


def _stages(accounts: list[Account]) -> str:
    return ", ".join(account.stage or "" for account in accounts) or "none"
