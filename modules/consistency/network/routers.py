"""Checks of the routers on the other side of VPN connections, and of the tunnels to them."""

from __future__ import annotations

from collections.abc import Iterator
from ipaddress import IPv4Address, IPv4Network

from modules.consistency.dropped import Dropped
from modules.consistency.network import of_network
from modules.landing_zone import LandingZone
from modules.network.spec.autonomous_systems import RESERVED_IN_A_REGION
from modules.network.spec.network import NetworkSpec
from modules.specification.errors import LandingZoneError


@of_network
def tunnels_have_addresses_of_their_own(
    network: NetworkSpec, _: LandingZone, __: Dropped
) -> Iterator[LandingZoneError]:
    first_with: dict[tuple[str, IPv4Network], str] = {}
    for name, vpn in (network.on_premises.vpns if network.on_premises else {}).items():
        for index, tunnel in enumerate(vpn.tunnels):
            if tunnel.inside is None:
                continue
            place = f"{name}, tunnel {index + 1}"
            first = first_with.setdefault((vpn.hub, tunnel.inside), place)
            if first != place:
                yield LandingZoneError(
                    "two tunnels of a hub have the same addresses inside",
                    got=f"{first} and {place}: {tunnel.inside}",
                    why="they are those of the two ends of a BGP session, which a gateway has one of each "
                    "(Amazon EC2 API Reference, VpnTunnelOptionsSpecification)",
                    fix="write another /30, or none: AWS then chooses it",
                    path=("network", "on_premises", "vpns", name, "tunnels", index, "inside"),
                )


@of_network
def routers_have_no_number_of_their_region(
    network: NetworkSpec, _: LandingZone, __: Dropped
) -> Iterator[LandingZoneError]:
    for name, vpn in (network.on_premises.vpns if network.on_premises else {}).items():
        region = network.region(vpn.hub) if vpn.hub in network.hubs else ""
        if RESERVED_IN_A_REGION.get(region) == vpn.asn:
            yield LandingZoneError(
                "a router has a number that is reserved in its region",
                got=f"{vpn.asn} in {region}",
                why="AWS refuses it there (AWS Site-to-Site VPN User Guide, Customer gateway options)",
                fix="write the router's own number, or a private one: 64512 to 65534, 4200000000 to 4294967294",
                path=("network", "on_premises", "vpns", name, "asn"),
            )


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
