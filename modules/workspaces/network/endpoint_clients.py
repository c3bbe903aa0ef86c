"""Whom central endpoints serve, wherever they are defined."""

from __future__ import annotations

from modules.network.endpoints.interface_endpoints import EndpointUsers
from modules.network.plan.routing import endpoint_users
from modules.network.spec.network import NetworkSpec


def endpoint_clients(network: NetworkSpec, hub: str, organization_id: str) -> EndpointUsers:
    """Return whom the central endpoints of a hub serve."""
    return EndpointUsers(
        ranges=endpoint_users(network, hub),
        organization_id=organization_id,
        trusted_accounts=network.endpoints.trusted_accounts,
    )
