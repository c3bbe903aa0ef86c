"""Workspaces that go on with the state of one that was called otherwise."""

from __future__ import annotations

from modules.landing_zone.specification import LandingZone
from modules.naming import workspace_id


def former_workspaces(environment: str, zone: LandingZone) -> dict[str, str]:
    """Return the id that each workspace had which is called otherwise now, by the id that it has."""
    return {
        workspace_id(environment, f"account-{new}"): workspace_id(environment, f"account-{old}")
        for old, new in zone.moved.accounts.items()
    }
