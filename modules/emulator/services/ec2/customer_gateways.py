"""Customer gateways with the numbers that AWS takes, which moto does not look at.

Behaviour from the Amazon EC2 API Reference, page "CreateCustomerGateway", and the AWS Site-to-Site VPN User Guide,
"Customer gateway options for your AWS Site-to-Site VPN connection".
"""

from __future__ import annotations

from ipaddress import AddressValueError, IPv4Address
from typing import Any

from moto.core.responses import ActionResult
from moto.ec2.exceptions import EC2ClientError
from moto.ec2.models.customer_gateways import CustomerGateway
from moto.ec2.responses import EC2Response
from moto.ec2.responses._base_response import EC2BaseResponse

from modules.emulator.ec2_requests import ec2_input
from modules.emulator.moto_additions import add_operations

_create_customer_gateway = EC2Response.create_customer_gateway
_LARGEST_PLAIN, _LARGEST = 2_147_483_647, 4_294_967_295
_DEFAULT = 65_000
_RESERVED = {7_224: None, 9_059: "eu-west-1", 10_124: "ap-northeast-1", 17_943: "ap-southeast-1"}


def register() -> None:
    """Replace moto's operation; a larger number is a member that moto leaves empty."""
    add_operations(EC2Response, CustomerGatewayOperations, replacing=frozenset({"create_customer_gateway"}))
    CustomerGateway.bgp_asn_extended = None


class CustomerGatewayOperations(EC2BaseResponse):
    """The operation, as a method of moto's EC2."""

    def create_customer_gateway(self) -> ActionResult:
        """Create a gateway, or return the one that has the same type, address, number and device."""
        asked = ec2_input(self)
        number, extended = _number(asked, self.region)
        _address(asked)
        device = asked.get("DeviceName")
        for gateway in self.ec2_backend.customer_gateways.values():
            existing = (gateway.type, gateway.ip_address, gateway.bgp_asn, gateway.bgp_asn_extended)
            wanted = (asked.get("Type"), asked.get("IpAddress") or asked.get("PublicIp"), number, extended)
            if existing == wanted and gateway.state != "deleted" and getattr(gateway, "device_name", None) == device:
                return ActionResult({"CustomerGateway": gateway})
        result = _create_customer_gateway(self)
        gateway = result.result["CustomerGateway"]
        gateway.bgp_asn, gateway.bgp_asn_extended, gateway.device_name = number, extended, device
        return ActionResult(result.result)


def _number(asked: dict[str, Any], region: str) -> tuple[str | None, str | None]:
    plain, extended = asked.get("BgpAsn"), asked.get("BgpAsnExtended")
    if plain is not None and extended is not None:
        raise EC2ClientError("InvalidParameterCombination", "Specify either BgpAsn or BgpAsnExtended, not both.")
    number = int(plain or extended or _DEFAULT)
    first, last = (_LARGEST_PLAIN + 1, _LARGEST) if extended is not None else (1, _LARGEST_PLAIN)
    is_reserved = number in _RESERVED and _RESERVED[number] in (None, region)
    if not first <= number <= last or is_reserved:
        raise EC2ClientError("InvalidParameterValue", f"Value ({number}) for parameter bgpAsn is invalid.")
    return (None, str(number)) if extended is not None else (str(number), None)


def _address(asked: dict[str, Any]) -> None:
    text = asked.get("IpAddress") or asked.get("PublicIp")
    if text is None and asked.get("CertificateArn"):
        return
    try:
        address = IPv4Address(text)
    except AddressValueError:
        address = IPv4Address(0)
    if address.is_multicast or address.is_reserved or address.is_unspecified or address.is_loopback:
        raise EC2ClientError("InvalidParameterValue", f"Value ({text}) for parameter ipAddress is invalid.")
