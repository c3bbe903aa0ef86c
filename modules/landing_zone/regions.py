"""Regions that accounts must opt in to, and who opts in."""

from __future__ import annotations

from modules.aws_limits import is_opt_in
from modules.landing_zone.governance import is_governed, managed_landing_zone
from modules.landing_zone.specification import LandingZone


def regions_to_enable(zone: LandingZone) -> tuple[str, ...]:
    """Return the regions that nobody but this library enables in accounts: Control Tower does it where it governs."""
    landing_zone = managed_landing_zone(zone.control_tower)
    governed: tuple[str, ...] = zone.organization.regions if is_governed(zone.control_tower, zone.vending) else ()
    if landing_zone and landing_zone.governed_regions is not None:
        governed = landing_zone.governed_regions
    return tuple(region for region in zone.organization.regions if is_opt_in(region) and region not in governed)
