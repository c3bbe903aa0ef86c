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
"""What a hub keeps for its own VPCs."""

DEFAULT_POOLS: Mapping[str, Part] = {"shared": Part(4, 1), "pre-production": Part(2, 1), "production": Part(1, 1)}
"""Where the default segments lie in a hub's range. The third and the fourth sixteenth are free for others."""


def hub_vpc(hub: IPv4Network, name: str) -> IPv4Network:
    """Return the range of one of the hub's own VPCs."""
    return Part(4, HUB_VPCS.index(name)).of(OWN_PART.of(hub))


@dataclass(frozen=True, slots=True)
class Tiers:
    """The subnets of a VPC: a large one in each zone, and a small one."""

    large: Mapping[str, Part]
    """By zone id: for workloads, firewalls or endpoints. Each is a quarter of the VPC."""
    small: Mapping[str, Part]
    """By zone id, in the last quarter: for the transit gateway's attachment, or for NAT gateways."""


def tiers(vpc_prefix: int, zone_ids: Sequence[str]) -> Tiers:
    """Lay out a VPC of this size. Appending a zone moves no subnet of those before it."""
    small_bits = SMALL_SUBNET_PREFIX - vpc_prefix
    first_small = 3 << (small_bits - 2)
    return Tiers(
        {zone: Part(2, index) for index, zone in enumerate(zone_ids)},
        {zone: Part(small_bits, first_small + index) for index, zone in enumerate(zone_ids)},
    )


def address_key(place: IPv4Network | IPv4Address) -> str:
    """Return a range or an address as it is written in Terraform addresses, which would lose its dots."""
    return str(place).replace(".", "-").replace("/", "-")


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
