"""Checks of the ways to on-premises networks, and of what is reached over them."""

from __future__ import annotations

from collections.abc import Iterator
from ipaddress import IPv4Network

from modules.consistency.dropped import Dropped, KeyPath
from modules.consistency.network import of_network
from modules.landing_zone import LandingZone
from modules.network.addresses.plan import enclosing
from modules.network.plan.on_premises import OnPremisesLink, links
from modules.network.spec.network import NetworkSpec
from modules.network.spec.on_premises import OnPremisesSpec
from modules.specification.errors import LandingZoneError


@of_network
def static_routes_have_their_range_alone(
    network: NetworkSpec, _: LandingZone, dropped: Dropped
) -> Iterator[LandingZoneError]:
    if dropped.below("network"):
        return
    for hub in network.hubs:
        first_with: dict[IPv4Network, OnPremisesLink] = {}
        for link in links(network, hub):
            for range_ in link.ranges:
                first = first_with.setdefault(range_, link)
                if first is not link and (first.static or link.static):
                    static, other = (first, link) if first.static else (link, first)
                    yield LandingZoneError(
                        "a range with a static route must have no other way",
                        got=f"{range_} by {_called(static)} and by {_called(other)}, both at {hub}",
                        why="a transit gateway's table has one static route to a range, which hides what is announced "
                        "and stays when its connection fails (Amazon VPC Transit Gateways, Route evaluation order)",
                        fix="name the `ranges` behind each of them, or let all announce their routes over BGP: leave "
                        "out `static`",
                        path=("network", "on_premises", "vpns", static.vpn or "", "static"),
                    )
                    break


def _called(link: OnPremisesLink) -> str:
    return link.vpn or "Direct Connect"


@of_network
def ranges_of_links_are_on_premises(
    network: NetworkSpec, _: LandingZone, dropped: Dropped
) -> Iterator[LandingZoneError]:
    if network.on_premises is None or dropped.below("network", "on_premises"):
        return
    every = network.on_premises.ranges
    known = frozenset(every)
    wider = enclosing([*every, *(range_ for _, ranges in _written(network.on_premises) for range_ in ranges)])
    for where, ranges in _written(network.on_premises):
        for index, range_ in enumerate(ranges):
            if known.isdisjoint((range_, *wider[range_])):
                yield LandingZoneError(
                    "a link leads to a range that is not on premises",
                    got=range_,
                    why=f"on_premises.ranges has {', '.join(map(str, every))}",
                    fix="write one of these, or a part of one; or add it there",
                    path=("network", "on_premises", *where, "ranges", index),
                )


def _written(on_premises: OnPremisesSpec) -> Iterator[tuple[KeyPath, tuple[IPv4Network, ...]]]:
    for name, vpn in on_premises.vpns.items():
        yield ("vpns", name), vpn.ranges
    if on_premises.direct_connect is not None:
        yield ("direct_connect",), on_premises.direct_connect.ranges


@of_network
def links_lead_somewhere(network: NetworkSpec, _: LandingZone, dropped: Dropped) -> Iterator[LandingZoneError]:
    """Every link has something behind it, and every range is behind one."""
    if network.on_premises is None or dropped.below("network"):
        return
    every = [link for hub in network.hubs for link in links(network, hub)]
    for link in every:
        if not link.ranges:
            yield LandingZoneError(
                "a link to on-premises networks must lead to some of them",
                got=f"{_called(link)} at {link.hub}",
                why="other links of the hub name all of on_premises.ranges",
                fix="name the `ranges` behind it, or remove it",
                path=("network", "on_premises", *(("vpns", link.vpn) if link.vpn else ("direct_connect",))),
            )
    reached = {range_ for link in every for range_ in link.ranges}
    wider = enclosing([*network.on_premises.ranges, *reached])
    partly_reached = reached.union(*(wider[range_] for range_ in reached))
    for index, range_ in enumerate(network.on_premises.ranges):
        if every and range_ not in partly_reached and reached.isdisjoint(wider[range_]):
            yield LandingZoneError(
                "a range on premises has no link that leads to it",
                got=range_,
                why="each of them names the `ranges` behind it, and this is not among them",
                fix="add it to the `ranges` of one; ranges that are only to be left alone go to network.existing",
                path=("network", "on_premises", "ranges", index),
            )


@of_network
def dns_servers_are_reached(network: NetworkSpec, _: LandingZone, dropped: Dropped) -> Iterator[LandingZoneError]:
    if network.on_premises is None or dropped.below("network"):
        return
    reached = (*network.on_premises.ranges, *(range_ for hub in network.hubs for range_ in network.whole_of(hub)))
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
