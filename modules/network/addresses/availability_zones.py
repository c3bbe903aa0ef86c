"""The availability zones that each region has, and those where AWS makes no NAT gateway."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from modules.network.addresses.zones import zone_id_prefix

ZONES_READ_ON = date(2026, 11, 29)
"""AWS Regions and Availability Zones User Guide, AWS Availability Zones."""

_THREE = (1, 2, 3)
_NUMBERS: Mapping[str, tuple[int, ...]] = {
    "af-south-1": _THREE,
    "ap-east-1": _THREE,
    "ap-east-2": _THREE,
    "ap-northeast-1": (1, 2, 3, 4),
    "ap-northeast-2": (1, 2, 3, 4),
    "ap-northeast-3": _THREE,
    "ap-south-1": _THREE,
    "ap-south-2": _THREE,
    "ap-southeast-1": _THREE,
    "ap-southeast-2": _THREE,
    "ap-southeast-3": _THREE,
    "ap-southeast-4": _THREE,
    "ap-southeast-5": _THREE,
    "ap-southeast-6": _THREE,
    "ap-southeast-7": _THREE,
    "ca-central-1": (1, 2, 3, 4),  # the third is listed for VPC Lattice only: accounts that are old have it
    "ca-west-1": _THREE,
    "eu-central-1": _THREE,
    "eu-central-2": _THREE,
    "eu-north-1": _THREE,
    "eu-south-1": _THREE,
    "eu-south-2": _THREE,
    "eu-west-1": _THREE,
    "eu-west-2": (1, 2, 3, 4),
    "eu-west-3": _THREE,
    "il-central-1": _THREE,
    "me-central-1": _THREE,
    "me-south-1": _THREE,
    "mx-central-1": _THREE,
    "sa-east-1": _THREE,
    "us-east-1": (1, 2, 3, 4, 5, 6),
    "us-east-2": _THREE,
    "us-west-1": _THREE,
    "us-west-2": (1, 2, 3, 4),
}

WITHOUT_NAT_GATEWAYS: Mapping[str, str] = {
    "apne1-az3": "pull request 52 of sysdiglabs/terraform-aws-secure-for-cloud",
}
"""Zones in which CreateNatGateway fails with NotAvailableInZone, and who met it. AWS tells that there are some, and
lists none (Amazon VPC User Guide, Troubleshoot NAT gateways, Availability Zone is unsupported; read on 2026-11-29)."""


def zone_ids(region: str) -> tuple[str, ...]:
    """Return the ids of a region's zones; none where the region is not known here."""
    return tuple(f"{zone_id_prefix(region)}-az{number}" for number in _NUMBERS.get(region, ()))
