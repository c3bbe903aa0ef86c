"""Notices of costs: nobody looks at them, and budgets that do not add up."""

from __future__ import annotations

from collections.abc import Iterator

from modules.consistency.notices.notice import Notice
from modules.landing_zone import LandingZone


def costs_are_not_looked_at(zone: LandingZone) -> Iterator[Notice]:
    """Tell of an environment in which nobody is told what the whole costs."""
    if zone.cost is None:
        yield Notice(
            "there is no section `cost`",
            lost="costs are told apart neither by team nor by stage, and nobody hears of unusual ones",
            fix="add `cost: {}` (docs/how-to/see-what-teams-cost.md)",
        )


def stages_cost_more_than_their_team(zone: LandingZone) -> Iterator[Notice]:
    """Tell of teams whose stages may cost more together than the team itself."""
    if zone.cost is None:
        return
    for team, usd in zone.cost.budgets.teams_usd.items():
        together = sum(zone.teams[team].monthly_budget_usd.values()) if team in zone.teams else 0
        if together > usd:
            yield Notice(
                f"the stages of the team {team} may cost {together} US dollars a month, and the team {usd}",
                lost="the team's budget is spent while no stage's is, and nobody knows which of them to look at",
                fix=f"raise `cost.budgets.teams_usd.{team}`, or lower `teams.{team}.monthly_budget_usd`",
            )
