"""Which accounts have to do with data: lakes, who governs them, and which team reads which product in which of them."""

from __future__ import annotations

from modules.accounts.roster import Account
from modules.accounts.spec import Function
from modules.landing_zone.specification import LandingZone


def account_of_governance(zone: LandingZone) -> Account | None:
    """Return the account that governs data; none where there is none."""
    return next((account for account in zone.roster if Function.DATA_GOVERNANCE in account.functions), None)


def lakes(zone: LandingZone) -> dict[str, Account]:
    """Return the accounts of data lakes, by their domains; none where the environment says nothing of data."""
    if zone.data is None:
        return {}
    return {
        account.domain: account
        for account in zone.roster
        if Function.DATA_LAKE in account.functions and account.domain is not None
    }


def readers_by_product(zone: LandingZone, domain: str) -> dict[str, list[Account]]:
    """Return the accounts in which each product of a domain is read, by its name, without those that nobody reads."""
    known = zone.data.products if zone.data else {}
    found = {
        name: [account for account in zone.roster if _reads(zone, account, name)]
        for name, product in known.items()
        if product.domain == domain
    }
    return {name: readers for name, readers in found.items() if readers}


def domains_read(zone: LandingZone, account: Account) -> tuple[str, ...]:
    """Return the domains of which an account of a team reads a product, in the order of their names."""
    known = zone.data.products if zone.data else {}
    return tuple(sorted({product.domain for name, product in known.items() if _reads(zone, account, name)}))


def _reads(zone: LandingZone, account: Account, name: str) -> bool:
    """Whether an account is of a team that asks for a product, and of a stage that the product admits."""
    if zone.data is None or account.team is None or name not in zone.teams[account.team].data_products:
        return False
    stages = zone.data.products[name].stages
    return stages is None or account.stage in stages
