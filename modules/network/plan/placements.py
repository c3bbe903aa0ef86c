"""Which spokes an account has: one VPC in the region of each hub that it is placed at. No cdktf here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from ipaddress import IPv4Network

from modules.accounts.roster import Account
from modules.accounts.spec import Connectivity, Function
from modules.accounts.stages import StageKind
from modules.accounts.vpc_spec import AccountVpcSpec
from modules.network.spec.account_class import WITH_A_STAGE, WITHOUT_A_VPC, AccountClass
from modules.network.spec.network import NetworkSpec


class Origin(StrEnum):
    """Where a corporate VPC comes from."""

    POOL = "pool"
    """It is made, and IPAM gives it a range of its segment's pool."""
    RANGE = "range"
    """It is made with a range that is written down."""
    EXISTING = "existing"
    """It exists, and is attached to the hub."""
    ATTACHED = "attached"
    """It exists, and is attached already."""


@dataclass(frozen=True, slots=True)
class Spoke:
    """One VPC of an account, but for what its account alone says of it: its range, and the ids of what exists."""

    hub: str
    """The hub that it is attached to; for one that is not, the hub whose region and zones it has."""
    to: Connectivity
    segment: str | None
    """The segment of a corporate VPC."""
    vpc_prefix: int
    """The size of a corporate VPC, in prefix bits."""
    origin: Origin = Origin.POOL
    zone_ids: tuple[str, ...] = ()
    """The zones of the attachment of a VPC that exists."""


def class_of(account: Account) -> AccountClass | None:
    """Tell the class of an account; None for those that never have a VPC."""
    able = [function for function in account.functions if function not in WITHOUT_A_VPC]
    if not able or Function.NETWORK in account.functions:  # the network account's VPCs are those of the hubs
        return None
    function = able[0]
    if function not in WITH_A_STAGE:
        return AccountClass(function)
    return AccountClass(function, account.stage, account.stage_kind or StageKind.PROD)


def connectivity_of(network: NetworkSpec, account: Account) -> Connectivity:
    """Tell what an account is connected to: by its own entry, otherwise by its class's."""
    class_ = class_of(account)
    if class_ is None:
        return Connectivity.NONE
    return account.connectivity or network.connectivity_of(class_).to


def segment_of(network: NetworkSpec, account: Account) -> str | None:
    """Tell the segment of an account's corporate VPCs: by its own entry, otherwise by its class's."""
    class_ = class_of(account)
    return account.segment or (network.connectivity_of(class_).segment if class_ else None)


def spokes(network: NetworkSpec, account: Account) -> tuple[Spoke, ...]:
    """Return every VPC that an account has, in the order of the hubs."""
    class_, to = class_of(account), connectivity_of(network, account)
    if class_ is None or to not in (Connectivity.CORPORATE, Connectivity.INTERNET):
        return ()
    connectivity, segment = network.connectivity_of(class_), segment_of(network, account)
    if to is Connectivity.CORPORATE and account.vpc:
        hub = hub_around(network, segment, account.vpc.range)
        return (_written(hub, segment, account.vpc),) if hub else ()
    hubs = [hub for hub in network.hubs if not connectivity.hubs or hub in connectivity.hubs]
    if to is Connectivity.CORPORATE:
        serving = (hub for hub in hubs if segment in network.segments_of(hub))
        return tuple(Spoke(hub, to, segment, account.vpc_prefix or connectivity.vpc_prefix) for hub in serving)
    return tuple(Spoke(hub, to, None, network.internet_spokes.range.prefixlen) for hub in _one_a_region(network, hubs))


def hub_at_home(network: NetworkSpec, account: Account, region: str) -> str | None:
    """Return the hub of an account's first VPC in a region whose subnets are made here; None where there is none."""
    return next(
        (
            spoke.hub
            for spoke in spokes(network, account)
            if spoke.origin in (Origin.POOL, Origin.RANGE) and network.region(spoke.hub) == region
        ),
        None,
    )


def hub_around(network: NetworkSpec, segment: str | None, range_: IPv4Network) -> str | None:
    """Return the hub in which a range belongs to a segment; None where it belongs to it in none."""
    return next(
        (
            hub
            for hub in network.hubs
            for of_segment in network.ranges_of(hub).get(segment or "", ())
            if range_.subnet_of(of_segment)
        ),
        None,
    )


def _written(hub: str, segment: str | None, vpc: AccountVpcSpec) -> Spoke:
    """Return the VPC that an account writes down by its range."""
    origin = Origin.RANGE if vpc.id is None else Origin.EXISTING if vpc.attachment_id is None else Origin.ATTACHED
    zone_ids = tuple(sorted(vpc.attachment_subnet_ids))
    return Spoke(hub, Connectivity.CORPORATE, segment, vpc.range.prefixlen, origin, zone_ids)


def corporate(network: NetworkSpec, accounts: Iterable[Account]) -> Iterator[tuple[Account, Spoke]]:
    """Give every corporate VPC of these accounts, with its account."""
    for account in accounts:
        for spoke in spokes(network, account):
            if spoke.to is Connectivity.CORPORATE:
                yield account, spoke


def _one_a_region(network: NetworkSpec, hubs: Iterable[str]) -> Iterator[str]:
    regions: set[str] = set()
    for hub in hubs:
        if network.region(hub) not in regions:
            regions.add(network.region(hub))
            yield hub
