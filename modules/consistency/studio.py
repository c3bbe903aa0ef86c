"""Checks of Amazon SageMaker Studio: it stands in a VPC, and whoever has a profile has a Studio to go to."""

from __future__ import annotations

from collections.abc import Iterator

from modules.consistency.dropped import Dropped
from modules.consistency.workload_needs import missing_vpc, unknown_classification, unknown_stages
from modules.landing_zone import LandingZone
from modules.landing_zone.studio import studio_of
from modules.specification.errors import LandingZoneError

_STUDIO = ("machine_learning", "team_accounts", "studio")
_CLASSIFICATION = (*_STUDIO, "data_classification")


def studios_are_in_stages(zone: LandingZone, _: Dropped) -> Iterator[LandingZoneError]:
    spec = zone.machine_learning.team_accounts.studio if zone.machine_learning else None
    yield from unknown_stages(zone, spec.stages if spec else (), (*_STUDIO, "stages"))


def studios_are_classified(zone: LandingZone, _: Dropped) -> Iterator[LandingZoneError]:
    spec = zone.machine_learning.team_accounts.studio if zone.machine_learning else None
    if spec and (unknown := unknown_classification(zone, "Studio", spec.data_classification, _CLASSIFICATION)):
        yield unknown


def studios_have_a_vpc(zone: LandingZone, _: Dropped) -> Iterator[LandingZoneError]:
    for account in zone.roster:
        studio = studio_of(zone, account)
        if studio and studio.hub is None:
            yield missing_vpc(
                zone,
                account,
                "with Studio",
                why="the domain stands in the account's subnets, and all of its traffic stays there (VpcOnly)",
                otherwise=f"take {account.stage} out of studio.stages",
            )


def whoever_has_a_profile_has_a_studio(zone: LandingZone, _: Dropped) -> Iterator[LandingZoneError]:
    for team, spec in zone.teams.items():
        if spec.studio_users and not any(studio_of(zone, a) for a in zone.roster if a.team == team):
            yield LandingZoneError(
                "people must have profiles only where there is Studio",
                got=", ".join(spec.studio_users),
                why="none of the team's stages is in machine_learning.team_accounts.studio.stages",
                fix="turn Studio on for one of its stages, or leave studio_users out",
                path=("teams", team, "studio_users"),
            )
