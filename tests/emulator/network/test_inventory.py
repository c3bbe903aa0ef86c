"""What the inventory tells of ranges that a pool has chosen, and of those that somebody else has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from modules.emulator.server import EmbeddedAws
from tests.emulator.connection import connect
from tests.emulator.network.pools import regional_pool

pytestmark = pytest.mark.emulator

ACCOUNT = "362000000014"
SIZES = (22, 22, 24)


def inventory(
    sizes: Sequence[int], *, subnet: int = 0, own: str = "192.168.0.0/20", again: int = 0
) -> Mapping[str, int]:
    """Create a VPC of a pool for each size, with a /26 in it, and one with a range of its own; tell what exists.

    Args:
        sizes: Netmask lengths, in the order of creation.
        subnet: Which /26 of its VPC each subnet has.
        own: The range of the last VPC.
        again: How many VPCs of a /22 are created besides.

    """
    with EmbeddedAws() as aws:
        ec2 = connect(aws, "ec2", ACCOUNT)
        pool = regional_pool(ec2, Description="production")
        for size in sizes:
            vpc = ec2.create_vpc(Ipv4IpamPoolId=pool, Ipv4NetmaskLength=size)["Vpc"]
            first, _, _ = vpc["CidrBlock"].rpartition(".")
            ec2.create_subnet(VpcId=vpc["VpcId"], CidrBlock=f"{first}.{64 * subnet}/26")
        for _ in range(again):
            ec2.create_vpc(Ipv4IpamPoolId=pool, Ipv4NetmaskLength=22)
        ec2.create_vpc(CidrBlock=own)
        return aws.inventory()


@pytest.fixture(scope="module")
def expected() -> Mapping[str, int]:
    return inventory(SIZES)


def test_is_the_same_in_whichever_order_a_pool_was_asked(expected: Mapping[str, int]) -> None:
    assert inventory(SIZES[::-1]) == expected


def test_tells_pool_owner_size_and_place(expected: Mapping[str, int]) -> None:
    subnets = {what.partition(" Subnet ")[2]: count for what, count in expected.items() if " Subnet " in what}

    assert {what: count for what, count in subnets.items() if "production" in what} == {
        f'{{"cidr_block": "/26 at 0 of the /22 of {ACCOUNT} from production"}}': 2,
        f'{{"cidr_block": "/26 at 0 of the /24 of {ACCOUNT} from production"}}': 1,
    }


@pytest.mark.parametrize(
    "otherwise",
    [
        pytest.param({"sizes": (22, 22, 23)}, id="a VPC of another size"),
        pytest.param({"sizes": (22, 24)}, id="a VPC less"),
        pytest.param({"sizes": SIZES, "again": 1}, id="a VPC more"),
        pytest.param({"sizes": SIZES, "subnet": 1}, id="subnets elsewhere in their VPCs"),
        pytest.param({"sizes": SIZES, "own": "192.168.16.0/20"}, id="a range of its own that is another"),
    ],
)
def test_notices(otherwise: dict[str, Any], expected: Mapping[str, int]) -> None:
    assert inventory(**otherwise) != expected
