"""Accounts whose ids are known before anything is applied."""

from __future__ import annotations

from modules.landing_zone.specification import LandingZone


def known_ids(zone: LandingZone) -> dict[str, str]:
    """Return the key of every such account, by its id."""
    return {account.known_id: account.key for account in zone.every_account if account.known_id}
