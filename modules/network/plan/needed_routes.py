"""Static routes of a transit gateway's table that make a difference. No cdktf here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from ipaddress import IPv4Network

from modules.network.plan.on_premises import without

Target = str | None
"""The VPC of the hub that a route leads to; None drops what goes there."""

_LEARNED = "learned"


def needed(
    routes: Iterable[tuple[IPv4Network, Target]], learned: Sequence[IPv4Network]
) -> tuple[tuple[IPv4Network, Target], ...]:
    """Leave out routes that no packet takes, or that lead where it would go without them.

    There are some where ranges have each other in them: a hub's range in one on premises, a pool that is all of a hub.

    Args:
        routes: Ranges with their targets. Of two to one range, what leads somewhere counts and not what drops.
        learned: Ranges that are announced to the table by on-premises links.

    """
    targets: dict[IPv4Network, Target] = {}
    for range_, target in routes:
        targets[range_] = targets.get(range_) or target
    every = {**dict.fromkeys(learned, _LEARNED), **targets}
    taken = {range_: target for range_, target in every.items() if _takes_a_packet(range_, every)}
    return tuple((range_, target) for range_, target in targets.items() if _differs(range_, target, taken))


def _takes_a_packet(range_: IPv4Network, every: Iterable[IPv4Network]) -> bool:
    """Whether narrower routes leave anything of a range."""
    return bool(without([range_], (other for other in every if other != range_ and other.subnet_of(range_))))


def _differs(range_: IPv4Network, target: Target, taken: dict[IPv4Network, Target]) -> bool:
    """Whether packets would go elsewhere by the next wider route."""
    if range_ not in taken:
        return False
    around = [other for other in taken if other != range_ and range_.subnet_of(other)]
    return not around or taken[max(around, key=lambda other: other.prefixlen)] != target
