"""Ranges of pools that VPCs have by being written down."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from cdktf_cdktf_provider_aws.vpc_ipam_pool_cidr_allocation import VpcIpamPoolCidrAllocation
from constructs import Construct

from modules.network.addresses.plan import address_key
from modules.network.plan.written_ranges import WrittenRange

SECONDARY = "secondary"
"""What stands in addresses for the ranges that VPCs have besides their first, which are told apart by themselves."""


class KeptRanges(Construct):
    """Define an allocation for each range, so that IPAM gives no part of it to another VPC.

    It is there before the VPC is. The VPC itself takes its range from no pool: IPAM may have given it away by then.

    Args:
        scope: The stack.
        id_: What they are called in addresses.
        ranges: The ranges, each a part of its segment's pool.
        pool_ids: Each pool's id, by hub and segment.

    """

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        ranges: Iterable[WrittenRange],
        pool_ids: Mapping[str, Mapping[str, str]],
    ) -> None:
        super().__init__(scope, id_)
        branches: dict[str, Construct] = {}
        for kept in ranges:
            branch, name = (SECONDARY, address_key(kept.range)) if kept.number else (kept.kind, kept.name)
            if branch not in branches:
                branches[branch] = Construct(self, branch)
            VpcIpamPoolCidrAllocation(
                branches[branch],
                name,
                ipam_pool_id=pool_ids[kept.hub or ""][kept.segment or ""],
                cidr=str(kept.range),
                description=kept.shown,
            )
