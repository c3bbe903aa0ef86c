"""Checks of the organization's own settings against each other."""

from __future__ import annotations

from collections.abc import Iterator

from modules.aws_limits import REGIONS
from modules.consistency.dropped import Dropped
from modules.landing_zone import LandingZone
from modules.landing_zone.governance import is_governed, managed_landing_zone
from modules.organization.spec import NEEDED_SERVICES
from modules.specification.errors import LandingZoneError


def regions_are_distinct(zone: LandingZone, _: Dropped) -> Iterator[LandingZoneError]:
    regions = zone.organization.regions
    for index, region in enumerate(regions):
        if region in regions[:index]:
            yield LandingZoneError(
                "a region is listed twice",
                got=region,
                why="each region gets one provider and one baseline",
                fix="remove one of the two",
                path=("organization", "regions", index),
            )


def home_region_is_governed(zone: LandingZone, dropped: Dropped) -> Iterator[LandingZoneError]:
    organization = zone.organization
    if organization.home_region not in organization.regions and not dropped.below("organization", "regions"):
        yield LandingZoneError(
            "the home region must be one of the regions",
            got=organization.home_region,
            why="the foundation's own resources live there and need the baseline too",
            fix=f"add {organization.home_region} to organization.regions",
            path=("organization", "home_region"),
        )


def regions_can_be_used(zone: LandingZone, _: Dropped) -> Iterator[LandingZoneError]:
    landing_zone = managed_landing_zone(zone.control_tower)
    if landing_zone and landing_zone.governed_regions is not None:
        governed: tuple[str, ...] = landing_zone.governed_regions
    else:
        governed = zone.organization.regions if is_governed(zone.control_tower, zone.vending) else ()
    for index, region in enumerate(zone.organization.regions):
        if REGIONS.get(region) and region not in governed:
            yield LandingZoneError(
                "nothing enables the region in accounts",
                got=region,
                why="an account opts in to it before it can be used; only Control Tower does that, where it governs "
                "the region (AWS Account Management Reference Guide, Enable or disable AWS Regions in your account)",
                fix="leave it out, or let Control Tower govern it",
                path=("organization", "regions", index),
            )


def services_that_workspaces_use_are_trusted(zone: LandingZone, dropped: Dropped) -> Iterator[LandingZoneError]:
    trusted = zone.organization.trusted_services
    missing = [service for service in NEEDED_SERVICES if service not in trusted]
    if missing and not dropped.below("organization", "trusted_services"):
        yield LandingZoneError(
            "services that workspaces work with must be trusted",
            got=f"{', '.join(trusted) or 'none'}, without {', '.join(missing)}",
            why="workspaces would be refused in the middle: what the list has not, nothing turns on",
            fix=f"add {', '.join(missing)}, or leave the list out",
            path=("organization", "trusted_services"),
        )


def email_pattern_names_the_account(zone: LandingZone, _: Dropped) -> Iterator[LandingZoneError]:
    pattern = zone.organization.email_pattern
    if pattern.count("{account}") != 1 or pattern.count("{") != 1:
        yield LandingZoneError(
            "the e-mail pattern must name the account exactly once",
            got=pattern,
            why="every account needs an address of its own",
            fix='write {account} where its name goes, for example "aws+{account}@example.com"',
            path=("organization", "email_pattern"),
        )
