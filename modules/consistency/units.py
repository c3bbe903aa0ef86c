"""Checks of the tree of organizational units, and of those who name a unit."""

from __future__ import annotations

import re
from collections.abc import Iterator

from modules.accounts.roster import unit_path
from modules.aws_limits import OU_DEPTH
from modules.consistency.dropped import Dropped, KeyPath
from modules.landing_zone import LandingZone
from modules.organization.guardrails.library import ROOT
from modules.organization.spec import FOUNDATIONAL_UNITS, too_deep
from modules.specification.errors import LandingZoneError
from modules.specification.suggestions import nearest


def units_are_legal(zone: LandingZone, _: Dropped) -> Iterator[LandingZoneError]:
    first_with: dict[str, tuple[str, ...]] = {}
    for path in zone.organization.unit_paths():
        where = ("organization", *(part for name in path for part in ("units", name)))
        if too_deep(path):
            yield LandingZoneError(
                "the tree of organizational units is too deep",
                got=f"{'/'.join(path)}: level {len(path)}",
                why=f"Organizations takes at most {OU_DEPTH}",
                fix="move the unit up",
                path=where,
            )
        earlier = first_with.setdefault(re.sub(r"[^a-z0-9]", "", path[-1].lower()), path)
        if earlier != path:
            yield LandingZoneError(
                "two organizational units have the same name",
                got=f"{'/'.join(earlier)} and {'/'.join(path)}",
                why="AFT and Control Tower find a unit by its name alone; case and punctuation do not tell two apart",
                fix="rename one of them, for example by adding its parent's name",
                path=where,
            )


def foundational_units_exist(zone: LandingZone, dropped: Dropped) -> Iterator[LandingZoneError]:
    if dropped.below("organization", "units"):
        return
    for name in FOUNDATIONAL_UNITS:
        if name not in zone.organization.units:
            yield LandingZoneError(
                "a foundational organizational unit is missing",
                got=", ".join(zone.organization.units),
                why=f"the foundation's accounts live in {', '.join(FOUNDATIONAL_UNITS)}",
                fix=f"add `{name}: {{}}` to organization.units",
                path=("organization", "units"),
            )


def units_named_exist(zone: LandingZone, dropped: Dropped) -> Iterator[LandingZoneError]:
    if dropped.below("organization", "units"):
        return
    known = {"/".join(path): path for path in zone.organization.unit_paths()}
    named: list[tuple[KeyPath, str]] = [(("accounts", key, "unit"), spec.unit) for key, spec in zone.accounts.items()]
    named += [(("stages", stage.value, "unit"), spec.unit) for stage, spec in zone.stages.items()]
    shared_vpcs = zone.network.shared_vpcs if zone.network else {}
    named += [
        (("network", "shared_vpcs", name, "units", index), unit)
        for name, spec in shared_vpcs.items()
        for index, unit in enumerate(spec.units)
    ]
    controls = zone.control_tower.controls if zone.control_tower else {}
    named += [(("control_tower", "controls", unit), unit) for unit in controls if unit != ROOT]
    for where, text in named:
        if unit_path(text) not in known.values():
            same_name = next((full for full, path in known.items() if path[-1] == text), None)
            guess = same_name or nearest(text, known)
            yield LandingZoneError(
                "the organizational unit does not exist",
                got=text,
                why=f"organization.units has {', '.join(known)}",
                fix=f"write {guess}" if guess else "write one of these, or add the unit",
                path=where,
            )
