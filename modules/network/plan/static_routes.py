"""The routes to on-premises networks that no router announces: each is written down for every table. No cdktf here."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import IPv4Network

from modules.network.plan.on_premises import links
from modules.network.plan.routing import route_tables
from modules.network.spec.network import ON_PREMISES, NetworkSpec


@dataclass(frozen=True, slots=True, kw_only=True)
class StaticRoute:
    """A range behind a VPN connection whose routes are static."""

    vpn: str
    """The connection's name."""
    range: IPv4Network


def learning_tables(network: NetworkSpec, hub: str) -> tuple[str, ...]:
    """Return those of a hub's route tables, by name, that know what is on premises."""
    return tuple(table.name for table in route_tables(network, hub) if ON_PREMISES in table.learns_from)


def static_routes(network: NetworkSpec, hub: str) -> dict[str, StaticRoute]:
    """Return them by their ranges: two connections with static routes have none in common."""
    return {
        str(range_): StaticRoute(vpn=link.vpn, range=range_)
        for link in links(network, hub)
        if link.static and link.vpn is not None
        for range_ in link.ranges
    }
