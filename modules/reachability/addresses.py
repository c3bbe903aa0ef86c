"""Addresses that stand for all that the network treats alike.

IPAM decides at apply where in its pool a VPC lies. Whatever it decides, only the ranges that routes and rules name tell
addresses apart: so it is enough to look at one address, or one place in the pool, on each side of each of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from ipaddress import IPv4Address, IPv4Network

from modules.reachability.network import Network, Vpc

_BITS = 32
_FARTHEST = 64
"""How many VPCs of a pool get ranges of their own; further ones are like one of these."""

PRIVATE = tuple(map(IPv4Network, ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10")))
"""What no router of the internet forwards (RFC 1918, RFC 6598)."""

INTERNET = IPv4Address("203.0.113.1")
"""An address out there, of those that are for documentation (RFC 5737)."""


def is_private(address: IPv4Address) -> bool:
    """Whether an address means nothing on the internet."""
    return any(address in network for network in PRIVATE)


def told_apart(network: Network) -> tuple[IPv4Network, ...]:
    """Return every range that something in the network makes a difference for."""
    found: set[IPv4Network] = set(network.announced)
    for table in network.tables.values():
        found.update(route.destination for route in table)
    for gateway_table in network.gateway_tables.values():
        found.update(route.destination for route in gateway_table.routes)
    for attachment in network.attachments.values():
        found.update(attachment.allowed or ())
    for firewall in network.firewalls.values():
        for rule in firewall.rules:
            found.update(rule.source.networks, rule.destination.networks)
    for endpoints in network.endpoints.values():
        found.update(one.source for one in endpoints.admitted)
    return tuple(sorted(found))


def representatives(block: IPv4Network, ranges: Iterable[IPv4Network]) -> tuple[IPv4Address, ...]:
    """Return an address of each part of a range that other ranges tell apart."""
    inside = [one for one in ranges if one.prefixlen > block.prefixlen and one.subnet_of(block)]
    starts = {int(block.network_address)}
    for one in inside:
        starts |= {int(one.network_address), int(one.broadcast_address) + 1}
    found: dict[tuple[bool, ...], IPv4Address] = {}
    for start in sorted(starts):
        address = IPv4Address(start)
        if address in block:
            found.setdefault(tuple(address in one for one in inside), address)
    return tuple(found.values())


def outside(ranges: Iterable[IPv4Network]) -> tuple[IPv4Address, ...]:
    """Return addresses of the internet: one that no range holds but the whole, and one of each public range."""
    public = [one for one in ranges if one.prefixlen and not any(one.overlaps(private) for private in PRIVATE)]
    return (INTERNET, *dict.fromkeys(one.network_address for one in public if INTERNET not in one))


def possible_blocks(vpcs: Sequence[Vpc], ranges: Sequence[IPv4Network]) -> dict[str, tuple[IPv4Network, ...]]:
    """Return ranges that VPCs may have, by the VPC's identity: one of each kind that is told apart, none twice."""
    taken: set[IPv4Network] = set()
    found: dict[str, tuple[IPv4Network, ...]] = {}
    for vpc in vpcs:
        if vpc.block:
            found[vpc.identity] = (vpc.block,)
            continue
        found[vpc.identity] = tuple(
            _free(kind, taken) for pool in vpc.pools for kind in _kinds(pool, vpc.prefix, ranges)
        )
        taken.update(found[vpc.identity])
    return found


def _kinds(pool: IPv4Network, prefix: int, ranges: Sequence[IPv4Network]) -> Iterator[list[IPv4Network]]:
    """Every kind of place that a VPC may have in a pool: the first blocks of each."""
    parts = [one for one in ranges if one.overlaps(pool) and one.prefixlen > pool.prefixlen]
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


def _free(blocks: Sequence[IPv4Network], taken: set[IPv4Network]) -> IPv4Network:
    return next((block for block in blocks if not any(block.overlaps(other) for other in taken)), blocks[0])
