"""Which account pipelines run in, and which data lakes they deploy to."""

from __future__ import annotations

from modules.accounts.roster import Account
from modules.accounts.spec import Function
from modules.landing_zone.data import lakes
from modules.landing_zone.specification import LandingZone


def account_of_pipelines(zone: LandingZone) -> Account | None:
    """Return the account that pipelines run in; none where the environment says nothing of pipelines."""
    if zone.pipelines is None:
        return None
    return next((account for account in zone.roster if Function.DEVOPS in account.functions), None)


def deployed_lakes(zone: LandingZone) -> dict[str, Account]:
    """Return the accounts of data lakes that pipelines deploy jobs to, by their domains."""
    if zone.pipelines is None:
        return {}
    wanted = zone.pipelines.deploys_to
    return {domain: lake for domain, lake in lakes(zone).items() if wanted is None or lake.key in wanted}
