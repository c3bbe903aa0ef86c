"""How many more accounts the pool of each segment has room for. No cdktf here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from ipaddress import IPv4Network

from modules.accounts.roster import Account
from modules.network.addresses.plan import room
from modules.network.plan.placements import corporate
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
    """How many accounts have a VPC of the pool."""
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
    prefixes = [
        spoke.vpc_prefix for _, spoke in corporate(network, accounts) if (spoke.hub, spoke.segment) == (hub, segment)
    ]
    default: int = ConnectivitySpec.model_fields["vpc_prefix"].default
    largest = min([*prefixes, *network.vpc_prefixes(segment)], default=default)
    further = room(pool, largest, taken=len(prefixes), kept_out=network.reserved.values())
    return Capacity(hub=hub, segment=segment, pool=pool, vpc_prefix=largest, accounts=len(prefixes), further=further)
