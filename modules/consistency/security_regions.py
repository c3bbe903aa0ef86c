"""Checks of where security services run: what AWS lets them do at home, and bring home from other regions."""

from __future__ import annotations

from collections.abc import Iterator

from modules.aws_limits import is_opt_in
from modules.consistency.dropped import Dropped
from modules.landing_zone import LandingZone
from modules.specification.errors import LandingZoneError

EXPORTING = ("guardduty", "macie")
"""Services whose results go to the log archive, which is in the home region."""


def services_run_in_the_home_region(zone: LandingZone, dropped: Dropped) -> Iterator[LandingZoneError]:
    home = zone.organization.home_region
    if dropped.below("organization", "home_region"):
        return
    for key, service in zone.security.services() if zone.security else ():
        if not service.enabled or dropped.below("security", key):
            continue
        if home in service.absent_from:
            yield LandingZoneError(
                "a security service must be off where the home region does not have it",
                got=home,
                why="what it has once for the organization would be there; AWS does not offer the service there "
                "(endpoints of the AWS SDK)",
                fix="write `enabled: false`, or choose another home region",
                path=("security", key, "enabled"),
            )
        elif not service.runs_in(home):
            yield LandingZoneError(
                "a security service must run in the home region too",
                got=", ".join(service.regions or ()),
                why="what it has once for the organization, and where findings come together, is there",
                fix=f"add {home}, or leave the list out",
                path=("security", key, "regions"),
            )


def findings_come_together_in_a_region_that_is_on_by_default(
    zone: LandingZone, dropped: Dropped
) -> Iterator[LandingZoneError]:
    home = zone.organization.home_region
    if zone.security is None or not is_opt_in(home) or dropped.below("organization", "home_region"):
        return
    if zone.security.security_hub.runs_in(home) and not dropped.below("security", "security_hub"):
        yield LandingZoneError(
            "Security Hub must be off where accounts opt in to the home region",
            got=home,
            why="findings do not come together in a region that is disabled by default (AWS Security Hub User Guide, "
            "Enabling cross-Region aggregation)",
            fix="write `enabled: false`, or choose another home region",
            path=("security", "security_hub", "enabled"),
        )


def results_reach_the_log_archive(zone: LandingZone, dropped: Dropped) -> Iterator[LandingZoneError]:
    home = zone.organization.home_region
    if zone.security is None or not is_opt_in(home) or dropped.below("organization"):
        return
    for key, service in zone.security.services():
        elsewhere = [region for region in zone.organization.regions if region != home and service.runs_in(region)]
        if key in EXPORTING and elsewhere and not dropped.below("security", key):
            yield LandingZoneError(
                "a service must send nothing to a region that accounts opt in to",
                got=f"from {', '.join(elsewhere)} to the log archive in {home}",
                why="it refuses such a bucket, unless it is in its own region (Amazon GuardDuty User Guide, Exporting "
                "generated findings; Amazon Macie User Guide, Storing and retaining sensitive data discovery results)",
                fix=f"write `regions: [{home}]`, or choose another home region",
                path=("security", key, "regions"),
            )
