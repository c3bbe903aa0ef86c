"""The check of every list that a user can write: nothing stands in it twice."""

from __future__ import annotations

from collections.abc import Iterator
from fnmatch import fnmatchcase

from modules.consistency.dropped import Dropped, KeyPath
from modules.landing_zone import LandingZone
from modules.specification.errors import LandingZoneError
from modules.specification.model import Spec

_HAVE_CHECKS_OF_THEIR_OWN = (
    "organization.regions",
    "organization*.guardrails",
    "accounts.*.guardrails",
    "teams.*.guardrails.*",
    "control_tower.landing_zone.governed_regions",
    "teams.*.stages",
    "network.hubs.*.zone_ids",
)
"""Lists of which another check says better what a second entry would mean."""


def nothing_is_listed_twice(zone: LandingZone, _: Dropped) -> Iterator[LandingZoneError]:
    for path, items in _lists(zone, ()):
        if any(fnmatchcase(".".join(map(str, path)), pattern) for pattern in _HAVE_CHECKS_OF_THEIR_OWN):
            continue
        seen = set()
        for index, item in enumerate(items):
            if isinstance(item, Spec):
                continue
            if item in seen:
                yield LandingZoneError(
                    "something is listed twice",
                    got=item,
                    why="a second entry adds nothing, or would be made a second time",
                    fix="remove one of the two",
                    path=(*path, index),
                )
            seen.add(item)


def _lists(value: object, path: KeyPath) -> Iterator[tuple[KeyPath, tuple[object, ...]]]:
    """Every list at or below a place, with where it stands."""
    if isinstance(value, Spec):
        for name in type(value).model_fields:
            yield from _lists(getattr(value, name), (*path, name))
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _lists(inner, (*path, str(key)))
    elif isinstance(value, tuple):
        yield path, value
        for index, item in enumerate(value):
            yield from _lists(item, (*path, index))
