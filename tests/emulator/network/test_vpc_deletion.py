from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.emulator.conftest import Client

pytestmark = pytest.mark.emulator

ACCOUNT = "362000000013"


def test_a_vpc_takes_its_default_acl_group_table_and_its_tags_with_it(client: Client) -> None:
    ec2 = client("ec2", ACCOUNT)
    before = sorted(_all(ec2))
    tags = [{"ResourceType": "vpc", "Tags": [{"Key": "Name", "Value": "hub"}]}]
    vpc_id = ec2.create_vpc(CidrBlock="10.0.0.0/16", TagSpecifications=tags)["Vpc"]["VpcId"]
    created = set(_all(ec2)) - set(before)
    ec2.delete_vpc(VpcId=vpc_id)

    assert {id_.partition("-")[0] for id_ in created} == {"vpc", "acl", "sg", "rtb", "tags of vpc"}
    assert sorted(_all(ec2)) == before


def _all(ec2: Any) -> Iterator[str]:
    yield from (one["VpcId"] for one in ec2.describe_vpcs()["Vpcs"])
    yield from (one["NetworkAclId"] for one in ec2.describe_network_acls()["NetworkAcls"])
    yield from (one["GroupId"] for one in ec2.describe_security_groups()["SecurityGroups"])
    yield from (one["RouteTableId"] for one in ec2.describe_route_tables()["RouteTables"])
    yield from (f"tags of {tag['ResourceId']}" for tag in ec2.describe_tags()["Tags"])
