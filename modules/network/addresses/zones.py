"""Availability zones by their ids, which mean the same place in every account; a name such as eu-west-1a does not."""

from __future__ import annotations

import re

ZONE_ID_PATTERN = r"[a-z]{2,3}[a-z]{1,2}[0-9]+-az[0-9]"
"""`euw1-az1`."""


def zone_id_prefix(region: str) -> str:
    """Return what the ids of a region's zones begin with: `euw1` for eu-west-1, `apne2` for ap-northeast-2."""
    area, direction, number = region.split("-")
    short = re.sub(r"(north|south|east|west|central)", lambda found: found[0][0], direction)
    return f"{area}{short}{number}"
