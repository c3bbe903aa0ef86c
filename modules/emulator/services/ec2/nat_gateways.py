"""What goes with a NAT gateway: its network interface, and the association of its address, both of which moto keeps.

Behaviour from the Amazon EC2 API Reference, page "DeleteNatGateway": its Elastic IP address is disassociated, and not
released.
"""

from __future__ import annotations

from typing import Any

from moto.ec2.models.nat_gateways import NatGatewayBackend

_delete = NatGatewayBackend.delete_nat_gateway


def register() -> None:
    """Replace moto's deletion."""
    NatGatewayBackend.delete_nat_gateway = delete_nat_gateway


def delete_nat_gateway(backend: Any, nat_gateway_id: str) -> Any:
    """Delete a NAT gateway with its interface."""
    gateway = _delete(backend, nat_gateway_id)
    interface = gateway._eni  # noqa: SLF001 - moto keeps it there
    if backend.enis.pop(interface.id, None):
        for address in gateway.address_set:
            if address.get("associationId"):
                backend.disassociate_address(association_id=address["associationId"])
    return gateway
