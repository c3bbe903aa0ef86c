"""Checks of names that hubs and lists give to things in AWS, and to workspaces."""

from __future__ import annotations

import re
from collections.abc import Iterator

from modules.aws_limits import RESOLVER_NAME_LENGTH, S3_BUCKET_NAME_LENGTH, AwsLimit
from modules.consistency.dropped import Dropped
from modules.consistency.network import of_network
from modules.landing_zone import LandingZone
from modules.naming import flow_log_bucket
from modules.network.spec.network import NetworkSpec
from modules.network.spec.on_premises import ROUTES
from modules.specification.errors import LandingZoneError

_TAKEN = re.compile(r"ipam|.+-(attachments|directory|endpoints|routes|shares)(-\d+)?")
_OF_A_SHARED_VPC = "vpc-"
"""What the workspace of a shared VPC has before the VPC's name."""
_WHOLE = "whole"
"""What the pool of all hubs is called in addresses."""


@of_network
def hubs_have_names_of_their_own(network: NetworkSpec, _: LandingZone, __: Dropped) -> Iterator[LandingZoneError]:
    for hub in network.hubs:
        is_a_vpc_s = bool(network.shared_vpcs) and hub.startswith(_OF_A_SHARED_VPC)
        if _TAKEN.fullmatch(hub) or hub == _WHOLE or is_a_vpc_s:
            yield LandingZoneError(
                "the name of a hub is taken",
                got=hub,
                why="the pool of all hubs is called so"
                if hub == _WHOLE
                else f"network-{hub} is, or may become, another workspace of the network",
                fix="call the hub after its region",
                path=("network", "hubs", hub),
            )


@of_network
def hubs_have_names_that_fit(network: NetworkSpec, zone: LandingZone, dropped: Dropped) -> Iterator[LandingZoneError]:
    if dropped.below("organization", "name"):
        return
    for hub in network.hubs:
        for what, name, limit in _derived(zone, network, hub):
            too_long = len(name) - limit.value
            if too_long > 0:
                yield LandingZoneError(
                    f"the name of the hub's {what} is too long",
                    got=f"{name} ({len(name)} characters)",
                    why=f"it has at most {limit}",
                    fix=f"shorten the hub's name by {too_long} characters, or better call it after its region",
                    path=("network", "hubs", hub),
                )
                break


def _derived(zone: LandingZone, network: NetworkSpec, hub: str) -> Iterator[tuple[str, str, AwsLimit]]:
    if network.flow_logs.bucket_arn is None and zone.security is None:
        name = flow_log_bucket(zone.organization.name, "0" * 12, hub)
        yield "bucket for flow logs", name, S3_BUCKET_NAME_LENGTH
    for list_ in network.dns.blocked_domains:
        yield "list of blocked domains", f"{hub}-dns-{list_}", RESOLVER_NAME_LENGTH


@of_network
def vpns_have_names_of_their_own(network: NetworkSpec, _: LandingZone, __: Dropped) -> Iterator[LandingZoneError]:
    vpns = network.on_premises.vpns if network.on_premises else {}
    for name in vpns:
        if name.removesuffix(ROUTES) in vpns and name.endswith(ROUTES):
            yield LandingZoneError(
                "the name of a VPN connection is taken",
                got=name,
                why=f"the routes of {name.removesuffix(ROUTES)} are called so",
                fix="choose another name",
                path=("network", "on_premises", "vpns", name),
            )


@of_network
def hubs_of_a_region_share_no_names(network: NetworkSpec, _: LandingZone, __: Dropped) -> Iterator[LandingZoneError]:
    first_with: dict[tuple[str, str], str] = {}
    for hub in network.hubs:
        for name in _unique_in_a_region(network, hub):
            first = first_with.setdefault((network.region(hub), name), hub)
            if first != hub:
                yield LandingZoneError(
                    "two hubs of a region have the same name for different things",
                    got=f"{first} and {hub}: {name}",
                    why="both are in the network account, where AWS has such a name once in a region",
                    fix="rename one of the hubs, or what the end of the name says",
                    path=("network", "hubs", hub),
                )
                break


def _unique_in_a_region(network: NetworkSpec, hub: str) -> Iterator[str]:
    """Give the names of log groups, and those of rule groups, in which a hub's and another of the user's are joined."""
    for name, vpn in (network.on_premises.vpns if network.on_premises else {}).items():
        if vpn.hub == hub:
            yield f"{hub}-{name}/tunnels"
    for kind, lists in (("suricata", network.inspection.rules), ("domains", network.inspection.domains)):
        yield from (f"{hub}-inspection-{kind}-{name}" for name in lists)
