"""Checks of the ways to on-premises networks, and of what is reached over them."""

from __future__ import annotations

from collections.abc import Iterator
from ipaddress import IPv4Address

from modules.consistency.dropped import Dropped
from modules.consistency.network import of_network
from modules.landing_zone import LandingZone
from modules.network.spec.network import NetworkSpec
from modules.specification.errors import LandingZoneError


@of_network
def a_hub_has_one_static_link(network: NetworkSpec, _: LandingZone, __: Dropped) -> Iterator[LandingZoneError]:
    static: dict[str, str] = {}
    for name, vpn in (network.on_premises.vpns if network.on_premises else {}).items():
        if not vpn.static:
            continue
        if vpn.hub in static:
            yield LandingZoneError(
                "a hub has two VPN connections with static routes",
                got=f"{static[vpn.hub]} and {name}, both at {vpn.hub}",
                why="each would have a route to every on-premises range, and a route table has one for each range",
                fix="let one of them announce its routes over BGP: leave out `static`",
                path=("network", "on_premises", "vpns", name, "static"),
            )
        static.setdefault(vpn.hub, name)


@of_network
def routers_have_numbers_of_their_own(network: NetworkSpec, _: LandingZone, __: Dropped) -> Iterator[LandingZoneError]:
    for name, vpn in (network.on_premises.vpns if network.on_premises else {}).items():
        hub = network.hubs.get(vpn.hub)
        if hub is not None and not vpn.static and vpn.asn == hub.asn:
            yield LandingZoneError(
                "a router has the same number as its hub",
                got=f"{vpn.asn}, which the hub {vpn.hub} has too",
                why="over BGP the two would take each other for one network, and learn no route from each other",
                fix="write the router's own number, and give the hub another `asn` where it is the same",
                path=("network", "on_premises", "vpns", name, "asn"),
            )


@of_network
def dns_servers_are_reached(network: NetworkSpec, _: LandingZone, dropped: Dropped) -> Iterator[LandingZoneError]:
    if network.on_premises is None or dropped.below("network"):
        return
    reached = (*network.on_premises.ranges, *(hub.range for hub in network.hubs.values()))
    for domain, servers in network.dns.forward.items():
        for index, server in enumerate(servers):
            if not any(server in network_range for network_range in reached):
                yield LandingZoneError(
                    "a DNS server must be in a range that hubs have a route to",
                    got=server,
                    why="Resolver endpoints ask it over the hub, which knows its own range and on_premises.ranges",
                    fix="correct the address, or add its range to on_premises.ranges",
                    path=("network", "dns", "forward", domain, index),
                )


@of_network
def routers_have_addresses_of_their_own(
    network: NetworkSpec, _: LandingZone, __: Dropped
) -> Iterator[LandingZoneError]:
    first_with: dict[tuple[str, IPv4Address], str] = {}
    for name, vpn in (network.on_premises.vpns if network.on_premises else {}).items():
        if vpn.hub not in network.hubs:
            continue  # which is told already
        first = first_with.setdefault((network.region(vpn.hub), vpn.address), name)
        if first != name:
            yield LandingZoneError(
                "two VPN connections of a region end at the same router",
                got=f"{first} and {name}: {vpn.address}",
                why="a region has one customer gateway for an address, and both would share its number and its tunnels",
                fix="correct one of the addresses, or remove one of the two",
                path=("network", "on_premises", "vpns", name, "address"),
            )
