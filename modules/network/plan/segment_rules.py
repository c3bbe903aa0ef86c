"""What the firewall passes between the parts of a hub: the segments' own policy as Suricata rules. No cdktf here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from ipaddress import IPv4Address, IPv4Network
from itertools import combinations_with_replacement

from modules.network.addresses.plan import hub_vpc
from modules.network.plan.on_premises import beyond_hubs, on_premises_ranges
from modules.network.plan.routing import ENDPOINTS, INGRESS, hub_vpcs, ingress_segments
from modules.network.plan.segments import may_communicate
from modules.network.spec.inspection import InspectionMode
from modules.network.spec.network import ON_PREMISES, NetworkSpec

_FIRST_ID = 2000001
"""The id of the first of these rules, above the ids in the files."""

_LAST_ID = 2999999
"""The id of the rule behind all others, which no number of pairs moves."""


def segment_rules(network: NetworkSpec, hub: str, directory: Sequence[IPv4Network] = ()) -> str:
    """Return the rules that pass what routes lead through the firewall without going to the internet.

    What no rule passes is dropped, so they are as many as there are pairs that talk to each other. A rule for a pair
    counts in both directions. The last rule drops all but TCP from inside: the policy's default drops packets of
    established connections, which one that nobody answers never becomes.

    Args:
        network: The network.
        hub: The hub.
        directory: Ranges in which a directory answers for its domain.

    """
    passed = [*_from_ingress(network, hub), *(_inside(network, hub) if _inspects_all(network) else ())]
    if directory and _inspects_all(network):
        passed += _to_directory(network, hub, directory)
    return "\n".join(
        [
            *(
                f'pass {what} (msg:"{message}"; sid:{_FIRST_ID + number}; rev:1;)'
                for number, (message, what) in enumerate(passed)
            ),
            f'drop ip $HOME_NET any -> any any (msg:"what no rule passes"; ip_proto:!TCP; sid:{_LAST_ID}; rev:1;)',
        ]
    )


def _inspects_all(network: NetworkSpec) -> bool:
    return network.inspection.mode is InspectionMode.EAST_WEST


def _from_ingress(network: NetworkSpec, hub: str) -> Iterator[tuple[str, str]]:
    if INGRESS in hub_vpcs(network, hub):
        balancers = hub_vpc(network.hubs[hub].own_part, INGRESS)
        segments = ingress_segments(network, hub)
        ranges = [
            range_ for name, of_segment in network.ranges_of(hub).items() if name in segments for range_ in of_segment
        ]
        if ranges:
            yield "load balancers to segments", f"tcp {balancers} any -> {_any_of(ranges)} any"


def _inside(network: NetworkSpec, hub: str) -> Iterator[tuple[str, str]]:
    places = network.ranges_of(hub)
    corporate = tuple(range_ for ranges in places.values() for range_ in ranges)
    on_premises = beyond_hubs(network, on_premises_ranges(network))
    if on_premises:
        places[ON_PREMISES] = on_premises
    for place, other in combinations_with_replacement(places, 2):
        if may_communicate(network, place, other):
            # Between a place and itself one direction is both.
            arrow = "->" if place == other else "<>"
            yield f"{place} and {other}", f"ip {_any_of(places[place])} any {arrow} {_any_of(places[other])} any"
    if ENDPOINTS in hub_vpcs(network, hub):
        yield from _endpoints(network, hub, (*corporate, *on_premises), on_premises)


def _endpoints(
    network: NetworkSpec, hub: str, corporate: tuple[IPv4Network, ...], on_premises: tuple[IPv4Network, ...]
) -> Iterator[tuple[str, str]]:
    endpoints = hub_vpc(network.hubs[hub].own_part, ENDPOINTS)
    yield "endpoints of AWS services", f"tcp {_any_of(corporate)} any -> {endpoints} 443"
    if network.dns.inbound:
        for protocol in ("udp", "tcp"):
            yield f"names from on-premises, {protocol}", f"{protocol} {_any_of(on_premises)} any -> {endpoints} 53"
    servers = {server: None for of_domain in network.dns.forward.values() for server in of_domain}
    if servers:
        for protocol in ("udp", "tcp"):
            yield f"names to on-premises, {protocol}", f"{protocol} {endpoints} any -> {_any_of(servers)} 53"


def _to_directory(network: NetworkSpec, hub: str, directory: Sequence[IPv4Network]) -> Iterator[tuple[str, str]]:
    endpoints = hub_vpc(network.hubs[hub].own_part, ENDPOINTS)
    for protocol in ("udp", "tcp"):
        yield f"names to the directory, {protocol}", f"{protocol} {endpoints} any -> {_any_of(directory)} 53"


def _any_of(places: Iterable[IPv4Network | IPv4Address]) -> str:
    return f"[{','.join(map(str, places))}]"
