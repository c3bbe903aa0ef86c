"""Which spokes an account has: one VPC in the region of each hub that it is placed at. No cdktf here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from modules.accounts.roster import Account
from modules.accounts.spec import Connectivity, Function
from modules.accounts.stages import StageKind
from modules.network.spec.account_class import WITH_A_STAGE, WITHOUT_A_VPC, AccountClass
from modules.network.spec.network import NetworkSpec


@dataclass(frozen=True, slots=True)
class Spoke:
    """One VPC of an account."""

    hub: str
    """The hub that it is attached to; for one that is not, the hub whose region and zones it has."""
    to: Connectivity
    segment: str | None
    """The segment of a corporate VPC."""
    vpc_prefix: int
    """The size of a corporate VPC, in prefix bits."""


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


def spokes(network: NetworkSpec, account: Account) -> tuple[Spoke, ...]:
    """Return every VPC that an account has, in the order of the hubs."""
    class_, to = class_of(account), connectivity_of(network, account)
    if class_ is None or to is Connectivity.NONE:
        return ()
    connectivity = network.connectivity_of(class_)
    hubs = [hub for hub in network.hubs if not connectivity.hubs or hub in connectivity.hubs]
    if to is Connectivity.CORPORATE:
        serving = (hub for hub in hubs if connectivity.segment in network.segments_of(hub))
        return tuple(Spoke(hub, to, connectivity.segment, connectivity.vpc_prefix) for hub in serving)
    return tuple(Spoke(hub, to, None, network.internet_spokes.range.prefixlen) for hub in _one_a_region(network, hubs))


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
