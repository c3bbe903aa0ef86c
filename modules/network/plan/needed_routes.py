"""Static routes of a transit gateway's table that make a difference. No cdktf here."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from ipaddress import IPv4Network

from modules.network.addresses.plan import enclosing
from modules.network.plan.on_premises import outermost

Target = str | None
"""The VPC of the hub that a route leads to; None drops what goes there."""

_LEARNED = "learned"


def needed(
    routes: Iterable[tuple[IPv4Network, Target]], learned: Collection[IPv4Network]
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
    wider = enclosing(every)
    inside: dict[IPv4Network, list[IPv4Network]] = {}
    for range_, several in wider.items():
        for other in several:
            inside.setdefault(other, []).append(range_)
    taken = {range_: target for range_, target in every.items() if not _is_full(range_, inside.get(range_, ()))}

    def differs(range_: IPv4Network) -> bool:
        """Whether packets would go elsewhere without a route: by what is announced, or by the next wider one."""
        next_wider = next((other for other in reversed(wider[range_]) if other in taken), None)
        return range_ in learned or next_wider is None or taken[next_wider] != taken[range_]

    return tuple((range_, target) for range_, target in targets.items() if range_ in taken and differs(range_))


def _is_full(range_: IPv4Network, parts: Iterable[IPv4Network]) -> bool:
    """Whether narrower ranges leave nothing of a range."""
    return sum(part.num_addresses for part in outermost(parts)) == range_.num_addresses
