"""What a user may say about how large things are, and over how many zones they spread. No cdktf here."""

from __future__ import annotations

from ipaddress import IPv4Network
from typing import Annotated

from pydantic import AfterValidator, Field

from modules.aws_limits import VPC_LARGEST_PREFIX, VPC_SMALLEST_PREFIX
from modules.network.addresses.plan import OWN_LARGEST, OWN_SMALLEST
from modules.network.spec.addresses import VpcRange, ZoneId
from modules.specification.errors import LandingZoneError


def _of_a_hubs_size(network: IPv4Network) -> IPv4Network:
    if network.prefixlen > 16:  # noqa: PLR2004 - said in the text
        raise LandingZoneError(
            "a hub's range must be a /16 or larger",
            got=network,
            why="a sixteenth of it is the hub's own, and a sixteenth of that is a VPC with subnets in three zones",
            fix=f"write a /16 or a larger range, for example {network.supernet(new_prefix=16)}",
        )
    return network


def _several(zone_ids: tuple[str, ...]) -> tuple[str, ...]:
    if len(zone_ids) < 2:  # noqa: PLR2004 - said in the text
        raise LandingZoneError(
            "a hub must spread over two or more zones",
            got=f"{len(zone_ids)}: {', '.join(zone_ids) or 'none'}",
            why="one zone alone takes everything down when it fails",
            fix="list the ids of two zones or more",
        )
    return zone_ids


def _of_a_spokes_size(network: IPv4Network) -> IPv4Network:
    if not VPC_LARGEST_PREFIX.value <= network.prefixlen <= VPC_SMALLEST_PREFIX.value:
        raise LandingZoneError(
            "the range of VPCs with their own way to the internet must be one that a VPC has",
            got=network,
            why=f"a VPC takes a /16 to /28 ({VPC_LARGEST_PREFIX.source})",
            fix=f"write such a range, for example {network.network_address}/20",
        )
    return network


def _of_own_vpcs(network: IPv4Network) -> IPv4Network:
    if not OWN_LARGEST <= network.prefixlen <= OWN_SMALLEST:
        raise LandingZoneError(
            "the range of a hub's own VPCs must be a /12 to /20",
            got=network,
            why="a sixteenth of it is a VPC, which AWS makes no larger than a /16, with subnets in each zone",
            fix=f"write a /12 to /20, for example {network.network_address}/20",
        )
    return network


HubRange = Annotated[VpcRange, AfterValidator(_of_a_hubs_size)]
"""The range of a hub and of its segments."""

OwnRange = Annotated[VpcRange, AfterValidator(_of_own_vpcs)]
"""The range of a hub's own VPCs."""

SpokeRange = Annotated[VpcRange, AfterValidator(_of_a_spokes_size)]
"""The range of a VPC with a way of its own to the internet."""

# Checked after the ids, so that a wrong one is not also told as one too few.
ZoneIds = Annotated[tuple[ZoneId, ...], AfterValidator(_several), Field(json_schema_extra={"minItems": 2})]
"""The zones that a hub spreads over."""
