"""Sandboxes: how long each is there, and which are stopped by what they cost."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from modules.accounts.roster import Account
from modules.accounts.spec import Function
from modules.landing_zone.specification import LandingZone
from modules.organization.spec import PolicyType
from modules.specification.acceptance import LONGEST
from modules.specification.errors import LandingZoneError

EXPIRES = ("accounts", None, "expires")
"""Where an environment says the last day of a sandbox; `None` stands for the account's key."""

NOTICE_DAYS = (30, 7)
"""How long before a sandbox's last day its people are told, in days."""

OVER_BUDGET = "sandbox-over-budget"
"""The guardrail that a sandbox gets when it has cost what it may."""


def sandboxes(zone: LandingZone) -> Iterator[Account]:
    """Give every sandbox."""
    return (account for account in zone.roster if Function.SANDBOX in account.functions)


def stopped_by_budget(zone: LandingZone) -> tuple[tuple[Account, int], ...]:
    """Return the sandboxes that get a guardrail more when they have cost what they may, with that in US dollars.

    None where the organization has no service control policies.
    """
    if PolicyType.SERVICE_CONTROL_POLICY not in zone.organization.policy_types:
        return ()
    return tuple(
        (account, account.monthly_budget_usd) for account in sandboxes(zone) if account.monthly_budget_usd is not None
    )


def owner_email(account: Account) -> str | None:
    """Return the address of who answers for a sandbox, where its owner is written as one."""
    return account.owner if "@" in account.owner else None


def expired(zone: LandingZone, today: date) -> Iterator[Account]:
    """Give the sandboxes whose last day has passed."""
    return (account for account in sandboxes(zone) if account.expires is not None and account.expires < today)


def notice_days(last: date) -> tuple[date, ...]:
    """Return the days on which people are told that a sandbox ends."""
    return tuple(last - timedelta(days=days) for days in NOTICE_DAYS)


def lasting_too_long(zone: LandingZone, today: date) -> Iterator[LandingZoneError]:
    """Find sandboxes that end later than a year after a day."""
    for account in sandboxes(zone):
        if account.expires is not None and account.expires - today > LONGEST:
            yield LandingZoneError(
                "a sandbox must end within a year",
                got=f"{account.key}, until {account.expires}",
                why="who still needs it, and for what, is seen when somebody decides anew",
                fix=f"write {today + LONGEST} or an earlier day",
                path=(*account.source, "expires"),
            )
