"""Routes of a VPC's own route tables to a transit gateway, which another account may share.

moto looks the gateway up in the caller's account only, and keeps a route that leads nowhere where it is not there.
Behaviour from the Amazon VPC Transit Gateways guide, "Transit gateway attachments to a VPC": a route to a gateway
needs an attachment of that VPC first.
"""

from __future__ import annotations

from inspect import signature
from typing import Any

from moto.ec2.exceptions import InvalidTransitGatewayID
from moto.ec2.models import EC2Backend

from modules.emulator.services.ec2.transit_gateway import visibility


def register() -> None:
    """Resolve the gateway of a route as the account sees it, where a route is created or replaced."""
    for name in ("create_route", "replace_route"):
        setattr(EC2Backend, name, _resolving(getattr(EC2Backend, name)))


def _resolving(create: Any) -> Any:
    def resolved(self: Any, *args: Any, **named: Any) -> Any:
        asked = signature(create).bind(self, *args, **named)
        gateway_id = asked.arguments.pop("transit_gateway_id", None)
        gateway = _attached(self, asked.arguments["route_table_id"], gateway_id) if gateway_id else None
        route = create(*asked.args, **asked.kwargs)
        route.transit_gateway = gateway
        return route

    return resolved


def _attached(backend: Any, route_table_id: str, gateway_id: str) -> Any:
    """Find the gateway, if the VPC of the route table is attached to it."""
    vpc_id = backend.get_route_table(route_table_id).vpc_id
    for attachment in list(backend.transit_gateway_attachments.values()):
        connects = (attachment.resource_id, attachment.transit_gateway_id) == (vpc_id, gateway_id)
        if connects and attachment.state == "available":
            return visibility.gateway(backend.account_id, backend.region_name, gateway_id)
    raise InvalidTransitGatewayID(gateway_id)
