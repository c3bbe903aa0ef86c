"""Address ranges in arguments of resources."""

from __future__ import annotations

from ipaddress import IPv4Network

from modules.specification.errors import LandingZoneError
from modules.synthesized.unknowns import short


def written_range(text: str, where: str) -> IPv4Network:
    """Read a range.

    Args:
        text: What an argument says.
        where: The identity of its resource.

    Raises:
        LandingZoneError: it is no range.

    """
    try:
        return IPv4Network(text)
    except ValueError:
        raise LandingZoneError(
            "an IPv4 range is missing where the proof needs one",
            got=f"{short(text)} in {short(where)}",
            why="what is known only at apply could be any range, and IPv6 is not followed",
            fix="write a range of IPv4, that of the pool where a VPC has its own from one",
        ) from None
