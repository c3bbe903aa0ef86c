"""What a user may say about VPCs with their own way to the internet. No cdktf here."""

from __future__ import annotations

from ipaddress import IPv4Network
from typing import Annotated

from pydantic import AfterValidator

from modules.network.spec.addresses import VpcRange
from modules.specification.errors import LandingZoneError
from modules.specification.model import Spec


def _of_a_spokes_size(network: IPv4Network) -> IPv4Network:
    if not 16 <= network.prefixlen <= 24:  # noqa: PLR2004 - said in the text
        raise LandingZoneError(
            "the range of VPCs with their own way to the internet must be a /16 to /24",
            got=network,
            why="a VPC takes at most a /16, and less than a /24 leaves no room for three subnets and three small ones",
            fix=f"write a /16 to /24, for example {network.network_address}/20",
        )
    return network


class InternetSpokesSpec(Spec):
    """The VPCs of accounts that have their own way to the internet and none to the corporate network."""

    range: Annotated[VpcRange, AfterValidator(_of_a_spokes_size)] = IPv4Network("192.168.0.0/20")
    """The range of every such VPC, /16 to /24. They may all have the same one, for nothing connects them."""

    nat_gateway_in_each_zone: bool = False
    """Whether a NAT gateway stands in each zone. One for all is cheaper, and stops with its zone."""
