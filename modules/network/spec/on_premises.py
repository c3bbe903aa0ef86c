"""What a user may say about on-premises networks and the ways to them. No cdktf here."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field

from modules.network.spec.addresses import Address, Range
from modules.specification.model import Name, Spec
from modules.specification.texts import matching

ROUTES = "-routes"
"""Behind the name of a VPN connection: what its routes are called in addresses."""


class VpnSpec(Spec):
    """One site-to-site VPN connection, with its two tunnels."""

    hub: Name
    """The hub that it ends at."""

    address: Address
    """The public address of the router on the other side."""

    asn: int = Field(default=65000, ge=1, le=65535)
    """The router's autonomous system number, 1 to 65535."""

    static: bool = False
    """Whether routes are written down instead of learned over BGP: for a router that cannot speak it."""


DirectConnectGatewayId = Annotated[
    str,
    AfterValidator(
        matching(
            r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}",
            what="a Direct Connect gateway must be named by its id",
            why="it belongs to no region, and has no ARN that a hub could be connected to",
            fix="write it like 1a2b3c4d-5678-90ab-cdef-1234567890ab",
        )
    ),
    Field(examples=["1a2b3c4d-5678-90ab-cdef-1234567890ab"]),
]
"""The id of a Direct Connect gateway that exists already."""


class DirectConnectSpec(Spec):
    """A Direct Connect gateway, and the hubs that it leads to."""

    hubs: tuple[Name, ...] = Field(min_length=1)
    """The hubs that it leads to."""

    gateway_id: DirectConnectGatewayId | None = None
    """The gateway of the network account that exists already; a new one is made where none is named."""

    asn: int = Field(default=65534, ge=64512, le=65534)
    """A new gateway's autonomous system number, 64512 to 65534, not that of any of the hubs."""


class OnPremisesSpec(Spec):
    """Networks outside of AWS, and the ways to them."""

    ranges: tuple[Range, ...] = Field(min_length=1)
    """Every range in use on premises. Segments that talk to `on-premises` reach them, the others do not."""

    vpns: dict[Name, VpnSpec] = Field(default_factory=dict)
    """Site-to-site VPN connections, by a name for each."""

    direct_connect: DirectConnectSpec | None = None
    """A Direct Connect gateway, where there is one."""
