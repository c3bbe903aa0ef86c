"""Representative addresses: one for all that the network treats alike.

IPAM decides at apply where in its pool a VPC lies. Whatever it decides, only the ranges that routes and rules name tell
addresses apart: so it is enough to look at one address on each side of each of them, and at one place in the pool.
"""

from __future__ import annotations

from collections.abc import Iterable
from ipaddress import IPv4Address, IPv4Network

from modules.reachability.network import Network

_EVERYTHING = IPv4Network("0.0.0.0/0")

PRIVATE = tuple(map(IPv4Network, ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10")))
"""What no router of the internet forwards (RFC 1918, RFC 6598)."""

INTERNET = IPv4Address("203.0.113.1")
"""An address of the internet, out of those reserved for documentation (RFC 5737)."""


def is_private(address: IPv4Address) -> bool:
    """Whether no router of the internet forwards to an address."""
    return any(address in network for network in PRIVATE)


def distinguished_ranges(network: Network) -> tuple[IPv4Network, ...]:
    """Return every range that a route, a rule or a link of the network names."""
    found: set[IPv4Network] = set(network.announced)
    for table in network.tables.values():
        found.update(route.destination for route in table)
    for gateway_table in network.gateway_tables.values():
        found.update(route.destination for route in gateway_table.routes)
    for attachment in network.attachments.values():
        found.update(attachment.allowed or (), attachment.behind)
    for firewall in network.firewalls.values():
        for rule in firewall.rules:
            found.update(rule.source.networks, rule.destination.networks)
    for endpoints in network.endpoints.values():
        found.update(admission.source for admission in endpoints.admitted)
    return tuple(sorted(found))


def representatives(block: IPv4Network, ranges: Iterable[IPv4Network]) -> tuple[IPv4Address, ...]:
    """Return one address for each part of `block` that `ranges` distinguish."""
    inside = [range_ for range_ in ranges if range_.prefixlen > block.prefixlen and range_.subnet_of(block)]
    starts = {int(block.network_address)}
    for range_ in inside:
        starts |= {int(range_.network_address), int(range_.broadcast_address) + 1}
    found: dict[tuple[bool, ...], IPv4Address] = {}
    for address in (IPv4Address(start) for start in sorted(starts) if start <= int(block.broadcast_address)):
        found.setdefault(tuple(address in range_ for range_ in inside), address)
    return tuple(found.values())


def outside(ranges: Iterable[IPv4Network], taken: Iterable[IPv4Network] = ()) -> tuple[IPv4Address, ...]:
    """Return one address for each part of the internet that `ranges` distinguish.

    Args:
        ranges: What addresses are told apart by.
        taken: What is the network's own, public or not: it is no part of the internet.

    """
    distinguished, own = tuple(ranges), (*PRIVATE, *taken)
    candidates = (INTERNET, *representatives(_EVERYTHING, (*distinguished, *own)))
    public = [address for address in candidates if not any(address in range_ for range_ in own)]
    alike = {tuple(address in range_ for range_ in distinguished): address for address in reversed(public)}
    return tuple(alike.values())
