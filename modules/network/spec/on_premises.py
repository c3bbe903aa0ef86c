"""What a user may say about on-premises networks and the ways to them. No cdktf here."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import AfterValidator, Field, model_validator

from modules.network.spec.addresses import Range, RouterAddress
from modules.network.spec.autonomous_systems import GatewayAsn, RouterAsn, refuse_reserved
from modules.network.spec.tunnels import TunnelSpec
from modules.specification.errors import LandingZoneError
from modules.specification.model import Name, OptionalSection, ResourceName, Spec
from modules.specification.texts import matching

ROUTES = "-routes"
"""Behind the name of a VPN connection: what its routes are called in addresses."""


def _none_or_two(tunnels: tuple[TunnelSpec, ...]) -> tuple[TunnelSpec, ...]:
    if len(tunnels) not in (0, 2):
        raise LandingZoneError(
            "a VPN connection must have two tunnels",
            got=f"options of {len(tunnels)}",
            why="AWS takes one of them down for maintenance when it must, and the other is up meanwhile",
            fix="write the options of both, or none",
        )
    return tunnels


class VpnSpec(Spec):
    """One site-to-site VPN connection, with its two tunnels."""

    hub: Name
    """The hub that it ends at."""

    address: RouterAddress
    """The public address of the router on the other side."""

    asn: RouterAsn = 65000
    """The router's autonomous system number, of 16 or of 32 bits. Those that are reserved are no router's, and refused
    where it speaks BGP."""

    static: bool = False
    """Whether routes are written down instead of learned over BGP: for a router that cannot speak it. No other way of
    the hub may lead to the same range, for a route that is written down stays when the connection fails."""

    ranges: tuple[Range, ...] = ()
    """The ranges behind it, within `on_premises.ranges`; where none is named, all that no other way from the hub
    names."""

    tunnels: Annotated[tuple[TunnelSpec, ...], AfterValidator(_none_or_two)] = Field(
        default=(), json_schema_extra={"maxItems": 2}
    )
    """The options of the two tunnels, first and second; where none are given, the router begins, with IKEv2, AES-256 in
    GCM, SHA-2 and elliptic curves only."""

    @model_validator(mode="after")
    def _has_a_number_of_a_router(self) -> Self:
        refuse_reserved(self.asn, speaks_bgp=not self.static, path=("asn",))
        return self


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

    asn: GatewayAsn = 65534
    """A new gateway's autonomous system number, 64512 to 65534 or 4200000000 to 4294967294, not that of any of the
    hubs."""

    ranges: tuple[Range, ...] = ()
    """The ranges behind it, within `on_premises.ranges`; where none is named, all that no VPN connection of a hub
    names."""


class OnPremisesSpec(Spec):
    """Networks outside of AWS, and the ways to them."""

    ranges: tuple[Range, ...] = Field(min_length=1)
    """Every range in use on premises, public ones of one's own among them. Segments that talk to `on-premises` reach
    them, the others do not. One may have a hub's range in it, such as 10.0.0.0/8: what is the hub's stays the hub's."""

    vpns: dict[ResourceName, VpnSpec] = Field(default_factory=dict)
    """Site-to-site VPN connections, by a name for each."""

    direct_connect: OptionalSection[DirectConnectSpec] = None
    """A Direct Connect gateway, where there is one."""
