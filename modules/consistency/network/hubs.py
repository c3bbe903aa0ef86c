"""Checks of hubs: regions, zones, numbers, and who names a hub."""

from __future__ import annotations

from collections.abc import Iterator

from modules.consistency.dropped import Dropped, KeyPath
from modules.consistency.network import of_network
from modules.landing_zone import LandingZone
from modules.network.spec.network import NetworkSpec
from modules.specification.errors import LandingZoneError
from modules.specification.suggestions import unknown


@of_network
def hubs_are_in_governed_regions(
    network: NetworkSpec, zone: LandingZone, dropped: Dropped
) -> Iterator[LandingZoneError]:
    if dropped.below("organization", "regions"):
        return
    for hub in network.hubs:
        region = network.region(hub)
        if region not in zone.organization.regions and not dropped.below("network", "hubs", hub, "region"):
            yield LandingZoneError(
                "a hub must be in one of the organization's regions",
                got=region,
                why=f"an account's workspace has a provider for each of {', '.join(zone.organization.regions)}",
                fix="name the hub after its region, or give it a `region`",
                path=("network", "hubs", hub),
            )


@of_network
def hubs_named_exist(network: NetworkSpec, _: LandingZone, dropped: Dropped) -> Iterator[LandingZoneError]:
    if dropped.below("network", "hubs"):
        return
    for where, name in _named(network):
        if name not in network.hubs:
            yield unknown(
                "there is no such hub",
                name,
                network.hubs,
                why=f"network.hubs has {', '.join(network.hubs)}",
                otherwise="write one of these, or add it to network.hubs",
                path=where,
            )


def _named(network: NetworkSpec) -> Iterator[tuple[KeyPath, str]]:
    for class_, connectivity in network.connectivity.items():
        for index, hub in enumerate(connectivity.hubs):
            yield ("network", "connectivity", class_, "hubs", index), hub
    for name, shared_vpc in network.shared_vpcs.items():
        yield ("network", "shared_vpcs", name, "hub"), shared_vpc.hub
    if network.on_premises is None:
        return
    for name, vpn in network.on_premises.vpns.items():
        yield ("network", "on_premises", "vpns", name, "hub"), vpn.hub
    direct_connect = network.on_premises.direct_connect
    for index, hub in enumerate(direct_connect.hubs if direct_connect else ()):
        yield ("network", "on_premises", "direct_connect", "hubs", index), hub


@of_network
def a_segment_has_one_hub_in_a_region(network: NetworkSpec, _: LandingZone, __: Dropped) -> Iterator[LandingZoneError]:
    first_with: dict[tuple[str, str], str] = {}
    for hub in network.hubs:
        region = network.region(hub)
        for segment in network.segments_of(hub):
            first = first_with.setdefault((region, segment), hub)
            if first != hub:
                yield LandingZoneError(
                    "two hubs of a region serve the same segment",
                    got=f"{first} and {hub}: {segment} in {region}",
                    why="an account has one VPC in a region, attached to the one hub of its segment",
                    fix="give each of the hubs its own `segments`",
                    path=("network", "hubs", hub),
                )
                break


@of_network
def hubs_have_numbers_of_their_own(network: NetworkSpec, _: LandingZone, __: Dropped) -> Iterator[LandingZoneError]:
    first_with: dict[int, str] = {}
    for hub, spec in network.hubs.items():
        first = first_with.setdefault(spec.asn, hub)
        if first != hub:
            yield LandingZoneError(
                "two hubs have the same number for BGP",
                got=f"{first} and {hub}: {spec.asn}",
                why="a network that is connected to both takes the routes of one for its own and drops them",
                fix="give each hub its own `asn`, for example asn: 64513",
                path=("network", "hubs", hub),
            )
