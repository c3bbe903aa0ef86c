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


def test_a_nat_gateway_takes_its_interface_with_it_and_leaves_its_address(client: Client) -> None:
    ec2 = client("ec2", ACCOUNT)
    vpc = ec2.create_vpc(CidrBlock="10.1.0.0/16")["Vpc"]["VpcId"]
    subnet = ec2.create_subnet(VpcId=vpc, CidrBlock="10.1.0.0/24")["Subnet"]["SubnetId"]
    address = ec2.allocate_address(Domain="vpc")["AllocationId"]
    gateway = ec2.create_nat_gateway(SubnetId=subnet, AllocationId=address)["NatGateway"]["NatGatewayId"]
    interfaces = [{"Name": "vpc-id", "Values": [vpc]}]
    there = ec2.describe_network_interfaces(Filters=interfaces)["NetworkInterfaces"]

    ec2.delete_nat_gateway(NatGatewayId=gateway)

    assert len(there) == 1
    assert ec2.describe_network_interfaces(Filters=interfaces)["NetworkInterfaces"] == []
    (left,) = ec2.describe_addresses(AllocationIds=[address])["Addresses"]
    assert not left.get("AssociationId")
