"""What an environment does without: parts that are recommended, legal to leave out, and missed by somebody."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from modules.consistency.notices import accounts, catalog, costs, deployments, guardrails, identity, sandboxes, security
from modules.consistency.notices.notice import Notice
from modules.landing_zone import LandingZone

NOTICES: tuple[Callable[[LandingZone], Iterator[Notice]], ...] = (
    guardrails.no_guardrail_is_bound,
    identity.identity_center_is_not_managed,
    identity.nobody_may_break_the_glass,
    identity.teams_have_no_groups,
    identity.administrators_stand_in_production,
    identity.permission_sets_are_not_proved,
    identity.roles_need_a_higher_quota,
    identity.the_number_of_workspaces_is_chosen,
    accounts.recommended_functions_are_left_out,
    accounts.there_is_no_network,
    accounts.recommended_units_are_left_out,
    guardrails.guardrails_are_unproved,
    security.calls_on_data_are_not_recorded,
    sandboxes.nothing_ends_or_stops_them,
    deployments.models_are_deployed_by_hand,
    catalog.products_are_launched_by_nobody,
    catalog.products_want_more_zones,
    catalog.products_want_a_vpc_of_the_account,
    costs.costs_are_not_looked_at,
    costs.stages_cost_more_than_their_team,
)


def notices(zone: LandingZone) -> Iterator[Notice]:
    """Give what an environment that is right leaves out, and what is lost with it."""
    for find in NOTICES:
        yield from find(zone)


def notices_of_the_day(zone: LandingZone, today: date) -> Iterator[Notice]:
    """Give what time makes of an environment that was right when it was written."""
    yield from sandboxes.sandboxes_have_expired(zone, today)
