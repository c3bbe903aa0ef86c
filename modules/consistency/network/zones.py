"""Checks of zones: those that exist, those with NAT gateways, and room for a subnet in each."""

from __future__ import annotations

from collections.abc import Iterator

from modules.accounts.roster import Account
from modules.accounts.spec import Connectivity
from modules.aws_limits import REGIONS
from modules.consistency.dropped import Dropped, KeyPath
from modules.consistency.network import of_network
from modules.landing_zone import LandingZone
from modules.network.addresses.availability_zones import WITHOUT_NAT_GATEWAYS, ZONES_READ_ON, zone_ids
from modules.network.addresses.plan import hub_vpc, most_zones
from modules.network.addresses.zones import zone_id_prefix
from modules.network.plan.placements import Origin, class_of, connectivity_of, spokes
from modules.network.plan.routing import EGRESS, hub_vpcs
from modules.network.spec.network import NetworkSpec
from modules.specification.errors import LandingZoneError


@of_network
def zones_are_of_their_region(network: NetworkSpec, _: LandingZone, __: Dropped) -> Iterator[LandingZoneError]:
    for hub, spec in network.hubs.items():
        region = network.region(hub)
        if region not in REGIONS:
            continue  # which is told already
        for index, zone_id in enumerate(spec.zone_ids):
            where = ("network", "hubs", hub, "zone_ids", index)
            if zone_id.partition("-")[0] != zone_id_prefix(region):
                yield LandingZoneError(
                    "a hub's zones must be in its region",
                    got=zone_id,
                    why=f"ids of zones in {region} begin with {zone_id_prefix(region)}-",
                    fix=f"write an id such as {zone_id_prefix(region)}-az1",
                    path=where,
                )
            elif (known := zone_ids(region)) and zone_id not in known:
                yield LandingZoneError(
                    "there is no such zone",
                    got=zone_id,
                    why=f"{region} has {', '.join(known)} (AWS Regions and Availability Zones User Guide, "
                    f"AWS Availability Zones; read on {ZONES_READ_ON})",
                    fix="write one of these, or add it to modules/network/addresses/availability_zones.py",
                    path=where,
                )
            elif zone_id in spec.zone_ids[:index]:
                yield LandingZoneError(
                    "a zone is listed twice",
                    got=zone_id,
                    why="there is one subnet of each kind in a zone",
                    fix="remove one of the two",
                    path=where,
                )


@of_network
def zones_have_nat_gateways(network: NetworkSpec, zone: LandingZone, dropped: Dropped) -> Iterator[LandingZoneError]:
    if dropped.below("network") or dropped.below("accounts") or dropped.below("teams"):
        return
    with_spokes = {
        spoke.hub for account in zone.roster for spoke in spokes(network, account) if spoke.to is Connectivity.INTERNET
    }
    for hub, spec in network.hubs.items():
        for index, zone_id in enumerate(spec.zone_ids):
            of_spokes = hub in with_spokes and (index == 0 or network.internet_spokes.nat_gateway_in_each_zone)
            if zone_id in WITHOUT_NAT_GATEWAYS and (EGRESS in hub_vpcs(network, hub) or of_spokes):
                yield LandingZoneError(
                    "a zone has no NAT gateways",
                    got=zone_id,
                    why="AWS makes none there (Amazon VPC User Guide, Troubleshoot NAT gateways; "
                    f"{WITHOUT_NAT_GATEWAYS[zone_id]}), and accounts would have no way to the internet",
                    fix="choose another zone",
                    path=("network", "hubs", hub, "zone_ids", index),
                )


@of_network
def vpcs_have_room_for_their_zones(
    network: NetworkSpec, zone: LandingZone, dropped: Dropped
) -> Iterator[LandingZoneError]:
    if dropped.below("network"):
        return
    for hub, spec in network.hubs.items():
        count = len(spec.zone_ids)
        for where, prefix, fix in _vpcs(network, zone, hub):
            if count > most_zones(prefix):
                yield LandingZoneError(
                    "a VPC has no room for a subnet of each kind in each zone",
                    got=f"a /{prefix} in {count} zones",
                    why=f"a /{prefix} has room for {most_zones(prefix)}, since AWS makes no subnet smaller than a /28 "
                    "(docs/how-to/plan-addresses.md)",
                    fix=fix,
                    path=where,
                )


def _vpcs(network: NetworkSpec, zone: LandingZone, hub: str) -> Iterator[tuple[KeyPath, int, str]]:
    """Give the size of each kind of VPC at a hub: where it is written, and what to write instead."""
    spec = network.hubs[hub]
    if own := hub_vpcs(network, hub):
        where = "own_range" if spec.own_range else "range"
        larger = (spec.own_range or spec.range).supernet(1)
        prefix = hub_vpc(spec.own_part, own[0]).prefixlen
        yield ("network", "hubs", hub, where), prefix, f"write a larger range, for example {larger}, or fewer zones"
    sizes = {
        _where(network, account): spoke.vpc_prefix
        for account in zone.roster
        for spoke in spokes(network, account)
        if spoke.hub == hub and spoke.origin in (Origin.POOL, Origin.RANGE)
    }
    sizes |= {
        ("network", "shared_vpcs", name, "range" if spec.range else "vpc_prefix"): spec.prefix
        for name, spec in network.shared_vpcs.items()
        if spec.hub == hub
    }
    for where_written, prefix in sizes.items():
        yield where_written, prefix, "make the VPC larger, or list fewer zones for the hub"


def _where(network: NetworkSpec, account: Account) -> KeyPath:
    """Return where the size of an account's VPC is written."""
    if connectivity_of(network, account) is Connectivity.INTERNET:
        return ("network", "internet_spokes", "range")
    if account.vpc:
        return (*account.place_of("vpc"), "range")
    if account.vpc_prefix is not None:
        return account.place_of("vpc_prefix")
    class_ = class_of(account)
    names = (class_.name, class_.function.value) if class_ else ()
    written = next((name for name in names if name in network.connectivity), None)
    return ("network", "connectivity", written, "vpc_prefix") if written else ("network",)
