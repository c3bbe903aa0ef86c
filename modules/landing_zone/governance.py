"""Whether AWS Control Tower governs an organization, and what it then sets up."""

from __future__ import annotations

from modules.accounts.vending_spec import VendingSpec
from modules.organization.control_tower.spec import ControlTowerLandingZoneSpec, ControlTowerSpec


def managed_landing_zone(control_tower: ControlTowerSpec | None) -> ControlTowerLandingZoneSpec | None:
    """Return Control Tower's landing zone, where this environment sets it up."""
    return control_tower.landing_zone if control_tower else None


def is_governed(control_tower: ControlTowerSpec | None, vending: VendingSpec) -> bool:
    """Whether Control Tower governs the organization, whoever set it up."""
    return control_tower is not None or vending.by_account_factory


def sets_up_access(control_tower: ControlTowerSpec | None, vending: VendingSpec) -> bool:
    """Whether Control Tower makes groups of its own in Identity Center."""
    landing_zone = managed_landing_zone(control_tower)
    return is_governed(control_tower, vending) and (landing_zone is None or landing_zone.access_management)
