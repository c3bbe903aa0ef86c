"""Which transit gateways, attachments and route tables an account sees.

A gateway is seen by its owner and through an accepted share of AWS RAM; an attachment by whoever owns what is
attached and by the owner of the gateway; a route table by the owner of the gateway alone. From the Amazon VPC Transit
Gateways guide, "Shared transit gateways".
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from moto.ec2.exceptions import EC2ClientError, InvalidTransitGatewayID
from moto.ec2.models import ec2_backends

from modules.emulator.services.ram.shares import is_shared_with

ENDED = ("deleted", "rejected", "failed")


def gateways(account_id: str, region: str) -> Iterator[Any]:
    """Go through the gateways that an account sees in a Region."""
    for backend in _backends(region):
        for gateway in list(backend.transit_gateways.values()):
            if backend.account_id == account_id or is_shared_with(account_id, gateway.arn):
                yield gateway


def gateway(account_id: str, region: str, gateway_id: str) -> Any:
    """Find a gateway that an account sees."""
    for found in gateways(account_id, region):
        if found.id == gateway_id:
            return found
    raise InvalidTransitGatewayID(gateway_id, f"Transit Gateway {gateway_id} was deleted or does not exist.")


def own_gateway(account_id: str, region: str, gateway_id: str) -> Any:
    """Find a gateway that an account owns."""
    found = gateway(account_id, region, gateway_id)
    if found.owner_id != account_id:
        raise EC2ClientError("UnauthorizedOperation", f"Transit Gateway {gateway_id} belongs to another account.")
    return found


def attachments(account_id: str, region: str) -> Iterator[Any]:
    """Go through the attachments that an account sees in a Region."""
    own = ec2_backends[account_id][region].transit_gateways
    seen = set()
    for backend in _backends(region):
        for attachment in list(backend.transit_gateway_attachments.values()):
            sees = backend.account_id == account_id or attachment.transit_gateway_id in own
            if sees and attachment.id not in seen:
                seen.add(attachment.id)
                yield attachment


def attachment(account_id: str, region: str, attachment_id: str) -> Any:
    """Find an attachment that an account sees and that is not deleted."""
    for found in attachments(account_id, region):
        if found.id == attachment_id and found.state not in ENDED:
            return found
    message = f"Transit Gateway Attachment {attachment_id} was deleted or does not exist."
    raise EC2ClientError("InvalidTransitGatewayAttachmentID.NotFound", message)


def route_table(account_id: str, region: str, route_table_id: str) -> Any:
    """Find a route table of a gateway that an account owns."""
    table = ec2_backends[account_id][region].transit_gateways_route_tables.get(route_table_id)
    if table is None or table.state == "deleted":
        message = f"Transit Gateway Route Table {route_table_id} was deleted or does not exist."
        raise EC2ClientError("InvalidRouteTableID.NotFound", message)
    return table


def route_tables_of(gateway_id: str, region: str) -> list[Any]:
    """List the route tables of a gateway, whoever owns it."""
    return [
        table
        for backend in _backends(region)
        for table in list(backend.transit_gateways_route_tables.values())
        if table.transit_gateway_id == gateway_id and table.state != "deleted"
    ]


def owner_of(gateway_id: str, region: str) -> str | None:
    """Tell who owns a gateway, seen or not."""
    return next((b.account_id for b in _backends(region) if gateway_id in b.transit_gateways), None)


def _backends(region: str) -> Iterator[Any]:
    for regions in list(ec2_backends.values()):
        if region in regions:
            yield regions[region]
