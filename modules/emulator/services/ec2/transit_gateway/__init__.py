"""Transit gateways across accounts, in place of moto's, which know one account only.

Behaviour from the Amazon EC2 API Reference, the pages named after each operation, and from the Amazon VPC Transit
Gateways guide, "Shared transit gateways", "Transit gateway attachments to a VPC" and "Transit gateway route tables".
moto keeps the gateways, the route tables, the peering and the VPN attachments.
"""

from __future__ import annotations

from moto.ec2.responses import EC2Response

from modules.emulator.moto_additions import add_operations
from modules.emulator.services.ec2.transit_gateway import vpc_routes
from modules.emulator.services.ec2.transit_gateway.attachments import AttachmentOperations
from modules.emulator.services.ec2.transit_gateway.gateways import GatewayOperations
from modules.emulator.services.ec2.transit_gateway.route_tables import RouteTableOperations
from modules.emulator.services.ec2.transit_gateway.routes import RouteOperations

_ACCEPTANCE = {"accept_transit_gateway_vpc_attachment", "reject_transit_gateway_vpc_attachment"}
_NEW = _ACCEPTANCE | {"get_transit_gateway_attachment_propagations", "replace_transit_gateway_route"}


def register() -> None:
    """Replace moto's operations, and let routes of a VPC lead to a shared gateway."""
    for operations in (GatewayOperations, AttachmentOperations, RouteTableOperations, RouteOperations):
        replaced = {name for name in vars(operations) if name[0] != "_"} - _NEW
        add_operations(EC2Response, operations, replacing=frozenset(replaced))
    vpc_routes.register()
