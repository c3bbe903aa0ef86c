"""Which accounts share how they are doing, and with which."""

from __future__ import annotations

from modules.accounts.roster import Account
from modules.accounts.spec import Function
from modules.landing_zone.specification import LandingZone

_NOT_WATCHED = frozenset({Function.MANAGEMENT, Function.LOG_ARCHIVE, Function.SECURITY_TOOLING, Function.SANDBOX})
"""Nothing of a workload runs in them, or nobody answers for what does."""


def is_watched(zone: LandingZone, account: Account) -> bool:
    """Whether an account shares its metrics with the one that watches, which has its own."""
    if zone.observability is None or zone.observability.monitored_by in account.functions:
        return False
    return _NOT_WATCHED.isdisjoint(account.functions)
