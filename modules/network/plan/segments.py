"""Who talks to whom. No cdktf here."""

from __future__ import annotations

from modules.network.spec.network import ON_PREMISES, NetworkSpec


def talk(network: NetworkSpec, one: str, other: str) -> bool:
    """Whether two segments exchange traffic, or a segment and `on-premises`; naming one of the two is enough."""
    segments = network.all_segments()
    return any(there in segments[here].talks_to for here, there in ((one, other), (other, one)) if here in segments)


def peers(network: NetworkSpec, hub: str, segment: str) -> tuple[str, ...]:
    """Return the segments of a hub that exchange traffic with one of its segments or `on-premises`, in their order."""
    return tuple(other for other in network.segments_of(hub) if talk(network, segment, other))


def reaches_on_premises(network: NetworkSpec, segment: str) -> bool:
    """Whether a segment exchanges traffic with on-premises networks."""
    return network.on_premises is not None and talk(network, segment, ON_PREMISES)
