"""The checks that span rooms: each finds contradictions between parts of one environment.

A check says nothing about what follows from a part that was already refused (`Dropped`).
"""

from __future__ import annotations

from collections.abc import Iterator

from modules.consistency.checks import CHECKS, VALUES
from modules.consistency.derived_checks import DERIVED
from modules.consistency.dropped import Dropped, KeyPath
from modules.landing_zone import LandingZone
from modules.specification.errors import LandingZoneError


def contradictions(zone: LandingZone, dropped: Dropped | None = None) -> Iterator[LandingZoneError]:
    """Every contradiction between the parts of `zone`."""
    refused = dropped or Dropped()
    for checks in (VALUES, CHECKS, DERIVED):
        found: list[KeyPath] = []
        for check in checks:
            for contradiction in check(zone, refused):
                found.append(contradiction.path)
                yield contradiction
        refused = Dropped([*refused, *found])
