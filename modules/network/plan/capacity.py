"""How many more accounts the pool of each segment has room for. No cdktf here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from ipaddress import IPv4Network

from modules.accounts.roster import Account
from modules.network.addresses.plan import room
from modules.network.plan.placements import Origin, corporate
from modules.network.plan.written_ranges import written_ranges
from modules.network.spec.network import ConnectivitySpec, NetworkSpec


@dataclass(frozen=True, slots=True, kw_only=True)
class Capacity:
    """The room of one pool."""

    hub: str
    segment: str
    pool: IPv4Network
    vpc_prefix: int
    """The size of the largest VPC that comes from the pool, in prefix bits."""
    accounts: int
    """How many VPCs there are of the pool, of accounts and shared ones."""
    given: int
    """To how many of these IPAM gives a range; all others have theirs written down."""
    further: int
    """How many more accounts certainly fit, each with a VPC of that size."""


def capacities(network: NetworkSpec, accounts: Sequence[Account]) -> tuple[Capacity, ...]:
    """Return the room of every pool, hub by hub in the order of the segments."""
    return tuple(
        _capacity(network, accounts, hub, segment, pool)
        for hub in network.hubs
        for segment, pool in network.pools_of(hub).items()
    )


def _capacity(network: NetworkSpec, accounts: Sequence[Account], hub: str, segment: str, pool: IPv4Network) -> Capacity:
    prefixes = [*_of_accounts(network, accounts, hub, segment), *_shared(network, hub, segment)]
    default: int = ConnectivitySpec.model_fields["vpc_prefix"].default
    largest = min([*prefixes, *network.vpc_prefixes(segment)], default=default)
    written = [kept.range for kept in written_ranges(network, accounts) if kept.pool(network) == pool]
    further = room(pool, largest, taken=len(prefixes), kept_out=[*network.reserved.values(), *written])
    return Capacity(
        hub=hub,
        segment=segment,
        pool=pool,
        vpc_prefix=largest,
        accounts=len(prefixes) + len(written),
        given=len(prefixes),
        further=further,
    )


def _of_accounts(network: NetworkSpec, accounts: Sequence[Account], hub: str, segment: str) -> list[int]:
    """Return the prefixes of accounts' VPCs to which IPAM gives a range of this pool."""
    return [
        spoke.vpc_prefix
        for _, spoke in corporate(network, accounts)
        if (spoke.hub, spoke.segment, spoke.origin) == (hub, segment, Origin.POOL)
    ]


def _shared(network: NetworkSpec, hub: str, segment: str) -> list[int]:
    """Return the prefixes of shared VPCs to which IPAM gives a range of this pool."""
    shared = network.shared_vpcs.values()
    return [spec.prefix for spec in shared if (spec.hub, spec.segment) == (hub, segment) and not spec.range]
