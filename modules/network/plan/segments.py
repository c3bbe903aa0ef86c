"""Which segments exchange traffic. No cdktf here."""

from __future__ import annotations

from modules.network.spec.network import ON_PREMISES, NetworkSpec


def may_communicate(network: NetworkSpec, a: str, b: str) -> bool:
    """Whether `a` and `b`, segments or `on-premises`, exchange traffic: either names the other in `talks_to`."""
    segments = network.all_segments()
    return any(peer in segments[segment].talks_to for segment, peer in ((a, b), (b, a)) if segment in segments)


def peers(network: NetworkSpec, hub: str, segment: str) -> tuple[str, ...]:
    """Return the segments of a hub that exchange traffic with one of its segments or `on-premises`, in their order."""
    return tuple(other for other in network.segments_of(hub) if may_communicate(network, segment, other))


def reaches_on_premises(network: NetworkSpec, segment: str) -> bool:
    """Whether a segment exchanges traffic with on-premises networks."""
    return network.on_premises is not None and may_communicate(network, segment, ON_PREMISES)
