"""Which accounts serve which team's models: the team's own of test and production, or that of a central team."""

from __future__ import annotations

from dataclasses import dataclass

from modules.accounts.roster import Account
from modules.accounts.spec import Function
from modules.accounts.stages import StageKind
from modules.landing_zone.specification import LandingZone
from modules.network.plan.placements import hub_at_home


@dataclass(frozen=True, slots=True)
class Served:
    """The models of a team in one stage, and the account that serves them."""

    of: Account
    """The team's account of the stage."""
    account: Account
    """The account that serves them: the same, or the central team's."""
    hub: str
    """The hub of that account's VPC in the home region."""

    @property
    def is_central(self) -> bool:
        """Whether a central team serves them."""
        return self.account.key != self.of.key


def has_registry(zone: LandingZone) -> bool:
    """Whether there is a central registry of models."""
    functions = (function for spec in zone.accounts.values() for function in spec.functions)
    return zone.machine_learning is not None and Function.ML_SHARED_SERVICES in functions


def central_account(zone: LandingZone, team: str) -> Account | None:
    """Return the account of the central team that serves a team's models in production; None: the team's own does."""
    return next((account for account in zone.roster if team in account.deploys_for), None)


def deployer(zone: LandingZone, account: Account) -> Account | None:
    """Return the account that serves the models of a team's account, with a VPC or without; None in development."""
    if account.team is None or account.stage_kind not in (StageKind.TEST, StageKind.PROD):
        return None
    central = central_account(zone, account.team) if account.stage_kind is StageKind.PROD else None
    return central or account


def served_from(zone: LandingZone, account: Account) -> Served | None:
    """Tell where the models of a team's account are served; None where nothing deploys them by itself."""
    place = deployer(zone, account)
    if place is None or not has_registry(zone) or zone.machine_learning is None:
        return None
    hub = _hub(zone, place)
    return Served(account, place, hub) if zone.machine_learning.deployments.enabled and hub else None


def served_in(zone: LandingZone, account: Account) -> tuple[Served, ...]:
    """Return what an account serves."""
    owners = [other for other in zone.roster if other.team in account.deploys_for] if account.deploys_for else [account]
    found = (served_from(zone, owner) for owner in owners)
    return tuple(each for each in found if each and each.account.key == account.key)


def stages_that_deploy(zone: LandingZone) -> frozenset[StageKind]:
    """Return the stages, of test and production, in which models of any team are served."""
    kinds = (account.stage_kind for account in zone.roster if served_from(zone, account))
    return frozenset(kind for kind in kinds if kind)


def has_vpc_to_serve_in(zone: LandingZone, account: Account) -> bool:
    """Whether an account has a VPC that models can be served in."""
    return _hub(zone, account) is not None


def _hub(zone: LandingZone, account: Account) -> str | None:
    return hub_at_home(zone.network, account, zone.organization.home_region) if zone.network else None
