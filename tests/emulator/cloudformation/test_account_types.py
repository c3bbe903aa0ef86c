from __future__ import annotations

from typing import Any

import pytest

from tests.emulator.cloudformation.catalog import Catalog
from tests.emulator.cloudformation.lives import live

pytestmark = pytest.mark.emulator


def test_a_parameter_of_systems_manager(catalog: Catalog) -> None:
    first = {"Name": "/team/model", "Type": "String", "Value": "one", "Tags": {"stage": "dev"}}
    ssm = catalog.of_member("ssm")

    def read(_: Any) -> Any:
        tags = ssm.list_tags_for_resource(ResourceType="Parameter", ResourceId="/team/model")["TagList"]
        return ssm.get_parameter(Name="/team/model")["Parameter"], {tag["Key"]: tag["Value"] for tag in tags}

    life = live(
        catalog,
        {"Parameter": ("AWS::SSM::Parameter", first)},
        {"Parameter": ("AWS::SSM::Parameter", {**first, "Value": "two"})},
        read,
        {"Name": {"Ref": "Parameter"}, "Value": {"Fn::GetAtt": ["Parameter", "Value"]}},
    )

    assert (life.made[0]["Value"], life.changed[0]["Value"], life.changed[0]["Version"]) == ("one", "two", 2)
    assert life.made[1] == {"team": "fraud", "stage": "dev"}
    assert (life.outputs["Name"], life.outputs["Value"]) == ("/team/model", "one")
    assert "Invalid" in life.gone or "NotFound" in life.gone


def test_a_security_group_keeps_its_id_and_has_the_rules_of_its_template_alone(catalog: Catalog) -> None:
    ec2 = catalog.of_member("ec2")
    vpc = ec2.create_vpc(CidrBlock="10.9.0.0/16")["Vpc"]["VpcId"]
    lists = ec2.create_managed_prefix_list(PrefixListName="s3", MaxEntries=1, AddressFamily="IPv4")["PrefixList"]
    https = {"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443}
    group = {
        "GroupDescription": "Studio",
        "VpcId": vpc,
        "SecurityGroupIngress": [{**https, "CidrIp": "10.9.0.0/16"}],
        "SecurityGroupEgress": [{**https, "DestinationPrefixListId": lists["PrefixListId"], "Description": "S3"}],
    }
    itself = {"GroupId": {"Ref": "Group"}, "SourceSecurityGroupId": {"Ref": "Group"}, "IpProtocol": "-1"}

    def resources(**changed: Any) -> dict[str, Any]:
        return {
            "Group": ("AWS::EC2::SecurityGroup", {**group, **changed}),
            "Itself": ("AWS::EC2::SecurityGroupIngress", itself),
        }

    life = live(
        catalog,
        resources(),
        resources(SecurityGroupIngress=[{**https, "CidrIp": "10.8.0.0/16"}]),
        lambda outputs: ec2.describe_security_groups(GroupIds=[outputs["Id"]])["SecurityGroups"][0],
        {"Id": {"Ref": "Group"}, "Vpc": {"Fn::GetAtt": ["Group", "VpcId"]}},
    )

    assert life.outputs["Vpc"] == vpc
    peers = [peer["PrefixListId"] for rule in life.made["IpPermissionsEgress"] for peer in rule["PrefixListIds"]]
    assert peers == [lists["PrefixListId"]]
    assert [rule["IpRanges"] for rule in life.made["IpPermissionsEgress"]] == [[]]
    assert {tag["Key"] for tag in life.made["Tags"]} >= {"team"}
    ranges = [
        [r["CidrIp"] for rule in phase["IpPermissions"] for r in rule["IpRanges"]]
        for phase in (life.made, life.changed)
    ]
    assert ranges == [["10.9.0.0/16"], ["10.8.0.0/16"]]
    assert life.made["GroupId"] == life.changed["GroupId"]
    assert [pair["GroupId"] for rule in life.changed["IpPermissions"] for pair in rule["UserIdGroupPairs"]] == [
        life.made["GroupId"]
    ]
    assert life.gone == "InvalidGroup.NotFound"


def ranges(group: dict[str, Any]) -> list[str]:
    return [range_["CidrIp"] for rule in group["IpPermissions"] for range_ in rule["IpRanges"]]
