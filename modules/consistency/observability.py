"""Checks of observability: that there is an account that watches."""

from __future__ import annotations

from collections.abc import Iterator

from modules.consistency.dropped import Dropped
from modules.landing_zone import LandingZone
from modules.specification.errors import LandingZoneError


def an_account_watches(zone: LandingZone, dropped: Dropped) -> Iterator[LandingZoneError]:
    spec = zone.observability
    if spec is None or dropped.below("accounts"):
        return
    if not any(spec.monitored_by in account.functions for account in zone.roster):
        yield LandingZoneError(
            "the account that watches the others is missing",
            got=f"no account with the function {spec.monitored_by}",
            why="metrics of all accounts come together in it",
            fix=f"add one, say it with `also: {spec.monitored_by}` of another foundational one, or write another "
            "`monitored_by`",
            path=("observability", "monitored_by"),
        )
