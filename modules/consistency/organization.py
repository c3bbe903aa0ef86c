"""Checks of the organization's own settings against each other."""

from __future__ import annotations

from collections.abc import Iterator

from modules.consistency.dropped import Dropped
from modules.landing_zone import LandingZone
from modules.organization.spec import NEEDED_SERVICES
from modules.specification.errors import LandingZoneError
from modules.specification.regions import WHAT, advice, newer_regions


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
    is_refused = dropped.below("organization", "regions") or dropped.below("organization", "home_region")
    if organization.home_region not in organization.regions and not is_refused:
        yield LandingZoneError(
            "the home region must be one of the regions",
            got=organization.home_region,
            why="the foundation's own resources live there and need the baseline too",
            fix=f"add {organization.home_region} to organization.regions",
            path=("organization", "home_region"),
        )


def regions_are_known(zone: LandingZone, dropped: Dropped) -> Iterator[LandingZoneError]:
    if dropped.below("organization", "newer_regions"):
        return
    for path, region in newer_regions(zone):
        if region not in zone.organization.newer_regions:
            why, fix = advice(region)
            yield LandingZoneError(WHAT, got=region, why=why, fix=fix, path=path)


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
