"""The tags with which a set of DHCP options is created, which moto forgets.

Behaviour from the Amazon EC2 API Reference, page "CreateDhcpOptions", which has the options that there are.
"""

from __future__ import annotations

from moto.core.responses import ActionResult
from moto.ec2.exceptions import EC2ClientError
from moto.ec2.responses import EC2Response
from moto.ec2.responses._base_response import EC2BaseResponse

from modules.emulator.ec2_requests import ec2_input, requested_tags
from modules.emulator.moto_additions import add_operations

_NODE_TYPES = ("1", "2", "4", "8")
_OPTIONS = (
    "domain-name-servers",
    "domain-name",
    "ntp-servers",
    "netbios-name-servers",
    "netbios-node-type",
    "ipv6-address-preferred-lease-time",
)
_create_dhcp_options = EC2Response.create_dhcp_options


def register() -> None:
    """Replace moto's operation."""
    add_operations(EC2Response, DhcpOptionsOperations, replacing=frozenset({"create_dhcp_options"}))


class DhcpOptionsOperations(EC2BaseResponse):
    """The operation, as a method of moto's EC2."""

    def create_dhcp_options(self) -> ActionResult:
        """Create a set of options as moto does, and tag it."""
        asked = ec2_input(self)
        for option in asked["DhcpConfigurations"]:
            _check(option.get("Key"), option.get("Values") or [])
        result = _create_dhcp_options(self)
        result.result["DhcpOptions"].add_tags(requested_tags(asked))
        return result


def _check(name: str | None, values: list[str]) -> None:
    """Refuse what moto breaks on."""
    if name not in _OPTIONS or not values:
        raise EC2ClientError("InvalidParameterValue", f"Value ({values}) for parameter {name} is invalid.")
    if name == "netbios-node-type" and values[0] not in _NODE_TYPES:
        raise EC2ClientError("InvalidParameterValue", f"Value ({values[0]}) for parameter {name} is invalid.")
