"""Checks of VPCs whose range is written down, and of what exists already."""

from __future__ import annotations

from collections.abc import Iterator

from modules.accounts.roster import Account
from modules.consistency.dropped import Dropped, KeyPath
from modules.consistency.network import of_network
from modules.landing_zone import LandingZone
from modules.network.addresses.plan import overlapping
from modules.network.plan.placements import hub_around, segment_of
from modules.network.plan.routing import route_tables
from modules.network.plan.written_ranges import written_ranges
from modules.network.spec.network import NetworkSpec
from modules.specification.errors import LandingZoneError
from modules.specification.suggestions import unknown


@of_network
def written_ranges_are_of_their_segment(
    network: NetworkSpec, zone: LandingZone, dropped: Dropped
) -> Iterator[LandingZoneError]:
    if dropped.below("network"):
        return
    for written in written_ranges(network, zone.roster):
        segment = written.segment or ""
        known = [range_ for hub in network.hubs for range_ in network.ranges_of(hub).get(segment, ())]
        if segment and written.hub is None:
            yield LandingZoneError(
                "the range of a VPC must be a part of its segment's",
                got=written.range,
                why=f"hubs lead to {', '.join(map(str, known)) or 'nothing'} for {segment}, and nowhere else"
                + ("; all ranges of a VPC are at the hub of its first" if written.number else ""),
                fix=f"write a range within these, or add it to the hub: other_ranges: {{{segment}: [{written.range}]}}",
                path=written.source,
            )


@of_network
def written_ranges_are_apart(network: NetworkSpec, zone: LandingZone, _: Dropped) -> Iterator[LandingZoneError]:
    written = {vpc.shown: vpc for vpc in written_ranges(network, zone.roster)}
    ranges = {name: vpc.range for name, vpc in written.items()}
    reserved = {f"reserved {name}": range_ for name, range_ in network.reserved.items()}
    for first, second in overlapping({**ranges, **reserved}, indifferent=reserved):
        both = {**ranges, **reserved}
        mine = written.get(second) or written[first]
        yield LandingZoneError(
            "two ranges overlap",
            got=f"{first} {both[first]} and {second} {both[second]}",
            why="an address would be in two places, and a packet to it would reach only one of them",
            fix="choose another range for one of them",
            path=mine.source,
        )


@of_network
def other_ranges_are_of_a_segment_of_the_hub(
    network: NetworkSpec, zone: LandingZone, dropped: Dropped
) -> Iterator[LandingZoneError]:
    if dropped.below("network") or dropped.below("accounts") or dropped.below("teams"):
        return
    written = [vpc.range for vpc in written_ranges(network, zone.roster)]
    for hub, spec in network.hubs.items():
        for segment, ranges in spec.other_ranges.items():
            where: KeyPath = ("network", "hubs", hub, "other_ranges", segment)
            if segment not in network.segments_of(hub):
                yield LandingZoneError(
                    "a hub has ranges of a segment that it does not serve",
                    got=f"{segment} in {hub}",
                    why=f"the hub serves {', '.join(network.segments_of(hub))}",
                    fix=f"add {segment} to the `segments` of the hub, or remove its ranges",
                    path=where,
                )
                continue
            for index, range_ in enumerate(ranges):
                if not any(vpc.subnet_of(range_) for vpc in written):
                    yield LandingZoneError(
                        "a range outside of the hub's own has no VPC in it",
                        got=range_,
                        why="routes to it would lead nowhere; IPAM gives no VPC a range of it",
                        fix="give an account a `vpc` with a range in it, or move it to network.existing",
                        path=(*where, index),
                    )


@of_network
def existing_vpcs_are_in_existing_accounts(
    _: NetworkSpec, zone: LandingZone, __: Dropped
) -> Iterator[LandingZoneError]:
    for account in zone.roster:
        if account.vpc and account.vpc.id and account.vended:
            yield LandingZoneError(
                "a VPC that exists is in an account that does not",
                got=f"{account.vpc.id} in {account.key}",
                why="an account without an `id` is vended, and begins without a VPC",
                fix="add the account's `id`, or remove the VPC's",
                path=(*_vpc(account), "id"),
            )


@of_network
def attached_vpcs_are_attached_to_what_exists(
    network: NetworkSpec, zone: LandingZone, dropped: Dropped
) -> Iterator[LandingZoneError]:
    if dropped.below("network"):
        return
    for account in zone.roster:
        if account.vpc is None or account.vpc.attachment_id is None:
            continue
        hub = hub_around(network, segment_of(network, account), account.vpc.range)
        if hub and network.hubs[hub].transit_gateway is None:
            yield LandingZoneError(
                "a VPC is attached to a transit gateway that does not exist",
                got=f"{account.vpc.attachment_id} to {hub}",
                why=f"the transit gateway of {hub} is made here, so nothing is attached to it yet",
                fix=f"give {hub} its `transit_gateway` by id, or remove `attachment_id`",
                path=(*_vpc(account), "attachment_id"),
            )


@of_network
def existing_attachments_are_in_zones_of_the_hub(
    network: NetworkSpec, zone: LandingZone, dropped: Dropped
) -> Iterator[LandingZoneError]:
    if dropped.below("network"):
        return
    for account in zone.roster:
        hub = hub_around(network, segment_of(network, account), account.vpc.range) if account.vpc else None
        if account.vpc is None or hub is None:
            continue
        for zone_id in account.vpc.attachment_subnet_ids:
            if zone_id not in network.hubs[hub].zone_ids:
                yield LandingZoneError(
                    "a VPC is attached in a zone that its hub does not have",
                    got=zone_id,
                    why=f"{hub} has {', '.join(network.hubs[hub].zone_ids)}",
                    fix=f"add the zone to the `zone_ids` of {hub}, or remove the subnet",
                    path=(*_vpc(account), "attachment_subnet_ids", zone_id),
                )


@of_network
def what_exists_is_named_once(network: NetworkSpec, zone: LandingZone, _: Dropped) -> Iterator[LandingZoneError]:
    first_at: dict[str, str] = {}
    for where, id_ in (*_ids_of_hubs(network), *_ids_of_accounts(zone)):
        path = ".".join(map(str, where))
        first = first_at.setdefault(id_, path)
        if first != path:
            yield LandingZoneError(
                "something that exists is named twice",
                got=f"{id_} in {first} and {path}",
                why="it is in one place, and would be changed from two",
                fix="write the id of another, or remove one of the two",
                path=where,
            )


def _ids_of_hubs(network: NetworkSpec) -> Iterator[tuple[KeyPath, str]]:
    for hub, spec in network.hubs.items():
        if spec.transit_gateway:
            where: KeyPath = ("network", "hubs", hub, "transit_gateway")
            yield (*where, "id"), spec.transit_gateway.id
            for table, id_ in spec.transit_gateway.route_tables.items():
                yield (*where, "route_tables", table), id_


def _ids_of_accounts(zone: LandingZone) -> Iterator[tuple[KeyPath, str]]:
    for account in zone.roster:
        if account.vpc and account.vpc.id:
            yield (*_vpc(account), "id"), account.vpc.id
            if account.vpc.attachment_id:
                yield (*_vpc(account), "attachment_id"), account.vpc.attachment_id
            for zone_id, subnet_id in account.vpc.attachment_subnet_ids.items():
                yield (*_vpc(account), "attachment_subnet_ids", zone_id), subnet_id


def _vpc(account: Account) -> KeyPath:
    return account.place_of("vpc")


@of_network
def existing_route_tables_have_a_use(
    network: NetworkSpec, _: LandingZone, dropped: Dropped
) -> Iterator[LandingZoneError]:
    if dropped.below("network"):
        return
    for hub, spec in network.hubs.items():
        known = [table.name for table in route_tables(network, hub)]
        for name in spec.transit_gateway.route_tables if spec.transit_gateway else ():
            if name not in known:
                yield unknown(
                    "the hub has no route table of this name",
                    name,
                    known,
                    why=f"its route tables are {', '.join(known)}",
                    otherwise="write one of these, or remove it: what nothing uses is left alone",
                    path=("network", "hubs", hub, "transit_gateway", "route_tables", name),
                )
