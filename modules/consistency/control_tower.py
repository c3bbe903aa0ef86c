"""Checks of Control Tower's landing zone: that it finds what it needs in the rest of the environment."""

from __future__ import annotations

from collections.abc import Iterator

from modules.accounts.spec import CONTROL_TOWER_SHARED
from modules.consistency.dropped import Dropped
from modules.landing_zone import LandingZone
from modules.landing_zone.governance import is_governed, managed_landing_zone
from modules.organization.guardrails.bindings import shown
from modules.specification.errors import LandingZoneError

_PRINCIPAL = "controltower.amazonaws.com"


def control_tower_is_trusted(zone: LandingZone, dropped: Dropped) -> Iterator[LandingZoneError]:
    if zone.control_tower is None or dropped.below("organization", "trusted_services"):
        return
    if _PRINCIPAL not in zone.organization.trusted_services:
        yield LandingZoneError(
            "Control Tower must have trusted access to the organization",
            got=", ".join(zone.organization.trusted_services) or "no trusted service",
            why="Control Tower governs nothing without it, and what the list has not, nothing turns on",
            fix=f"add {_PRINCIPAL} to organization.trusted_services",
            path=("control_tower",),
        )


def governed_regions_are_distinct(zone: LandingZone, _: Dropped) -> Iterator[LandingZoneError]:
    for index, region in enumerate(governed := _governed(zone)):
        if region in governed[:index]:
            yield LandingZoneError(
                "a governed region is listed twice",
                got=region,
                why="Control Tower takes each once",
                fix="remove one of the two",
                path=("control_tower", "landing_zone", "governed_regions", index),
            )


def governed_regions_are_the_organization_s(zone: LandingZone, dropped: Dropped) -> Iterator[LandingZoneError]:
    organization = zone.organization
    if dropped.below("organization", "regions"):
        return
    for index, region in enumerate(_governed(zone)):
        if region not in organization.regions:
            yield LandingZoneError(
                "Control Tower must govern regions of the organization only",
                got=region,
                why=f"organization.regions has {', '.join(organization.regions)}: accounts use no other",
                fix="remove it, or add it to organization.regions",
                path=("control_tower", "landing_zone", "governed_regions", index),
            )


def home_region_is_governed_by_control_tower(zone: LandingZone, dropped: Dropped) -> Iterator[LandingZoneError]:
    home, governed = zone.organization.home_region, _governed(zone)
    where = ("control_tower", "landing_zone", "governed_regions")
    if governed and home not in governed and not dropped.below(*where):
        yield LandingZoneError(
            "Control Tower must govern its home region",
            got=", ".join(governed),
            why="the landing zone lives there",
            fix=f"add {home}",
            path=where,
        )


def landing_zone_s_accounts_share_a_unit(zone: LandingZone, dropped: Dropped) -> Iterator[LandingZoneError]:
    shared = [account for account in zone.roster if set(CONTROL_TOWER_SHARED) & set(account.functions)]
    if not managed_landing_zone(zone.control_tower) or dropped.below("accounts"):
        return
    if len({account.unit for account in shared}) > 1 or any(len(account.unit) != 1 for account in shared):
        yield LandingZoneError(
            "the landing zone's two accounts must be in one unit directly below the root",
            got=", ".join(f"{account.key} in {shown(account.unit)}" for account in shared),
            why="Control Tower looks for log archive and security tooling together there",
            fix="put both in Security",
            path=(*shared[-1].source, "unit"),
        )


def landing_zone_s_accounts_are_two(zone: LandingZone, _: Dropped) -> Iterator[LandingZoneError]:
    for account in zone.roster:
        if is_governed(zone.control_tower, zone.vending) and set(CONTROL_TOWER_SHARED) <= set(account.functions):
            yield LandingZoneError(
                "the landing zone must have its log archive and its security tooling in two accounts",
                got=f"{account.key} with both functions",
                why="Control Tower takes one account for logs and another one for audit (AWS Control Tower User Guide, "
                "About the shared accounts)",
                fix="make an account for each of the two functions",
                path=(*account.source, "also"),
            )


def account_factory_has_a_landing_zone(zone: LandingZone, dropped: Dropped) -> Iterator[LandingZoneError]:
    if not zone.vending.by_account_factory or managed_landing_zone(zone.control_tower):
        return
    if dropped.below("control_tower") or dropped.below("accounts"):
        return
    for account in zone.roster:
        if set(CONTROL_TOWER_SHARED) & set(account.functions) and account.vended:
            yield LandingZoneError(
                "the accounts of an existing landing zone must have ids",
                got=f"{account.key} without an id",
                why="Account Factory comes with a landing zone, which has its log archive and its security tooling "
                "(audit) account; this environment does not set one up",
                fix="add the account's `id`, or let this environment set the landing zone up: "
                "`control_tower: {landing_zone: {}}`",
                path=account.source,
            )


def key_is_where_control_tower_looks(zone: LandingZone, dropped: Dropped) -> Iterator[LandingZoneError]:
    landing_zone = managed_landing_zone(zone.control_tower)
    arn = landing_zone.kms_key.arn if landing_zone and landing_zone.kms_key else None
    organization = zone.organization
    expected = f"arn:aws:kms:{organization.home_region}:{organization.management_account.id}:"
    if arn and not arn.startswith(expected) and not dropped.below("organization"):
        yield LandingZoneError(
            "Control Tower's key must be in the management account and the home region",
            got=arn,
            why="Control Tower takes no other (AWS Control Tower User Guide, Optionally configure AWS KMS keys)",
            fix=f"name a key whose ARN begins with {expected}, or write `kms_key: {{}}` to have one made",
            path=("control_tower", "landing_zone", "kms_key", "arn"),
        )


def _governed(zone: LandingZone) -> tuple[str, ...]:
    """Return the regions that the environment lists as governed; nothing where they follow from the organization's."""
    landing_zone = managed_landing_zone(zone.control_tower)
    return (landing_zone.governed_regions if landing_zone else None) or ()
