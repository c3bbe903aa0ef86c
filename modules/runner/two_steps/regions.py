"""Regions as they were applied, against what the YAML says now: what of a change is refused."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from modules.specification.errors import LandingZoneError

_GUIDE = "docs/how-to/add-a-region.md"


def refused_home(applied: Sequence[str], home_region: str) -> Iterator[LandingZoneError]:
    """Give the fault of another home region than the one that was applied.

    Args:
        applied: The regions that were applied, the home region first.
        home_region: That of the YAML.

    """
    if applied and home_region != applied[0]:
        yield LandingZoneError(
            "the home region must stay the one that was applied",
            got=f"{home_region}, where {applied[0]} was applied",
            why="IPAM, the trail, the logs and whatever else an organization has once would be made a second time "
            "there, and the first be forgotten; nothing was planned or changed",
            fix=f"write {applied[0]} again; a landing zone with another home region is an environment of its own, with "
            f"an organization of its own ({_GUIDE})",
            path=("organization", "home_region"),
        )
