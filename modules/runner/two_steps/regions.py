"""Regions as they were applied, against what the YAML says now: what of a change is refused."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from modules.runner.display.wording import first_few
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


def refused_leaving(in_use: Mapping[str, Sequence[str]]) -> Iterator[LandingZoneError]:
    """Give the fault of each region that has left the YAML while resources are in it.

    Args:
        in_use: The names of the workspaces with resources in a region that the YAML names no more, by region.

    """
    for region, names in in_use.items():
        if names:
            yield LandingZoneError(
                "a region must leave the YAML in two steps",
                got=f"{region}, where {', '.join(first_few(names, 3))} still {'has' if len(names) == 1 else 'have'} "
                "resources",
                why="Terraform destroys what is in a region with a provider of that region, and there is none of one "
                "that nothing names; nothing was planned or changed",
                fix=f"write `removed: {{regions: [{region}]}}` and deploy; then take that line out ({_GUIDE})",
                path=("organization", "regions"),
            )
