"""Checks of teams: names that fit everywhere."""

from __future__ import annotations

from collections.abc import Iterator

from modules.consistency.dropped import Dropped
from modules.landing_zone import LandingZone
from modules.naming import derived_from_team
from modules.specification.errors import LandingZoneError


def team_names_fit(zone: LandingZone, _: Dropped) -> Iterator[LandingZoneError]:
    organization = zone.organization
    for team, spec in zone.teams.items():
        stages = spec.stages if spec.stages is not None else tuple(zone.stages)
        longest = max(stages, key=len, default="")
        for derived in derived_from_team(organization.name, team, longest, organization.regions):
            too_long = len(derived.text) - derived.limit.value
            if too_long > 0:
                yield LandingZoneError(
                    "the team's name is too long for a name made of it",
                    got=f"{derived.what}: {derived.text} ({len(derived.text)} characters)",
                    why=f"the limit is {derived.limit}",
                    fix=f"shorten the team's name by {too_long} or more characters",
                    path=("teams", team),
                )
                break
