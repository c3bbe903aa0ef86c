"""Checks of the ways to on-premises networks, as far as other parts need one."""

from __future__ import annotations

from collections.abc import Iterator

from modules.consistency.dropped import Dropped
from modules.consistency.network import of_network
from modules.landing_zone import LandingZone
from modules.network.spec.network import NetworkSpec
from modules.specification.errors import LandingZoneError


@of_network
def on_premises_is_reached(network: NetworkSpec, _: LandingZone, dropped: Dropped) -> Iterator[LandingZoneError]:
    if network.on_premises is None or dropped.below("network", "on_premises"):
        return
    if not network.on_premises.vpns and network.on_premises.direct_connect is None:
        yield LandingZoneError(
            "on-premises networks must be reached over a VPN or Direct Connect",
            got="ranges without vpns or direct_connect",
            why="segments that talk to on-premises would have no way there",
            fix="add `vpns` or `direct_connect`; ranges that are only to be left alone go to network.existing",
            path=("network", "on_premises"),
        )


@of_network
def the_direct_connect_gateway_has_its_number(
    network: NetworkSpec, _: LandingZone, __: Dropped
) -> Iterator[LandingZoneError]:
    gateway = network.on_premises.direct_connect if network.on_premises else None
    if gateway is None or gateway.gateway_id is not None:
        return
    taken = [hub for hub, spec in network.hubs.items() if spec.asn == gateway.asn]
    if taken:
        yield LandingZoneError(
            "the Direct Connect gateway must have a number of its own",
            got=f"{gateway.asn}, which the hub {taken[0]} has too",
            why="a transit gateway and a Direct Connect gateway with one number cannot be associated",
            fix="give it another `asn`, for example asn: 65534",
            path=("network", "on_premises", "direct_connect", "asn"),
        )


@of_network
def forwarding_has_somewhere_to_go(network: NetworkSpec, _: LandingZone, __: Dropped) -> Iterator[LandingZoneError]:
    if (network.dns.forward or network.dns.inbound) and network.on_premises is None:
        yield LandingZoneError(
            "names are exchanged with on-premises networks, and there are none",
            got="dns.forward" if network.dns.forward else "dns.inbound",
            why="Resolver endpoints stand in the hub, and reach DNS servers over its on-premises links",
            fix="add `on_premises`, or remove it",
            path=("network", "dns", "forward" if network.dns.forward else "inbound"),
        )
