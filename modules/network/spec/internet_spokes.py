"""What a user may say about VPCs with their own way to the internet. No cdktf here."""

from __future__ import annotations

from ipaddress import IPv4Network
from typing import Annotated

from pydantic import AfterValidator

from modules.aws_limits import VPC_LARGEST_PREFIX, VPC_SMALLEST_PREFIX
from modules.network.spec.addresses import VpcRange
from modules.specification.errors import LandingZoneError
from modules.specification.model import Spec


def _of_a_spokes_size(network: IPv4Network) -> IPv4Network:
    if not VPC_LARGEST_PREFIX.value <= network.prefixlen <= VPC_SMALLEST_PREFIX.value:
        raise LandingZoneError(
            "the range of VPCs with their own way to the internet must be one that a VPC has",
            got=network,
            why=f"a VPC takes a /16 to /28 ({VPC_LARGEST_PREFIX.source})",
            fix=f"write such a range, for example {network.network_address}/20",
        )
    return network


class InternetSpokesSpec(Spec):
    """The VPCs of accounts that have their own way to the internet and none to the corporate network."""

    range: Annotated[VpcRange, AfterValidator(_of_a_spokes_size)] = IPv4Network("192.168.0.0/20")
    """The range of every such VPC, /16 to /28. They may all have the same one, on-premises networks too, for nothing
    connects them."""

    nat_gateway_in_each_zone: bool = False
    """Whether a NAT gateway stands in each zone. One for all is cheaper, and stops with its zone."""
