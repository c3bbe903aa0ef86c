"""Which names a hub has. No cdktf here."""

from __future__ import annotations

from modules.network.plan.routing import endpoint_services
from modules.network.spec.network import NetworkSpec


def has_profile(network: NetworkSpec, hub: str) -> bool:
    """Whether there is anything about names that a spoke of this hub needs to know."""
    said = network.dns
    return bool(said.zone or said.forward or said.blocked_domains or said.query_logs or endpoint_services(network, hub))


def zone_name(network: NetworkSpec, hub: str) -> str | None:
    """Return the domain of the hub's own names: a private zone is of one region's VPCs, so each hub has one."""
    if network.dns.zone is None:
        return None
    return network.dns.zone if hub == next(iter(network.hubs)) else f"{hub}.{network.dns.zone}"
