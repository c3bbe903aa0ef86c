"""Ranges of pools that VPCs have by being written down: IPAM gives none of them away."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from modules.accounts.spec import Connectivity, Function
from modules.network.ipam.kept_ranges import KeptRanges
from modules.network.plan.capacity import capacities
from modules.network.plan.written_ranges import written_ranges
from tests.network.specimens import HUB, account, network
from tests.support.synthesis import synthesize_one

NETWORK = network(hubs={"eu-west-1": {**HUB, "other_ranges": {"production": ["172.20.0.0/16"]}}})
SUBNETS = {"euw1-az1": "subnet-0123456789abcdef0"}


def existing(range_: str, *others: str) -> dict[str, Any]:
    return {
        "id": "vpc-0123456789abcdef0",
        "range": range_,
        "secondary_ranges": list(others),
        "attachment_subnet_ids": SUBNETS,
    }


def of(vpc: dict[str, Any]) -> Any:
    return account(Function.TEAM, "prod", Connectivity.CORPORATE, "pos", vpc=vpc)


def kept(folder: Path, vpc: dict[str, Any]) -> list[str]:
    ranges = [written for written in written_ranges(NETWORK, [of(vpc)]) if written.pool(NETWORK)]
    pool_ids = {"eu-west-1": {"production": "ipam-pool-0123456789abcdef0"}}
    document = synthesize_one(folder, lambda stack: KeptRanges(stack, "kept", ranges=ranges, pool_ids=pool_ids))
    return [one["cidr"] for one in document["resource"]["aws_vpc_ipam_pool_cidr_allocation"].values()]


def test_every_range_of_a_vpc_in_a_pool_is_kept(tmp_path: Path) -> None:
    vpc = existing("10.72.0.0/24", "172.20.0.0/24", "10.73.0.0/24", "10.74.0.0/24")

    assert sorted(kept(tmp_path, vpc)) == ["10.72.0.0/24", "10.73.0.0/24", "10.74.0.0/24"]


def test_a_pool_keeps_further_ranges_of_a_vpc_outside_of_it(tmp_path: Path) -> None:
    assert kept(tmp_path, existing("172.20.0.0/24", "10.73.0.0/24")) == ["10.73.0.0/24"]


def test_further_ranges_take_room_of_their_pool() -> None:
    def further(*others: str) -> int:
        pools = capacities(NETWORK, [of(existing("172.20.0.0/24", *others))])
        return next(pool.further for pool in pools if pool.segment == "production")

    assert further() - further("10.73.0.0/22", "10.74.0.0/22") == 2
