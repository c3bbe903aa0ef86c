"""Checks of the address plan: nothing overlaps, every pool lies in its hub, everything fits."""

from __future__ import annotations

from collections.abc import Iterator
from ipaddress import IPv4Network

from modules.accounts.spec import Connectivity
from modules.consistency.dropped import Dropped, KeyPath
from modules.consistency.network import of_network
from modules.landing_zone import LandingZone
from modules.network.addresses.plan import DEFAULT_POOLS, overlapping
from modules.network.plan.capacity import capacities
from modules.network.plan.placements import Origin, connectivity_of, corporate
from modules.network.plan.routing import hub_vpcs
from modules.network.spec.network import NetworkSpec
from modules.specification.errors import LandingZoneError


@of_network
def ranges_are_apart(network: NetworkSpec, zone: LandingZone, _: Dropped) -> Iterator[LandingZoneError]:
    """Hubs overlap nothing, but one may be carved out of what is on premises; all else may overlap among itself."""
    ranges = {".".join(map(str, where)): (where, range_) for where, range_ in _outer_ranges(network, zone)}
    apart = {name for name in ranges if not name.startswith("hubs.")}
    for first, second in overlapping({name: range_ for name, (_, range_) in ranges.items()}, indifferent=apart):
        where, range_ = ranges[second]
        around = ranges[first][1]
        if first.startswith("on_premises.") and around != range_ and range_.subnet_of(around):
            continue
        yield LandingZoneError(
            "two ranges overlap",
            got=f"{first} {around} and {second} {range_}",
            why="an address would be in two places, and a packet to it would reach only one of them",
            fix="choose another range for one of them",
            path=("network", *where),
        )


def _outer_ranges(network: NetworkSpec, zone: LandingZone) -> Iterator[tuple[KeyPath, IPv4Network]]:
    for hub, spec in network.hubs.items():
        yield ("hubs", hub, "range"), spec.range
        if spec.own_range is not None and not spec.own_range.subnet_of(spec.range):
            yield ("hubs", hub, "own_range"), spec.own_range
        for segment, others in spec.other_ranges.items():
            for index, range_ in enumerate(others):
                yield ("hubs", hub, "other_ranges", segment, index), range_
    if any(connectivity_of(network, account) is Connectivity.INTERNET for account in zone.roster):
        yield ("internet_spokes", "range"), network.internet_spokes.range
    for name, range_ in network.existing.items():
        yield ("existing", name), range_
    for index, range_ in enumerate(network.on_premises.ranges if network.on_premises else ()):
        yield ("on_premises", "ranges", index), range_


@of_network
def pools_are_in_their_hub(network: NetworkSpec, _: LandingZone, __: Dropped) -> Iterator[LandingZoneError]:
    for hub, spec in network.hubs.items():
        for segment, pool in spec.pools.items():
            if not pool.subnet_of(spec.range):
                yield LandingZoneError(
                    "a segment's pool must be a part of its hub's range",
                    got=f"{pool}, and the hub has {spec.range}",
                    why="other hubs and on-premises networks know the hub's range only",
                    fix=f"write a range within {spec.range}, for example {DEFAULT_POOLS['production'].of(spec.range)}",
                    path=("network", "hubs", hub, "pools", segment),
                )


@of_network
def pools_are_apart(network: NetworkSpec, _: LandingZone, dropped: Dropped) -> Iterator[LandingZoneError]:
    if dropped.below("network", "segments"):
        return
    for hub, spec in network.hubs.items():
        pools = {**network.pools_of(hub), **({"hub": spec.own_part} if hub_vpcs(network, hub) else {})}
        for first, second in overlapping(pools):
            written = [name for name in (second, first) if name in spec.pools]
            yield LandingZoneError(
                "two pools of a hub overlap",
                got=f"{first} {pools[first]} and {second} {pools[second]}",
                why="IPAM gives each range out once, and routes tell segments apart by their pools; the hub's own VPCs "
                f"are in {spec.own_part}",
                fix="choose another range for one of them"
                + (", or write an `own_range` for the hub's own VPCs" if "hub" in (first, second) else ""),
                path=("network", "hubs", hub, *(("pools", written[0]) if written else ("range",))),
            )


@of_network
def segments_have_a_pool(network: NetworkSpec, _: LandingZone, dropped: Dropped) -> Iterator[LandingZoneError]:
    if dropped.below("network", "hubs"):
        return
    for hub, spec in network.hubs.items():
        for segment in network.segments_of(hub):
            if spec.pool(segment) is None and not spec.other_ranges.get(segment):
                free = next(
                    (candidate for candidate in spec.range.subnets(4) if not _is_taken(network, hub, candidate)), None
                )
                add = f"add `pools: {{{segment}: {free}}}` to the hub" if free else "give the hub a larger range"
                yield LandingZoneError(
                    "a segment has no pool in a hub that serves it",
                    got=f"{segment} in {hub}",
                    why=f"only {', '.join(DEFAULT_POOLS)} have a pool by default",
                    fix=f"{add}, or name its `segments` without this one",
                    path=("network", "hubs", hub),
                )


@of_network
def vpcs_of_pools_have_one(network: NetworkSpec, zone: LandingZone, dropped: Dropped) -> Iterator[LandingZoneError]:
    """Refuse a VPC without a range in a segment without a pool, which is one whose other VPCs all have theirs."""
    if dropped.below("network"):
        return
    asking: list[tuple[str, str | None, KeyPath]] = [
        (spoke.hub, spoke.segment, account.source)
        for account, spoke in corporate(network, zone.roster)
        if spoke.origin is Origin.POOL
    ]
    shared = network.shared_vpcs.items()
    asking += [(vpc.hub, vpc.segment, ("network", "shared_vpcs", name)) for name, vpc in shared if not vpc.range]
    refused: set[tuple[str, str | None]] = set()
    for hub, segment, source in asking:
        if segment not in network.pools_of(hub) and (hub, segment) not in refused:
            refused.add((hub, segment))
            yield LandingZoneError(
                "a VPC is to have a range of a pool that is not there",
                got=f"{source[-1]}: {segment} in {hub}",
                why=f"{hub} has only `other_ranges` for {segment}, of which IPAM gives nothing out",
                fix=f"give the VPC a `range`, or add a pool for {segment} to the hub's `pools`",
                path=source,
            )


def _is_taken(network: NetworkSpec, hub: str, range_: IPv4Network) -> bool:
    taken = [*network.pools_of(hub).values(), network.hubs[hub].own_part]
    return any(range_.overlaps(other) for other in taken)


@of_network
def reserved_ranges_are_in_one_pool(
    network: NetworkSpec, _: LandingZone, dropped: Dropped
) -> Iterator[LandingZoneError]:
    if dropped.below("network", "hubs") or dropped.below("network", "segments"):
        return
    pools = [pool for hub in network.hubs for pool in network.pools_of(hub).values()]
    for name, range_ in network.reserved.items():
        if not any(range_.subnet_of(pool) for pool in pools):
            yield LandingZoneError(
                "a reserved range must lie in a segment's pool",
                got=range_,
                why="it keeps a pool from giving these addresses to a VPC; elsewhere there is nothing to keep",
                fix=f"write a range within one of {', '.join(map(str, pools))}, or move it to network.existing",
                path=("network", "reserved", name),
            )
    reserved = network.reserved
    for first, second in overlapping(reserved):
        yield LandingZoneError(
            "two reserved ranges overlap",
            got=f"{first} {reserved[first]} and {second} {reserved[second]}",
            why="each is an allocation of its own in IPAM, which gives an address out once",
            fix="make one range of the two",
            path=("network", "reserved", second),
        )


@of_network
def pools_have_room(network: NetworkSpec, zone: LandingZone, dropped: Dropped) -> Iterator[LandingZoneError]:
    """Look at the pools that IPAM gives ranges of, and at those that the user made and nobody uses yet."""
    if dropped.below("network") or dropped.below("accounts") or dropped.below("teams"):
        return
    for pool in capacities(network, zone.roster):
        written = pool.segment in network.hubs[pool.hub].pools
        gives = pool.given or (written and not pool.accounts)
        if gives and pool.further < network.growth:
            yield LandingZoneError(
                "a pool has no room for the accounts to come",
                got=f"{pool.segment} in {pool.hub}: {pool.pool} takes {pool.accounts + pool.further} VPCs of "
                f"/{pool.vpc_prefix}, and {pool.accounts} are there",
                why=f"network.growth asks for room for {network.growth} more in every pool that IPAM gives ranges of",
                fix="give the segment a larger pool or the hub a larger range, make VPCs smaller (vpc_prefix), or "
                "lower `growth`",
                path=("network", "hubs", pool.hub, *(("pools", pool.segment) if written else ("range",))),
            )
