"""Checks of segments: those named exist, and have a name of their own."""

from __future__ import annotations

from collections.abc import Iterator

from modules.consistency.dropped import Dropped, KeyPath
from modules.consistency.network import of_network
from modules.landing_zone import LandingZone
from modules.network.spec.network import ON_PREMISES, NetworkSpec
from modules.specification.errors import LandingZoneError
from modules.specification.suggestions import unknown

RESERVED_SEGMENTS = (
    "inspection",
    "egress",
    "ingress",
    "endpoints",
    ON_PREMISES,
    "hub",
    "whole",
    "reserved",
    "association",
    "segments",
)
"""Names of the hub's own route tables and pools, of what stands beside segments in addresses, and of all of them."""


@of_network
def segments_named_exist(network: NetworkSpec, zone: LandingZone, dropped: Dropped) -> Iterator[LandingZoneError]:
    if dropped.below("network", "segments"):
        return
    known = list(network.all_segments())
    for where, name in (*_named(network), *_of_accounts(zone)):
        allowed = [*known, ON_PREMISES] if "talks_to" in where else known
        if name not in allowed:
            yield unknown(
                "there is no such segment",
                name,
                allowed,
                why=f"the segments are {', '.join(known)}",
                otherwise="write one of these, or add it to network.segments",
                path=where,
            )


def _named(network: NetworkSpec) -> Iterator[tuple[KeyPath, str]]:
    for segment, spec in network.segments.items():
        for index, other in enumerate(spec.talks_to):
            yield ("network", "segments", segment, "talks_to", index), other
    for hub, hub_spec in network.hubs.items():
        for index, segment in enumerate(hub_spec.segments):
            yield ("network", "hubs", hub, "segments", index), segment
        for segment in hub_spec.pools:
            yield ("network", "hubs", hub, "pools", segment), segment
        for segment in hub_spec.other_ranges:
            yield ("network", "hubs", hub, "other_ranges", segment), segment
    for class_, connectivity in network.connectivity.items():
        if connectivity.segment:
            yield ("network", "connectivity", class_, "segment"), connectivity.segment
    for name, shared_vpc in network.shared_vpcs.items():
        yield ("network", "shared_vpcs", name, "segment"), shared_vpc.segment


def _of_accounts(zone: LandingZone) -> Iterator[tuple[KeyPath, str]]:
    for account in zone.roster:
        if account.segment:
            yield account.place_of("segment"), account.segment


@of_network
def segments_have_names_of_their_own(network: NetworkSpec, _: LandingZone, __: Dropped) -> Iterator[LandingZoneError]:
    for segment in network.segments:
        if segment in RESERVED_SEGMENTS:
            yield LandingZoneError(
                "the name of a segment is taken",
                got=segment,
                why=f"a hub itself has route tables, pools and addresses called {', '.join(RESERVED_SEGMENTS)}",
                fix="choose another name",
                path=("network", "segments", segment),
            )
