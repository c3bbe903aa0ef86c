"""Checks of what had another key, and of what leaves the YAML."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from modules.accounts.spec import AccountSpec, Function
from modules.accounts.vending_spec import VendingEngine
from modules.consistency.dropped import Dropped
from modules.landing_zone import LandingZone
from modules.organization.spec import unit_path
from modules.specification.errors import LandingZoneError

_GUIDE = "docs/how-to/change-in-two-steps.md"
_REGIONS_GUIDE = "docs/how-to/add-a-region.md"


def moved_accounts_are_there_and_no_others(zone: LandingZone, dropped: Dropped) -> Iterator[LandingZoneError]:
    if dropped.below("accounts") or dropped.below("moved"):
        return
    known = {account.key for account in zone.every_account}
    taken = Counter(zone.moved.accounts.values())
    for old, new in zone.moved.accounts.items():
        if old in known or not _is_vended_workload(zone.accounts.get(new)) or taken[new] > 1:
            yield LandingZoneError(
                "an account that has another key must be a workload that is listed once, under its new key alone",
                got=f"{old} → {new}",
                why="the account and the state of its workspace are taken over by address; other accounts have keys in "
                "names of groups, buckets and roles, which cannot be changed",
                fix=f"write the key that it had, then the key of its entry in `accounts`, vended here ({_GUIDE})",
                path=("moved", "accounts", old),
            )


def _is_vended_workload(spec: AccountSpec | None) -> bool:
    return spec is not None and spec.functions == (Function.WORKLOAD,) and spec.id is None


def moved_accounts_keep_name_and_address(zone: LandingZone, dropped: Dropped) -> Iterator[LandingZoneError]:
    if dropped.below("accounts") or dropped.below("moved"):
        return
    for old, new in zone.moved.accounts.items():
        spec = zone.accounts.get(new)
        if spec and _is_vended_workload(spec) and (spec.name is None or spec.email is None):
            yield LandingZoneError(
                "an account that has another key must say its name and its address",
                got=f"{new} without {'`name`' if spec.name is None else '`email`'}",
                why="both are made of the key where they are not said, and the account would be replaced for another",
                fix=f"write those that it has; where {old} said none, the key and what email_pattern makes of it",
                path=("accounts", new),
            )


def removed_accounts_are_gone(zone: LandingZone, dropped: Dropped) -> Iterator[LandingZoneError]:
    if dropped.below("accounts") or dropped.below("removed"):
        return
    known = {account.key for account in zone.every_account}
    for number, key in enumerate(zone.removed.accounts):
        if key in known or key in zone.moved.accounts:
            yield LandingZoneError(
                "an account that is let go of must not be in the YAML any more",
                got=key,
                why="Terraform would be told to forget what it is told to make",
                fix=f"take its entry out, or take it out of `removed.accounts` ({_GUIDE})",
                path=("removed", "accounts", number),
            )


def removed_units_are_gone(zone: LandingZone, dropped: Dropped) -> Iterator[LandingZoneError]:
    if dropped.below("organization") or dropped.below("removed"):
        return
    known = set(zone.organization.unit_paths())
    for number, unit in enumerate(zone.removed.units):
        if unit_path(unit) in known or not unit_path(unit):
            yield LandingZoneError(
                "a unit that is deleted must not be in the YAML any more",
                got=unit,
                why="it is deleted once its entry is gone, and this line says that it is meant",
                fix=f"take its entry out of organization.units, or take it out of `removed.units` ({_GUIDE})",
                path=("removed", "units", number),
            )


def removed_regions_are_gone(zone: LandingZone, dropped: Dropped) -> Iterator[LandingZoneError]:
    if dropped.below("organization") or dropped.below("removed"):
        return
    for number, region in enumerate(zone.removed.regions):
        if region in zone.organization.regions:
            yield LandingZoneError(
                "a region that is taken out must not be in the YAML any more",
                got=region,
                why="workspaces would be told to destroy what is there, and to make it",
                fix=f"take it out of organization.regions, or out of `removed.regions` ({_REGIONS_GUIDE})",
                path=("removed", "regions", number),
            )


def accounts_of_organizations_alone_are_moved_or_removed(
    zone: LandingZone, dropped: Dropped
) -> Iterator[LandingZoneError]:
    if dropped.below("vending") or zone.vending.engine is VendingEngine.ORGANIZATIONS:
        return
    named = {"moved": zone.moved.accounts, "removed": zone.removed.accounts}
    for section in (section for section, keys in named.items() if keys):
        yield LandingZoneError(
            "accounts must be vended by Organizations where they are moved or let go of",
            got=f"`{section}.accounts`, and vending.engine {zone.vending.engine}",
            why="Account Factory knows an account by a product or a request of its own, which this does not change",
            fix="go by docs/how-to/add-an-account.md or docs/how-to/vend-through-aft.md",
            path=(section, "accounts"),
        )
