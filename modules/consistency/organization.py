"""Checks of the organization's own settings against each other."""

from __future__ import annotations

from collections.abc import Iterator

from modules.consistency.dropped import Dropped
from modules.landing_zone import LandingZone
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


def email_pattern_names_the_account(zone: LandingZone, _: Dropped) -> Iterator[LandingZoneError]:
    pattern = zone.organization.email_pattern
    if pattern.count("{account}") != 1 or pattern.count("{") != 1:
        yield LandingZoneError(
            "the e-mail pattern names the account exactly once",
            got=pattern,
            why="every account needs an address of its own",
            fix='write {account} where its name goes, for example "aws+{account}@example.com"',
            path=("organization", "email_pattern"),
        )
