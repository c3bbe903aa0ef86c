"""Whether a hub has a Route 53 Profile, the domain of its own names, and what names are called. No cdktf here."""

from __future__ import annotations

from modules.network.plan.endpoint_services import endpoint_services
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


def domain_key(domain: str) -> str:
    """Return a domain as it is written in Terraform addresses, which would lose its dots."""
    return domain.replace("-", "--").replace(".", "-")


def forward_key(domain: str) -> str:
    """Return what a rule that forwards a domain is called in the hub's profile."""
    return f"forward-{domain_key(domain)}"


def profile_key(service: str, domain: str | None) -> str:
    """Return what a private zone of an endpoint is called in the hub's profile.

    Args:
        service: The service's name.
        domain: The zone's, where it is not the service's first.

    """
    key = f"endpoint-{service.replace('.', '-')}"
    return key if domain is None else f"{key}--{domain_key(domain)}"
