"""What a user may say about address ranges and zones. No cdktf here."""

from __future__ import annotations

from collections.abc import Mapping
from ipaddress import AddressValueError, IPv4Address, IPv4Network
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field

from modules.network.addresses.zones import ZONE_ID_PATTERN
from modules.specification.errors import LandingZoneError
from modules.specification.ranges import written_network
from modules.specification.texts import matching

OF_NO_HOST: Mapping[IPv4Network, str] = {
    IPv4Network("0.0.0.0/8"): "this network",
    IPv4Network("127.0.0.0/8"): "the loopback",
    IPv4Network("169.254.0.0/16"): "link-local, where AWS has its own services and the tunnels of VPN connections",
    IPv4Network("224.0.0.0/4"): "multicast",
    IPv4Network("240.0.0.0/4"): "reserved",
}
"""Ranges that hold the address of no host, and what they are (RFC 6890; Amazon EC2 API Reference,
VpnTunnelOptionsSpecification)."""

NOT_ROUTED = tuple(IPv4Network(cidr) for cidr in ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10"))
"""What no router of the internet forwards to: RFC 1918, and the shared address space of RFC 6598."""

DOCKER = IPv4Network("172.17.0.0/16")
"""The bridge that Docker makes on notebook instances and in AWS Cloud9 (Amazon VPC User Guide, VPC CIDR blocks)."""


def _of_hosts(network: IPv4Network) -> IPv4Network:
    for kept, what in OF_NO_HOST.items():
        if network.overlaps(kept):
            raise LandingZoneError(
                "a range must be one that hosts have addresses in",
                got=network,
                why=f"{kept} is {what} (RFC 6890)",
                fix="write a private range, for example in 10.0.0.0/8, or a public one that is your own",
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


def _of_a_router(address: IPv4Address) -> IPv4Address:
    found = next((network for network in (*OF_NO_HOST, *NOT_ROUTED) if address in network), None)
    if found is not None:
        raise LandingZoneError(
            "a router must have an address of the internet",
            got=address,
            why=f"the tunnels of a VPN connection cross the internet, and it leads to nothing in {found}",
            fix="write the public address of the router, or of the NAT device that it is behind",
        )
    return address


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
    IPv4Network, BeforeValidator(written_network), AfterValidator(_of_hosts), Field(examples=["10.0.0.0/16"])
]
"""`10.0.0.0/16`: a private range, or a public one of one's own. A public one of somebody else is then out of reach."""

VpcRange = Annotated[Range, AfterValidator(_not_dockers)]
"""A range that VPCs are made of."""

Address = Annotated[IPv4Address, BeforeValidator(_address), Field(examples=["203.0.113.10"])]
"""One IPv4 address."""

RouterAddress = Annotated[Address, AfterValidator(_of_a_router)]
"""A public IPv4 address."""

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
