"""Checks of blueprints: which accounts have one, and that nothing of them is made twice."""

from __future__ import annotations

from collections.abc import Iterator

from modules.accounts.roster import Account
from modules.accounts.spec import Connectivity
from modules.accounts.vending_spec import VendingEngine
from modules.catalog.library.definition import BlueprintDefinition
from modules.consistency.dropped import Dropped
from modules.landing_zone import LandingZone
from modules.landing_zone.catalog import blueprints, published_portfolios
from modules.landing_zone.delivery import apply_role_of_runs, applying_role
from modules.network.plan.placements import Origin, connectivity_of, spokes
from modules.organization.control_tower.spec import EXECUTION_ROLE
from modules.specification.errors import LandingZoneError
from modules.specification.suggestions import unknown

_BLUEPRINT = ("vending", "blueprint")
_EXISTING = (Origin.EXISTING, Origin.ATTACHED)


def blueprints_are_control_tower_s(zone: LandingZone, dropped: Dropped) -> Iterator[LandingZoneError]:
    if dropped.below("catalog") or dropped.below("vending"):
        return
    published = [portfolio.name for portfolio in published_portfolios(zone) if portfolio.blueprints]
    if (zone.vending.blueprint or published) and zone.vending.engine is not VendingEngine.CONTROL_TOWER:
        yield LandingZoneError(
            "blueprints must be where Control Tower vends accounts",
            got=f"engine {zone.vending.engine}",
            why="Control Tower alone customizes accounts with them",
            fix="write engine: control-tower, or leave blueprints and their portfolio out",
            path=_BLUEPRINT if zone.vending.blueprint else ("catalog", "portfolios", published[0]),
        )
    elif published and applying_role(zone) != EXECUTION_ROLE:
        own, path = "`execution_role`", ("vending", "execution_role")
        if apply_role_of_runs(zone):
            own, path = "`hcp`", ("delivery", "hcp")
        yield LandingZoneError(
            f"the role of workspaces must be {EXECUTION_ROLE} where blueprints are published",
            got=applying_role(zone),
            why="a control of Control Tower lets no other role make AWSControlTowerBlueprintAccess in the account that "
            "owns them",
            fix=f"remove {own}, or leave the portfolio of blueprints out",
            path=path,
        )


def blueprints_are_shared_by_control_tower(zone: LandingZone, dropped: Dropped) -> Iterator[LandingZoneError]:
    if dropped.below("catalog"):
        return
    for portfolio in published_portfolios(zone):
        if portfolio.blueprints and not portfolio.launched and (portfolio.units or portfolio.launched_by):
            yield LandingZoneError(
                "a portfolio of blueprints must be shared with nobody",
                got=f"{portfolio.name} with shared_with or launched_by",
                why="Control Tower shares a blueprint itself with each account that it customizes; whoever else saw it "
                "could launch it without its role",
                fix="remove both",
                path=("catalog", "portfolios", portfolio.name),
            )
        if portfolio.emails and not portfolio.launched:
            yield LandingZoneError(
                "a portfolio of blueprints must have no notices",
                got=f"{portfolio.name} with emails",
                why="notices come of a product in its own portfolio, and Control Tower puts a blueprint into another",
                fix="remove `emails`; CloudTrail has what Control Tower does",
                path=("catalog", "portfolios", portfolio.name, "emails"),
            )


def accounts_with_a_blueprint_are_adopted(zone: LandingZone, dropped: Dropped) -> Iterator[LandingZoneError]:
    if any(map(dropped.below, ("accounts", "catalog", "network", "stages", "teams", "vending"))):
        return
    accounts, known = {account.key: account for account in zone.roster}, blueprints(zone)
    for key, name in zone.vending.blueprint.items():
        path = (*_BLUEPRINT, key)
        if key not in accounts:
            why = f"the environment has {', '.join(accounts)}"
            yield unknown("the account does not exist", key, accounts, why=why, otherwise="write one", path=path)
        elif name not in known:
            why = f"the catalog publishes {', '.join(known) or 'none'}"
            yield unknown("the blueprint does not exist", name, known, why=why, otherwise="publish it", path=path)
        elif blueprint := known[name].definition.blueprint:
            yield from _contradictions(zone, accounts[key], name, blueprint)


def _contradictions(
    zone: LandingZone, account: Account, name: str, blueprint: BlueprintDefinition
) -> Iterator[LandingZoneError]:
    """Give the first thing that is wrong: what is behind it follows from it."""
    units = [found for unit in blueprint.units if (found := zone.organization.foundational_unit(unit))]
    if not any(account.unit[: len(unit)] == unit for unit in units):
        yield LandingZoneError(
            "a blueprint must be for the unit of its account",
            got=f"{name} for {account.key} in {'/'.join(account.unit) or 'the root'}",
            why=f"it is for {', '.join(blueprint.units)}: guardrails of other units refuse what it makes, or it opens "
            "there what must be closed",
            fix="take another blueprint, or none",
            path=(*_BLUEPRINT, account.key),
        )
    elif account.known_id is None:
        yield LandingZoneError(
            "an account with a blueprint must exist already",
            got=f"{account.key} without an id",
            why="with a blueprint Control Tower makes no provisioned product, so Terraform cannot vend the account; "
            "its console can (AWS Control Tower User Guide, Considerations for Account Factory Customizations)",
            fix="vend it in the console, then write its `id` (docs/how-to/vend-an-account-with-a-blueprint.md)",
            path=(*_BLUEPRINT, account.key),
        )
    else:
        yield from _made_twice(zone, account, name, blueprint)


def _made_twice(
    zone: LandingZone, account: Account, name: str, blueprint: BlueprintDefinition
) -> Iterator[LandingZoneError]:
    if zone.network is None:
        return
    own = spokes(zone.network, account)
    if blueprint.connectivity is Connectivity.CORPORATE and own and all(spoke.origin in _EXISTING for spoke in own):
        return
    if connectivity_of(zone.network, account) is not Connectivity.NONE:
        attached = ", or `vpc` with the VPC's id, which attaches it"
        yield LandingZoneError(
            "an account with a blueprint must have no VPC of its workspace's",
            got=f"{account.key}, which is connected to {connectivity_of(zone.network, account)}",
            why=f"{name} makes its VPC; one of the two is in charge",
            fix="write connectivity: none" + (attached if blueprint.connectivity is Connectivity.CORPORATE else ""),
            path=(*_BLUEPRINT, account.key),
        )
