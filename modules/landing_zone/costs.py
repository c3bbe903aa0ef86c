"""What costs are told apart by, as the whole environment says it. No cdktf here."""

from __future__ import annotations

from modules.accounts.spec import FOUNDATIONAL_FUNCTIONS, Function
from modules.accounts.stages import kind_of
from modules.aws_limits import ANOMALY_MONITORS
from modules.cost.plan import Category, Segments, categories, team_budgets
from modules.cost.spec import CostSpec
from modules.landing_zone.specification import LandingZone
from modules.naming import WRITTEN_TAGS
from modules.network.plan.placements import segment_of
from modules.network.spec.account_class import AccountClass
from modules.specification.tag_keys import LibraryTag, key_of


def cost_categories(zone: LandingZone) -> tuple[Category, ...]:
    """Return the cost categories of an environment."""
    return categories(zone.roster, stages=_stages(zone), segments=_segments(zone), tag_keys=zone.organization.tag_keys)


def budgets_of_teams(zone: LandingZone, spec: CostSpec) -> dict[str, int]:
    """Return what teams may cost in a month, in US dollars, of those where it is said."""
    return team_budgets(zone.teams, _stages(zone), spec.budgets)


def emails_of_teams(zone: LandingZone, spec: CostSpec) -> dict[str, tuple[str, ...]]:
    """Return who is told of a team's costs, by team: its lead, and who is told of all."""
    return {team: tuple(dict.fromkeys([each.lead.email, *emails(zone, spec)])) for team, each in zone.teams.items()}


def emails(zone: LandingZone, spec: CostSpec) -> tuple[str, ...]:
    """Return who is told of all costs: the billing contact, and whom the environment names."""
    return tuple(dict.fromkeys([zone.baseline.contacts.billing.email, *spec.emails]))


def allocation_tags(zone: LandingZone, spec: CostSpec) -> tuple[str, ...]:
    """Return the keys of the tags by which costs are told apart: the library's, and the environment's own."""
    library = [key_of(tag, zone.organization.tag_keys) for tag in (*WRITTEN_TAGS, LibraryTag.DATA_CLASSIFICATION)]
    return tuple(dict.fromkeys([*library, *spec.allocation_tags]))


def watched_teams(zone: LandingZone) -> tuple[str, ...]:
    """Return the teams whose unusual costs are looked at: as many as there are monitors for beside one."""
    return tuple(zone.teams)[: ANOMALY_MONITORS.value - 1]


def _stages(zone: LandingZone) -> tuple[str, ...]:
    """Return the stages that give teams an account."""
    return tuple(stage for stage, spec in zone.stages.items() if spec.unit is not None)


def _segments(zone: LandingZone) -> Segments:
    """Return where accounts are in the network: by stage, and by name where nothing else tells.

    Accounts that there may be any number of are not named: those of teams and workloads are found by their stage, and
    any other is in the segment that its own entry says, or in none.
    """
    network = zone.network
    if network is None:
        return Segments(by_stage={}, by_name={})
    classes = {stage: AccountClass(Function.TEAM, stage, kind_of(stage, zone.stages)) for stage in _stages(zone)}
    by_stage = {stage: network.connectivity_of(class_).segment for stage, class_ in classes.items()}
    by_name = {
        account.name: segment_of(network, account)
        for account in zone.roster
        if account.segment or _BY_NAME.intersection(account.functions)
    }
    return Segments(
        by_stage={stage: segment for stage, segment in by_stage.items() if segment},
        by_name={name: segment for name, segment in by_name.items() if segment},
    )


_BY_NAME = frozenset({*FOUNDATIONAL_FUNCTIONS, Function.DATA_LAKE})
"""Functions of which there is no further account without a new function or a new domain."""
