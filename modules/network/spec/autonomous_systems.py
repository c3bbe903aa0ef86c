"""What a user may say about autonomous system numbers for BGP. No cdktf here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from pydantic import AfterValidator, Field

from modules.specification.errors import LandingZoneError

LARGEST_ASN = 4_294_967_295
"""The largest number of 32 bits."""

LARGEST_PLAIN_ASN = 2_147_483_647
"""A larger one is an argument of its own of a customer gateway (Amazon EC2 API Reference, CreateCustomerGateway)."""

_PRIVATE_SPANS = ((64_512, 65_534), (4_200_000_000, 4_294_967_294))
"""Private numbers: those that AWS takes for a transit gateway and for a Direct Connect gateway (Amazon EC2 API
Reference, TransitGatewayRequestOptions; Direct Connect API Reference, CreateDirectConnectGateway)."""

_OF_AWS = 7_224

_RESERVED: Mapping[tuple[int, int], str] = {
    (_OF_AWS, _OF_AWS): "AWS's own, in every region (AWS Site-to-Site VPN User Guide, Customer gateway options)",
    (23_456, 23_456): "what routers of 16 bits see in place of a longer number (RFC 6793)",
    (64_496, 64_511): "for documentation (RFC 5398)",
    (65_535, 65_535): "reserved (RFC 7300)",
    (65_536, 65_551): "for documentation (RFC 5398)",
    (65_552, 131_071): "reserved (IANA, Autonomous System Numbers)",
    (LARGEST_ASN, LARGEST_ASN): "reserved (RFC 7300)",
}
"""Numbers that no router has, first and last of each span."""

RESERVED_IN_A_REGION: Mapping[str, int] = {"eu-west-1": 9_059, "ap-northeast-1": 10_124, "ap-southeast-1": 17_943}
"""Numbers that AWS has there (AWS Site-to-Site VPN User Guide, Customer gateway options; read on 2026-11-29)."""


def _of_a_gateway(number: int) -> int:
    if not any(first <= number <= last for first, last in _PRIVATE_SPANS):
        raise LandingZoneError(
            "a gateway of AWS must have a private number",
            got=number,
            why="AWS takes 64512 to 65534 and 4200000000 to 4294967294 (Amazon EC2 API Reference, "
            "TransitGatewayRequestOptions)",
            fix="write a number in one of the two spans, for example 64512",
        )
    return number


def refuse_reserved(number: int, *, speaks_bgp: bool, path: tuple[str, ...]) -> None:
    """Refuse the number of a router, where it is none that a router has.

    Args:
        number: The number.
        speaks_bgp: Whether the router tells it to anybody. Where not, AWS still refuses its own, and takes any other.
        path: Where it is written.

    Raises:
        LandingZoneError: with what the number is reserved for.

    """
    for (first, last), why in _RESERVED.items():
        if first <= number <= last and (speaks_bgp or first == _OF_AWS):
            raise LandingZoneError(
                "a router has a number that is reserved",
                got=number,
                why=f"{f'{number} is' if first == last else f'{first} to {last} are'} {why}",
                fix="write the router's own number, or a private one: 64512 to 65534, 4200000000 to 4294967294",
                path=path,
            )


GatewayAsn = Annotated[int, Field(ge=_PRIVATE_SPANS[0][0], le=_PRIVATE_SPANS[-1][1]), AfterValidator(_of_a_gateway)]
"""`64512`: the number of a transit gateway or a Direct Connect gateway, a private one."""

RouterAsn = Annotated[int, Field(ge=1, le=LARGEST_ASN)]
"""`65000`: the number of a router, private or the organization's own; `refuse_reserved` knows what is neither."""
