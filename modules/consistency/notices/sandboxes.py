"""Notices of sandboxes that nothing ends, and of those whose last day has passed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from modules.consistency.notices.notice import Notice
from modules.landing_zone import LandingZone
from modules.landing_zone.sandboxes import expired, sandboxes


def nothing_ends_or_stops_them(zone: LandingZone) -> Iterator[Notice]:
    """Tell of sandboxes without a last day, or without a budget."""
    known = list(sandboxes(zone))
    endless = [account.key for account in known if account.expires is None]
    unlimited = [account.key for account in known if account.monthly_budget_usd is None]
    if endless:
        yield Notice(
            f"a last day of {', '.join(endless)}",
            lost="nobody is told that they are still there, and what was tried out runs on for years",
            fix="write `expires: YYYY-MM-DD`, at most a year ahead (docs/how-to/run-a-sandbox.md)",
        )
    if unlimited:
        yield Notice(
            f"a budget of {', '.join(unlimited)}",
            lost="nobody is told what they cost, and nothing stops that",
            fix="write `monthly_budget_usd` (docs/how-to/run-a-sandbox.md)",
        )


def sandboxes_have_expired(zone: LandingZone, today: date) -> Iterator[Notice]:
    """Tell of sandboxes whose last day has passed."""
    for account in expired(zone, today):
        yield Notice(
            f"{account.key} has expired, its last day was {account.expires}",
            lost="what is in it costs money, and nobody may need it any more",
            fix="write a later day, or empty and close it (docs/how-to/empty-a-suspended-account.md)",
        )
