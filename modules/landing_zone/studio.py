"""Which accounts of teams have Amazon SageMaker Studio, and in which of their VPCs. No cdktf here."""

from __future__ import annotations

from dataclasses import dataclass

from modules.accounts.roster import Account
from modules.landing_zone.specification import LandingZone
from modules.machine_learning.spec import StudioSpec
from modules.network.plan.placements import hub_at_home


@dataclass(frozen=True, slots=True)
class AccountStudio:
    """The Studio of one account."""

    spec: StudioSpec
    hub: str | None
    """The hub of the VPC that is made for the account in the home region; None where there is none."""


def studio_of(zone: LandingZone, account: Account) -> AccountStudio | None:
    """Tell of the Studio that an account is meant to have; None where it is to have none."""
    spec = zone.machine_learning.team_accounts.studio if zone.machine_learning else None
    if spec is None or account.team is None or account.stage not in spec.stages:
        return None
    home = zone.organization.home_region
    return AccountStudio(spec, hub_at_home(zone.network, account, home) if zone.network else None)
