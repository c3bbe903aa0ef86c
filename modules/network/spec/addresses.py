"""What a user may say about address ranges and zones. No cdktf here."""

from __future__ import annotations

from ipaddress import AddressValueError, IPv4Address, IPv4Network
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field

from modules.network.addresses.zones import ZONE_ID_PATTERN
from modules.specification.errors import LandingZoneError
from modules.specification.ranges import written_network
from modules.specification.texts import matching

PRIVATE = tuple(IPv4Network(cidr) for cidr in ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10"))
"""RFC 1918, and the shared address space of RFC 6598."""

DOCKER = IPv4Network("172.17.0.0/16")
"""The bridge that Docker makes on notebook instances and in AWS Cloud9 (Amazon VPC User Guide, VPC CIDR blocks)."""


def _private(network: IPv4Network) -> IPv4Network:
    if not any(network.subnet_of(private) for private in PRIVATE):
        raise LandingZoneError(
            "a range must be private",
            got=network,
            why="every other address is somebody's on the internet, who would be out of reach (RFC 1918, RFC 6598)",
            fix=f"write a range within {', '.join(map(str, PRIVATE))}",
        )
    return network


def _not_dockers(network: IPv4Network) -> IPv4Network:
    if network.overlaps(DOCKER):
        raise LandingZoneError(
            "a range must not overlap 172.17.0.0/16",
            got=network,
            why="Docker uses it on SageMaker notebook instances and AWS Cloud9, so nothing in it can be reached from "
            "there (Amazon VPC User Guide, VPC CIDR blocks)",
            fix="choose another range, for example in 10.0.0.0/8",
        )
    return network


def _address(value: object) -> object:
    if not isinstance(value, str):
        return value
    try:
        IPv4Address(value)
    except AddressValueError:
        raise LandingZoneError(
            "an address must be an IPv4 address",
            got=value or "an empty text",
            why="routers and DNS servers are named by their addresses",
            fix="write it like 203.0.113.10",
        ) from None
    return value


Range = Annotated[
    IPv4Network, BeforeValidator(written_network), AfterValidator(_private), Field(examples=["10.0.0.0/16"])
]
"""`10.0.0.0/16`: a private range, wherever it is used."""

VpcRange = Annotated[Range, AfterValidator(_not_dockers)]
"""A range that VPCs are made of."""

Address = Annotated[IPv4Address, BeforeValidator(_address), Field(examples=["203.0.113.10"])]
"""One IPv4 address."""

ZoneId = Annotated[
    str,
    AfterValidator(
        matching(
            ZONE_ID_PATTERN,
            what="a zone must be named by its id",
            why="a name such as eu-west-1a is another place in each account; an id is the same place in all",
            fix="write the id, for example euw1-az1 (`aws ec2 describe-availability-zones` lists both)",
        )
    ),
    Field(examples=["euw1-az1"]),
]
"""`euw1-az1`: an availability zone by its id."""
