"""Checks of the tree of organizational units, and of those who name a unit."""

from __future__ import annotations

from collections.abc import Iterator

from modules.aws_limits import OU_DEPTH
from modules.consistency.dropped import Dropped, KeyPath
from modules.landing_zone import LandingZone
from modules.organization.spec import ROOT, too_deep, unit_path
from modules.specification.errors import LandingZoneError
from modules.specification.suggestions import nearest


def units_are_legal(zone: LandingZone, _: Dropped) -> Iterator[LandingZoneError]:
    for path in zone.organization.unit_paths():
        if too_deep(path):
            yield LandingZoneError(
                "the tree of organizational units is too deep",
                got=f"{'/'.join(path)}: level {len(path)}",
                why=f"Organizations takes at most {OU_DEPTH}",
                fix="move the unit up",
                path=_place(path),
            )


def units_can_be_found_by_account_factory(zone: LandingZone, _: Dropped) -> Iterator[LandingZoneError]:
    if not zone.vending.by_account_factory:
        return
    first_with: dict[str, tuple[str, ...]] = {}
    for path in zone.organization.unit_paths():
        earlier = first_with.setdefault(path[-1], path)
        if earlier != path:
            yield LandingZoneError(
                "two organizational units have the same name",
                got=f"{'/'.join(earlier)} and {'/'.join(path)}",
                why="AFT looks units up by their names in the whole tree, and finds one of the two; Organizations by "
                "itself asks only that a name be unique below one parent",
                fix="rename one of them, for example by adding its parent's name, or vend with engine: organizations",
                path=_place(path),
            )
        if "(ou-" in path[-1]:
            yield LandingZoneError(
                "an organizational unit's name must not look like the id of one",
                got=path[-1],
                why="Account Factory and AFT read a unit as `Name (ou-id)`, and cut the name off there",
                fix="leave the parenthesis out, or vend with engine: organizations",
                path=_place(path),
            )


def units_named_exist(zone: LandingZone, dropped: Dropped) -> Iterator[LandingZoneError]:
    if dropped.below("organization", "units"):
        return
    known = {"/".join(path): path for path in zone.organization.unit_paths()}
    for where, text in _named(zone):
        if unit_path(text) not in known.values() and text != ROOT:
            same_name = next((full for full, path in known.items() if path[-1] == text), None)
            guess = same_name or nearest(text, known)
            yield LandingZoneError(
                "the organizational unit does not exist",
                got=text,
                why=f"organization.units has {', '.join(known)}",
                fix=f"write {guess}" if guess else "write one of these, or add the unit",
                path=where,
            )


def _named(zone: LandingZone) -> Iterator[tuple[KeyPath, str]]:
    yield ("organization", "management_account", "unit"), zone.organization.management_account.unit
    for name, unit in zone.organization.foundational_units.items():
        yield ("organization", "foundational_units", name.value), unit
    for key, account in zone.accounts.items():
        yield ("accounts", key, "unit"), account.unit
    for stage, spec in zone.stages.items():
        if spec.unit:
            yield ("stages", stage, "unit"), spec.unit
    for unit in zone.control_tower.controls if zone.control_tower else ():
        yield ("control_tower", "controls", unit), unit
    for unit in zone.security.security_hub.units if zone.security else ():
        yield ("security", "security_hub", "units", unit), unit
    for vpc, shared in zone.network.shared_vpcs.items() if zone.network else ():
        yield from ((("network", "shared_vpcs", vpc, "units", index), unit) for index, unit in enumerate(shared.units))
    for portfolio, published in ((zone.catalog and zone.catalog.portfolios) or {}).items():
        where = ("catalog", "portfolios", portfolio, "shared_with")
        yield from (((*where, index), shared) for index, shared in enumerate(published.shared_with or ()))
    for path, places in zone.identity.places():
        yield from (((*path, "units", index), unit) for index, unit in enumerate(places.units))


def _place(path: tuple[str, ...]) -> KeyPath:
    return ("organization", *(part for name in path for part in ("units", name)))
