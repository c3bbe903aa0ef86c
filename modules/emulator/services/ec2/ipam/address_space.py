"""Which ranges are free: arithmetic on networks, nothing of AWS."""

from __future__ import annotations

from collections.abc import Iterable
from ipaddress import IPv4Network, IPv6Network, ip_network

Network = IPv4Network | IPv6Network


def network(cidr: str) -> Network | None:
    """Read a range in CIDR notation, without host bits, or None."""
    try:
        return ip_network(cidr)
    except ValueError:
        return None


def contains(outer: Network, inner: Network) -> bool:
    """Tell whether one range lies in another."""
    return outer.version == inner.version and inner.subnet_of(outer)  # type: ignore[arg-type]


def is_free(wanted: Network, space: Iterable[Network], taken: Iterable[Network]) -> bool:
    """Tell whether a range lies in one of the ranges of a space and touches nothing that is taken."""
    return any(contains(outer, wanted) for outer in space) and not any(wanted.overlaps(other) for other in taken)


def next_free(space: Iterable[Network], taken: Iterable[Network], prefix_length: int) -> Network | None:
    """Find the lowest free range of a size.

    A candidate that meets something taken moves behind it, so the work grows with what is taken and not with the space.
    """
    blocked = sorted(taken, key=lambda range_: int(range_.network_address))
    for outer in sorted(space, key=lambda range_: int(range_.network_address)):
        if not outer.prefixlen <= prefix_length <= outer.max_prefixlen:
            continue
        size = 1 << (outer.max_prefixlen - prefix_length)
        start = int(outer.network_address)
        while start + size - 1 <= int(outer.broadcast_address):
            candidate = type(outer)((start, prefix_length))
            met = next((range_ for range_ in blocked if candidate.overlaps(range_)), None)
            if met is None:
                return candidate
            behind = int(met.broadcast_address) + 1
            start = max(start + size, -(-behind // size) * size)
    return None
