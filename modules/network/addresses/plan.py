"""Where everything lies in the range of a hub, and in the range of a VPC. Arithmetic only.

A part is found by its own position and never by counting others, so a segment, a zone or an account more moves nothing.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network

ANYWHERE = IPv4Network("0.0.0.0/0")

HUB_VPCS = ("inspection", "egress", "ingress", "endpoints")
"""The VPCs of a hub; the n-th has the n-th sixteenth of the hub's own part."""

SMALL_SUBNET_PREFIX = 28
"""The size of the subnets that hold attachments or NAT gateways only: 16 addresses, of which AWS keeps 5."""

_SMALLEST_IN_QUARTERS = 24
"""The size of the smallest VPC with a quarter of it in each zone, in prefix bits."""

_QUARTERS = 3
"""How many zones have a quarter of a VPC each."""

_MOST_ZONES = 6
"""As many as the region with most has: us-east-1."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a range: the `index`-th of `2 ** bits` equal ones."""

    bits: int
    index: int

    def of(self, whole: IPv4Network) -> IPv4Network:
        """Return this part of `whole`."""
        prefix = whole.prefixlen + self.bits
        start = int(whole.network_address) + (self.index << (whole.max_prefixlen - prefix))
        return IPv4Network((start, prefix))


OWN_PART = Part(4, 0)
"""What a hub keeps for its own VPCs, where nothing else is written."""

OWN_LARGEST, OWN_SMALLEST = 12, 20
"""The sizes that it may have, in prefix bits: a sixteenth of it is a VPC of a /16 to /24."""

DEFAULT_POOLS: Mapping[str, Part] = {"shared": Part(4, 1), "pre-production": Part(2, 1), "production": Part(1, 1)}
"""Where the default segments lie in a hub's range. The third and the fourth sixteenth are free for others."""


def hub_vpc(own: IPv4Network, name: str) -> IPv4Network:
    """Return the range of one of the hub's own VPCs, a part of what the hub keeps for itself."""
    return Part(4, HUB_VPCS.index(name)).of(own)


@dataclass(frozen=True, slots=True)
class Tiers:
    """The subnets of a VPC: a large one in each zone, and a small one."""

    large: Mapping[str, Part]
    """By zone id: for workloads, firewalls or endpoints."""
    small: Mapping[str, Part]
    """By zone id, of 16 addresses: for the transit gateway's attachment, or for NAT gateways."""


def tiers(vpc_prefix: int, zone_ids: Sequence[str]) -> Tiers:
    """Lay out a VPC of this size. Appending a zone moves no subnet of those before it.

    The first three zones have a quarter each. In the last quarter the fourth zone has the last half, the fifth the last
    half of what is left, and so on; the small ones are at its beginning. A VPC smaller than a /24 has room for subnets
    of 16 addresses only: the first half of it are large ones, the other half small ones.

    Raises:
        ValueError: it has no room for them; `most_zones` tells for how many it has.

    """
    if len(zone_ids) > most_zones(vpc_prefix):
        message = f"a /{vpc_prefix} has no room for subnets in {len(zone_ids)} zones"
        raise ValueError(message)
    bits = SMALL_SUBNET_PREFIX - vpc_prefix
    if vpc_prefix > _SMALLEST_IN_QUARTERS:
        half = (1 << bits) >> 1
        return Tiers(
            {zone: Part(bits, index) for index, zone in enumerate(zone_ids)},
            {zone: Part(bits, half + index) for index, zone in enumerate(zone_ids)},
        )
    first_small = 3 << (bits - 2)
    return Tiers(
        {zone: _large(index) for index, zone in enumerate(zone_ids)},
        {zone: Part(bits, first_small + index) for index, zone in enumerate(zone_ids)},
    )


def _large(index: int) -> Part:
    """Return the large subnet of the n-th zone, counted from 0: a quarter, or the last half of what is left."""
    halvings = max(0, index - _QUARTERS + 1)
    return Part(2, index) if halvings == 0 else Part(2 + halvings, (4 << halvings) - (1 << halvings) + 1)


def most_zones(vpc_prefix: int) -> int:
    """Return for how many zones a VPC of this size has subnets; at most six, as many as any region has."""
    if vpc_prefix > _SMALLEST_IN_QUARTERS:
        return (1 << (SMALL_SUBNET_PREFIX - vpc_prefix)) >> 1
    quarter = 1 << (SMALL_SUBNET_PREFIX - vpc_prefix - 2)  # how many small subnets have room in it
    fitting = (zones for zones in range(_QUARTERS + 1, _MOST_ZONES + 1) if zones <= quarter >> (zones - _QUARTERS))
    return max(fitting, default=_QUARTERS)


def address_key(place: IPv4Network | IPv4Address) -> str:
    """Return a range or an address as it is written in Terraform addresses, which would lose its dots."""
    return str(place).replace(".", "-").replace("/", "-")


def enclosing(ranges: Iterable[IPv4Network]) -> dict[IPv4Network, tuple[IPv4Network, ...]]:
    """Return, for each of some ranges, those of them that it lies in, without itself, the widest first."""
    found: dict[IPv4Network, tuple[IPv4Network, ...]] = {}
    open_: list[tuple[int, IPv4Network]] = []
    for range_ in sorted(set(ranges), key=lambda range_: (int(range_.network_address), range_.prefixlen)):
        while open_ and open_[-1][0] < int(range_.network_address):
            open_.pop()
        found[range_] = tuple(wider for _, wider in open_)
        open_.append((int(range_.broadcast_address), range_))
    return found


def overlapping(ranges: Mapping[str, IPv4Network], *, indifferent: Container[str] = ()) -> Iterator[tuple[str, str]]:
    """Give every pair of names whose ranges overlap, once; first the name of the range that begins first.

    Args:
        ranges: Ranges by name.
        indifferent: Names whose ranges may overlap each other.

    """
    enclosing: list[tuple[str, IPv4Network]] = []
    enclosing_indifferent: list[tuple[str, IPv4Network]] = []
    for name, network in sorted(ranges.items(), key=lambda item: (item[1].network_address, item[1].prefixlen)):
        # Two ranges overlap only where one holds the other: those before it that still reach this far hold it.
        enclosing = [(other, holder) for other, holder in enclosing if holder.overlaps(network)]
        for other, _ in enclosing:
            yield other, name
        if name in indifferent:
            enclosing_indifferent.append((name, network))
            continue
        enclosing_indifferent = [(other, holder) for other, holder in enclosing_indifferent if holder.overlaps(network)]
        for other, _ in enclosing_indifferent:
            yield other, name
        enclosing.append((name, network))


def room(pool: IPv4Network, vpc_prefix: int, *, taken: int, kept_out: Iterable[IPv4Network] = ()) -> int:
    """Return how many more VPCs of a size fit into a pool for certain; negative where too many are there already.

    Each VPC counts as one of this size, which should be the largest in use: IPAM may put a small one anywhere.

    Args:
        pool: The pool's range.
        vpc_prefix: The size of a VPC, in prefix bits.
        taken: How many VPCs have a range of the pool already.
        kept_out: Ranges that must not be given out.

    """
    if vpc_prefix < pool.prefixlen:
        return -taken
    blocks = 1 << (vpc_prefix - pool.prefixlen)
    blocked: set[int] = set()
    for network in kept_out:
        if network.overlaps(pool):
            size = 1 << (pool.max_prefixlen - vpc_prefix)
            first = max(int(network.network_address), int(pool.network_address))
            last = min(int(network.broadcast_address), int(pool.broadcast_address))
            base = int(pool.network_address)
            blocked |= set(range((first - base) // size, (last - base) // size + 1))
    return blocks - len(blocked) - taken
