"""Checks of teams: names that fit everywhere, stages that are described."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from modules.consistency.dropped import Dropped
from modules.landing_zone import LandingZone
from modules.naming import derived_from_team
from modules.specification.errors import LandingZoneError


def team_names_fit(zone: LandingZone, _: Dropped) -> Iterator[LandingZoneError]:
    organization = zone.organization
    for team, spec in zone.teams.items():
        longest = max(spec.stages, key=len)
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


def stages_are_described(zone: LandingZone, dropped: Dropped) -> Iterator[LandingZoneError]:
    for team, spec in zone.teams.items():
        counted = Counter(spec.stages)
        for index, stage in enumerate(spec.stages):
            if counted[stage] > 1 and stage in spec.stages[:index]:
                yield LandingZoneError(
                    "a stage is listed twice",
                    got=stage.value,
                    why="a team has one account for each stage",
                    fix="remove one of the two",
                    path=("teams", team, "stages", index),
                )
            elif stage not in zone.stages and not dropped.below("stages"):
                yield LandingZoneError(
                    "the stage is not described",
                    got=stage.value,
                    why="`stages` says which organizational unit the accounts of a stage live in",
                    fix=f"add `{stage}: {{unit: ...}}` to stages",
                    path=("teams", team, "stages", index),
                )
        for stage in spec.account_ids:
            if stage not in spec.stages:
                yield LandingZoneError(
                    "an account id is given for a stage that the team does not have",
                    got=stage.value,
                    why=f"the team has {', '.join(spec.stages)}",
                    fix="add the stage, or remove the id",
                    path=("teams", team, "account_ids", stage.value),
                )
