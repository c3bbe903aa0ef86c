"""Ranges of IPv4 addresses, as users write them."""

from __future__ import annotations

from ipaddress import AddressValueError, IPv4Network, NetmaskValueError
from typing import Annotated

from pydantic import BeforeValidator, Field

from modules.specification.errors import LandingZoneError


def written_network(value: object) -> object:
    """Refuse what is no network before pydantic reads it, which says less."""
    if not isinstance(value, str):
        return value
    try:
        network = IPv4Network(value, strict=False)
    except (AddressValueError, NetmaskValueError):
        fix = "write it like 10.64.0.0/12"
    else:
        if value in (str(network), str(network.network_address)):
            return value
        fix = f"write {network}"
    raise LandingZoneError(
        "a range must be an IPv4 network in CIDR notation",
        got=value or "an empty text",
        why="an address and a prefix, with no bit of the address set behind the prefix",
        fix=fix,
    )


CidrBlock = Annotated[IPv4Network, BeforeValidator(written_network), Field(examples=["10.0.0.0/16"])]
"""`10.0.0.0/16`: a range in CIDR notation."""
