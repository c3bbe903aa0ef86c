"""Checks of what accounts are connected to."""

from __future__ import annotations

from collections.abc import Iterator

from modules.accounts.roster import Account
from modules.accounts.spec import Connectivity
from modules.consistency.dropped import Dropped
from modules.consistency.network import of_network
from modules.landing_zone import LandingZone
from modules.network.plan.placements import class_of, connectivity_of, segment_of, spokes
from modules.network.spec.network import NetworkSpec
from modules.specification.errors import LandingZoneError

_OF_A_VPC = ("segment", "vpc_prefix", "vpc")
"""What an account may say of its corporate VPC."""


def connectivity_has_a_network(zone: LandingZone, dropped: Dropped) -> Iterator[LandingZoneError]:
    if zone.network is not None or dropped.below("network"):
        return
    for account in zone.roster:
        field = _first_of_a_vpc(account)
        if account.connectivity not in (None, Connectivity.NONE) or field:
            yield LandingZoneError(
                "an account is connected, and there is no network",
                got=f"{account.connectivity or field} for {account.key}",
                why="without a `network` section no hub and no VPC is made",
                fix=f"add `network`, or remove `{field or 'connectivity'}`",
                path=account.place_of(field or "connectivity"),
            )


@of_network
def accounts_may_be_connected(network: NetworkSpec, zone: LandingZone, dropped: Dropped) -> Iterator[LandingZoneError]:
    if dropped.below("network", "connectivity"):
        return
    for account in zone.roster:
        class_ = class_of(account)
        if class_ is None and account.connectivity not in (None, Connectivity.NONE):
            yield LandingZoneError(
                "an account without a VPC must not be connected",
                got=f"{account.connectivity} for the function {account.functions[0]}",
                why="nothing runs in it that needs one; the network account's VPCs are those of the hubs",
                fix="remove `connectivity`",
                path=account.place_of("connectivity"),
            )
        elif (
            class_ is not None
            and account.connectivity is Connectivity.CORPORATE
            and segment_of(network, account) is None
        ):
            yield LandingZoneError(
                "a corporate account must have a segment",
                got=f"corporate for the function {class_.name}",
                why="a sandbox holds what nobody has reviewed, so it stays outside of the corporate network",
                fix=f"remove `connectivity`, or give the account or network.connectivity.{class_.name} a segment",
                path=account.place_of("connectivity"),
            )


@of_network
def only_corporate_accounts_say_how(
    network: NetworkSpec, zone: LandingZone, dropped: Dropped
) -> Iterator[LandingZoneError]:
    if dropped.below("network", "connectivity"):
        return
    for account in zone.roster:
        field, to = _first_of_a_vpc(account), connectivity_of(network, account)
        if field and to is not Connectivity.CORPORATE:
            yield LandingZoneError(
                "an account that is not corporate must not say what its corporate VPC is",
                got=f"{field} for {account.key}, whose connectivity is {to}",
                why="it has no VPC that is attached to a hub",
                fix=f"add `connectivity: corporate`, or remove `{field}`",
                path=account.place_of(field),
            )


@of_network
def corporate_accounts_have_a_hub(
    network: NetworkSpec, zone: LandingZone, dropped: Dropped
) -> Iterator[LandingZoneError]:
    if dropped.below("network"):
        return
    refused_segments: set[str | None] = set()
    for account in zone.roster:
        class_ = class_of(account)
        if class_ is None or connectivity_of(network, account) is not Connectivity.CORPORATE:
            continue
        connectivity, segment = network.connectivity_of(class_), segment_of(network, account)
        is_known = set(connectivity.hubs) <= set(network.hubs) and _segments_exist(network, segment)
        if is_known and segment not in refused_segments and not account.vpc and not spokes(network, account):
            refused_segments.add(segment)
            yield LandingZoneError(
                "no hub serves the segment of an account",
                got=f"{account.key}: {segment}",
                why="its VPC would be attached to nothing",
                fix=f"add {segment} to the `segments` of a hub",
                path=("network", "hubs"),
            )


def _segments_exist(network: NetworkSpec, segment: str | None) -> bool:
    """Whether what a hub may serve is known; otherwise another check tells what is wrong."""
    named = {segment, *(name for hub in network.hubs.values() for name in hub.segments)}
    return named <= set(network.all_segments())


def _first_of_a_vpc(account: Account) -> str | None:
    """Return the first thing that an account says of its corporate VPC, if it says any."""
    return next((field for field in _OF_A_VPC if getattr(account, field) is not None), None)
