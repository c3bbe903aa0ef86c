from __future__ import annotations

from typing import Any

import pytest

from tests.emulator.cloudformation.catalog import Catalog
from tests.emulator.cloudformation.lives import live

pytestmark = pytest.mark.emulator

RANGE = "10.7.0.0/24"
PART = {"Fn::Cidr": [{"Fn::GetAtt": ["Vpc", "CidrBlock"]}, "8", "5"]}
NAMED = [{"Key": "Name", "Value": "internet"}]


def network(way_out: dict[str, Any], name: list[dict[str, str]]) -> dict[str, Any]:
    """A network with a public subnet and a private one, whose table has a way out."""
    vpc = {"VpcId": {"Ref": "Vpc"}}
    table = {"RouteTableId": {"Ref": "Table"}}
    return {
        "Vpc": ("AWS::EC2::VPC", {"CidrBlock": RANGE, "EnableDnsHostnames": True, "Tags": name}),
        "Public": ("AWS::EC2::Subnet", {**vpc, "CidrBlock": {"Fn::Select": [0, PART]}, "MapPublicIpOnLaunch": True}),
        "Private": ("AWS::EC2::Subnet", {**vpc, "CidrBlock": {"Fn::Select": [7, PART]}}),
        "Gateway": ("AWS::EC2::InternetGateway", {"Tags": name}),
        "Attachment": ("AWS::EC2::VPCGatewayAttachment", {**vpc, "InternetGatewayId": {"Ref": "Gateway"}}),
        "Address": ("AWS::EC2::EIP", {"Domain": "vpc"}),
        "Nat": (
            "AWS::EC2::NatGateway",
            {"AllocationId": {"Fn::GetAtt": ["Address", "AllocationId"]}, "SubnetId": {"Ref": "Public"}},
        ),
        "Table": ("AWS::EC2::RouteTable", vpc),
        "Route": ("AWS::EC2::Route", {**table, "DestinationCidrBlock": "0.0.0.0/0", **way_out}),
        "Association": ("AWS::EC2::SubnetRouteTableAssociation", {**table, "SubnetId": {"Ref": "Private"}}),
    }


def test_a_network_is_what_its_template_says_and_leaves_nothing(catalog: Catalog) -> None:
    ec2 = catalog.of_member("ec2")

    def read(outputs: Any) -> dict[str, Any]:
        of_vpc = [{"Name": "vpc-id", "Values": [outputs["Vpc"]]}]
        attributes = [{"Name": "attachment.vpc-id", "Values": [outputs["Vpc"]]}]
        tables = ec2.describe_route_tables(RouteTableIds=[outputs["Table"]])["RouteTables"]
        hostnames = ec2.describe_vpc_attribute(VpcId=outputs["Vpc"], Attribute="enableDnsHostnames")
        return {
            "hostnames": hostnames["EnableDnsHostnames"]["Value"],
            "name": {tag["Key"]: tag["Value"] for tag in ec2.describe_vpcs(VpcIds=[outputs["Vpc"]])["Vpcs"][0]["Tags"]},
            "subnets": {
                each["CidrBlock"]: each["MapPublicIpOnLaunch"]
                for each in ec2.describe_subnets(Filters=of_vpc)["Subnets"]
            },
            "gateways": len(ec2.describe_internet_gateways(Filters=attributes)["InternetGateways"]),
            "nat": [each["State"] for each in ec2.describe_nat_gateways(Filters=of_vpc)["NatGateways"]],
            "associations": [each.get("SubnetId") for each in tables[0]["Associations"]],
            "ways out": [
                sorted(key for key in route if key in {"GatewayId", "NatGatewayId"})
                for route in tables[0]["Routes"]
                if route["DestinationCidrBlock"] == "0.0.0.0/0"
            ],
        }

    life = live(
        catalog,
        network({"NatGatewayId": {"Ref": "Nat"}}, NAMED),
        network({"GatewayId": {"Ref": "Gateway"}}, [{"Key": "Name", "Value": "changed"}]),
        read,
        {
            "Vpc": {"Ref": "Vpc"},
            "Table": {"Ref": "Table"},
            "Private": {"Ref": "Private"},
            "Route": {"Ref": "Route"},
            "Attachment": {"Fn::GetAtt": ["Attachment", "AttachmentType"]},
        },
    )

    assert life.made["subnets"] == {"10.7.0.0/27": True, "10.7.0.224/27": False}
    assert (life.made["hostnames"], life.made["gateways"], life.made["nat"]) == (True, 1, ["available"])
    assert life.made["associations"] == [life.outputs["Private"]]
    assert [life.made["ways out"], life.changed["ways out"]] == [[["NatGatewayId"]], [["GatewayId"]]]
    assert (life.made["name"]["Name"], life.changed["name"]["Name"]) == ("internet", "changed")
    assert life.made["name"]["team"] == "fraud"
    assert life.outputs["Route"] == f"{life.outputs['Table']}|0.0.0.0/0"
    assert life.outputs["Attachment"] == "IGW"
    assert life.gone.startswith("InvalidRouteTableI")
    assert ec2.describe_addresses()["Addresses"] == []


@pytest.mark.parametrize(
    ("property_", "told"),
    [
        ({"Fn::Cidr": [RANGE, 8, 6]}, "10.7.0.0/24 has no 8 ranges with 6 bits"),
        ({"Fn::Cidr": [RANGE, 257, 0]}, "Fn::Cidr cannot cut 257 ranges with 0 bits of 10.7.0.0/24"),
        ({"Fn::Cidr": [RANGE, 1, 9]}, "Fn::Cidr cannot cut 1 ranges with 9 bits of 10.7.0.0/24"),
    ],
)
def test_a_range_that_cannot_be_cut_is_refused(catalog: Catalog, property_: Any, told: str) -> None:
    name = f"cut-{property_['Fn::Cidr'][1]}-{property_['Fn::Cidr'][2]}"
    vpc = {"Type": "AWS::EC2::VPC", "Properties": {"CidrBlock": {"Fn::Select": [0, property_]}}}

    launched = catalog.launch(*catalog.publish({"Resources": {"Vpc": vpc}}, name), name)

    assert told in launched["StatusMessage"]


def test_a_property_that_nobody_taught_is_refused_by_its_name(catalog: Catalog) -> None:
    vpc = {"Type": "AWS::EC2::VPC", "Properties": {"CidrBlock": RANGE, "EnableEverything": True}}

    launched = catalog.launch(*catalog.publish({"Resources": {"Vpc": vpc}}, "unknown"), "unknown")

    assert "extraneous key [EnableEverything] is not permitted" in launched["StatusMessage"]
