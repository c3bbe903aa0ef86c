"""Checks of costs: budgets are of teams, and what costs are told apart by is what AWS takes."""

from __future__ import annotations

from collections.abc import Iterator

from modules.aws_limits import COST_CATEGORY_VALUE_LENGTH
from modules.consistency.dropped import Dropped
from modules.landing_zone import LandingZone
from modules.landing_zone.costs import cost_categories
from modules.specification.errors import LandingZoneError


def budgets_are_of_teams(zone: LandingZone, dropped: Dropped) -> Iterator[LandingZoneError]:
    if zone.cost is None or dropped.below("teams"):
        return
    for team in zone.cost.budgets.teams_usd:
        if team not in zone.teams:
            yield LandingZoneError(
                "a team's budget must be of a team that there is",
                got=team,
                why="costs are told apart by team, and this is none",
                fix=f"write one of {', '.join(zone.teams) or 'none: there are no teams'}",
                path=("cost", "budgets", "teams_usd", team),
            )


def values_of_categories_fit(zone: LandingZone, _: Dropped) -> Iterator[LandingZoneError]:
    if zone.cost is None:
        return
    longest = COST_CATEGORY_VALUE_LENGTH
    for category in cost_categories(zone):
        for value in dict.fromkeys(rule.value for rule in category.rules):
            if len(value) > longest.value:
                yield LandingZoneError(
                    "a name is too long for a value of a cost category",
                    got=f"{category.name}: {value} ({len(value)} characters)",
                    why=f"the limit is {longest}",
                    fix=f"shorten it by {len(value) - longest.value} or more characters, or leave `cost` out",
                    path=("cost",),
                )
