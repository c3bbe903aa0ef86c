"""Whether a hub has a Route 53 Profile, and the domain of its own names. No cdktf here."""

from __future__ import annotations

from modules.network.plan.routing import endpoint_services
from modules.network.spec.network import NetworkSpec


def has_profile(network: NetworkSpec, hub: str) -> bool:
    """Whether a hub has a Route 53 Profile: without zones, rules and query logs there is nothing to put into one."""
    dns = network.dns
    return bool(dns.zone or dns.forward or dns.blocked_domains or dns.query_logs or endpoint_services(network, hub))


def zone_name(network: NetworkSpec, hub: str) -> str | None:
    """Return the domain of the hub's own names: a private zone is of one region's VPCs, so each hub has one."""
    if network.dns.zone is None:
        return None
    return network.dns.zone if hub == next(iter(network.hubs)) else f"{hub}.{network.dns.zone}"
