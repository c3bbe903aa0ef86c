"""Which ranges of their pools VPCs may have, as far as routes and rules distinguish them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from ipaddress import IPv4Network
from itertools import combinations

from modules.reachability.network import Vpc
from modules.specification.errors import LandingZoneError

_BITS = 32
_FARTHEST = 64
"""How many blocks are tried from each boundary on; further ones are like one of these."""

Kinds = Mapping[str, Sequence[Sequence[IPv4Network]]]
"""The blocks that a VPC may have, by its identity; blocks that nothing distinguishes are one kind."""
Choice = tuple[str, int]
"""A VPC, and the number of a kind."""


def possible_blocks(vpcs: Sequence[Vpc], ranges: Sequence[IPv4Network]) -> tuple[dict[str, IPv4Network], ...]:
    """Return ways to place VPCs, each a range by the VPC's identity.

    No two VPCs of a pool overlap in any. Together they show every VPC in each kind of place that it may have, and any
    two in each two kinds: a rule may be about the one at the upper end of its pool and the other at the lower end.

    Raises:
        LandingZoneError: nothing says where a VPC may lie.

    """
    fixed = {vpc.identity: vpc.block for vpc in vpcs if vpc.block}
    taken = (*fixed.values(), *(range_ for vpc in vpcs for range_ in vpc.others))
    kinds = {vpc.identity: _kinds_of(vpc, tuple(ranges), taken) for vpc in vpcs if not vpc.block}
    choices = [(vpc, number) for vpc, several in kinds.items() for number in range(len(several))]
    wanted = dict.fromkeys([*(frozenset({choice}) for choice in choices), *_pairs(choices)])
    found = []
    while wanted:
        placing = _Placing(kinds, fixed)
        first = next(iter(wanted))
        del wanted[first]  # whether or not both can be: two may want the only block of a kind
        for vpc, number in sorted(first):
            placing.put(vpc, number)
        placing.put_others(wanted)
        found.append(placing.blocks)
        for seen in placing.seen():
            wanted.pop(seen, None)
    return tuple(found) or (fixed,)


class _Placing:
    """One way to place VPCs."""

    def __init__(self, kinds: Kinds, fixed: Mapping[str, IPv4Network]) -> None:
        self.blocks = dict(fixed)
        self._kinds = kinds
        self._chosen: dict[str, int] = {}

    def put(self, vpc: str, number: int) -> bool:
        """Give a VPC a free block of a kind; tell whether there is one."""
        free = (block for block in self._kinds[vpc][number] if not _overlaps(block, self.blocks.values()))
        block = next(free, None)
        if block is None:
            return False
        self.blocks[vpc], self._chosen[vpc] = block, number
        return True

    def put_others(self, wanted: Collection[frozenset[Choice]]) -> None:
        """Give every other VPC the block that shows most of the wanted pairs."""
        for vpc in [vpc for vpc in self._kinds if vpc not in self._chosen]:
            new = {
                number: sum(frozenset({(vpc, number), choice}) in wanted for choice in self._chosen.items())
                for number in range(len(self._kinds[vpc]))
            }
            if not any(self.put(vpc, number) for number in sorted(new, key=lambda number: -new[number])):
                self.blocks[vpc] = self._kinds[vpc][0][0]  # the pool is full: IPAM finds no place for it, either

    def seen(self) -> Iterator[frozenset[Choice]]:
        """Every choice, and every two."""
        yield from (frozenset({choice}) for choice in self._chosen.items())
        yield from _pairs(list(self._chosen.items()))


def _pairs(choices: Sequence[Choice]) -> Iterator[frozenset[Choice]]:
    return (frozenset(two) for two in combinations(choices, 2) if two[0][0] != two[1][0])


def _overlaps(block: IPv4Network, others: Collection[IPv4Network]) -> bool:
    return any(block.overlaps(other) for other in others)


def _kinds_of(
    vpc: Vpc, ranges: tuple[IPv4Network, ...], taken: tuple[IPv4Network, ...]
) -> Sequence[Sequence[IPv4Network]]:
    """Blocks that a VPC may have, by what tells them apart."""
    found = tuple(kind for pool in vpc.pools for kind in _free_kinds(pool, vpc.prefix, ranges, taken))
    if not found:
        raise LandingZoneError(
            "nothing says where a VPC may lie",
            got=f"{vpc.name}, with neither a range nor a pool that has room for it",
            why="without its range nobody knows whom its packets reach",
            fix="give it a range, or a pool whose ranges are written down",
        )
    return found


@lru_cache  # many VPCs are of one pool and size, in every change of a network that is tried
def _free_kinds(
    pool: IPv4Network, prefix: int, ranges: tuple[IPv4Network, ...], taken: tuple[IPv4Network, ...]
) -> Sequence[Sequence[IPv4Network]]:
    """Every kind of place that a VPC may have in a pool, with the blocks that are free."""
    kinds = ([block for block in kind if not _overlaps(block, taken)] for kind in _kinds(pool, prefix, ranges))
    return tuple(free for free in kinds if free)


def _kinds(pool: IPv4Network, prefix: int, ranges: Sequence[IPv4Network]) -> Iterator[list[IPv4Network]]:
    """Every kind of place that a VPC may have in a pool: the first blocks of each."""
    parts = [range_ for range_ in ranges if range_.overlaps(pool) and range_.prefixlen > pool.prefixlen]
    size = 1 << (_BITS - prefix)
    first, last = int(pool.network_address), int(pool.broadcast_address)
    starts = {first}
    for part in parts:
        aligned = (int(part.network_address) - first) // size * size + first
        starts |= {aligned, max(aligned + size, int(part.broadcast_address) + 1)}
    kinds: dict[tuple[tuple[bool, bool], ...], list[IPv4Network]] = {}
    for start in sorted(starts):
        for number in range(_FARTHEST):
            at = start + number * size
            if at > last or (number and at in starts):
                break
            block = IPv4Network((at, prefix))
            kind = tuple((block.subnet_of(part), part.subnet_of(block)) for part in parts)
            kinds.setdefault(kind, []).append(block)
    yield from kinds.values()
