"""What accounts see of subnets that another one shares with them."""

from __future__ import annotations

from typing import Any

import pytest
from botocore.exceptions import ClientError

from tests.emulator.network.organization import Organization, vpc_with_subnet

pytestmark = pytest.mark.emulator


def shared(organization: Organization, cidr: str) -> tuple[str, str]:
    """A VPC of the network account whose subnet is shared with the unit of production."""
    ec2 = organization.client("ec2", organization.network)
    vpc, subnet = vpc_with_subnet(ec2, cidr)
    arn = ec2.describe_subnets(SubnetIds=[subnet])["Subnets"][0]["SubnetArn"]
    organization.share([arn], [organization.production_unit])
    return vpc, subnet


def seen(ec2: Any) -> list[str]:
    return [subnet["SubnetId"] for subnet in ec2.describe_subnets()["Subnets"]]


def test_a_participant_sees_the_subnet_and_its_vpc_as_the_owner_s(organization: Organization) -> None:
    vpc, subnet = shared(organization, "10.30.0.0/24")
    ec2 = organization.client("ec2", organization.production)

    (found,) = ec2.describe_subnets(SubnetIds=[subnet])["Subnets"]
    (around,) = ec2.describe_vpcs(VpcIds=[vpc])["Vpcs"]

    assert (found["OwnerId"], around["OwnerId"]) == (organization.network, organization.network)
    assert subnet in seen(ec2)


def test_filters_hold_for_what_is_shared_too(organization: Organization) -> None:
    vpc, subnet = shared(organization, "10.31.0.0/24")
    ec2 = organization.client("ec2", organization.production)

    found = ec2.describe_subnets(Filters=[{"Name": "vpc-id", "Values": [vpc]}])["Subnets"]

    assert [one["SubnetId"] for one in found] == [subnet]


def test_whoever_is_not_named_sees_neither(organization: Organization) -> None:
    vpc, subnet = shared(organization, "10.32.0.0/24")
    ec2 = organization.client("ec2", organization.sandbox)

    assert subnet not in seen(ec2)
    with pytest.raises(ClientError, match=r"InvalidSubnetID\.NotFound"):
        ec2.describe_subnets(SubnetIds=[subnet])
    with pytest.raises(ClientError, match=r"InvalidVpcID\.NotFound"):
        ec2.describe_vpcs(VpcIds=[vpc])


def test_other_subnets_of_the_vpc_stay_out_of_sight(organization: Organization) -> None:
    network = organization.client("ec2", organization.network)
    vpc = network.create_vpc(CidrBlock="10.33.0.0/24")["Vpc"]["VpcId"]
    ids = [network.create_subnet(VpcId=vpc, CidrBlock=cidr)["Subnet"] for cidr in ("10.33.0.0/25", "10.33.0.128/25")]
    organization.share([ids[0]["SubnetArn"]], [organization.production])

    found = seen(organization.client("ec2", organization.production))

    assert [one["SubnetId"] in found for one in ids] == [True, False]


def test_a_participant_cannot_delete_what_it_sees(organization: Organization) -> None:
    _, subnet = shared(organization, "10.34.0.0/24")

    with pytest.raises(ClientError, match=r"InvalidSubnetID\.NotFound"):
        organization.client("ec2", organization.production).delete_subnet(SubnetId=subnet)
