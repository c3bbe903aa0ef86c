from __future__ import annotations

from collections.abc import Mapping
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


def test_a_role_has_what_its_template_says_and_is_deleted_with_its_policies(catalog: Catalog) -> None:
    iam = catalog.of_member("iam")
    managed, other = (f"arn:aws:iam::aws:policy/{name}" for name in ("ReadOnlyAccess", "job-function/ViewOnlyAccess"))
    trust = {
        "Statement": [{"Effect": "Allow", "Principal": {"Service": "ec2.amazonaws.com"}, "Action": "sts:AssumeRole"}]
    }
    allowed = {"Effect": "Allow", "Action": "s3:ListAllMyBuckets", "Resource": "*"}
    inline = {"PolicyName": "own", "PolicyDocument": {"Version": "2012-10-17", "Statement": [allowed]}}
    first = {
        "RoleName": "Reader",
        "AssumeRolePolicyDocument": trust,
        "PermissionsBoundary": f"arn:aws:iam::{catalog.member}:policy/boundary",
        "ManagedPolicyArns": [managed],
        "Policies": [inline],
    }
    second = {**first, "Description": "Reads", "ManagedPolicyArns": [other], "Policies": []}

    def read(_: Any) -> Any:
        role = iam.get_role(RoleName="Reader")["Role"]
        attached = iam.list_attached_role_policies(RoleName="Reader")["AttachedPolicies"]
        return {
            "boundary": role["PermissionsBoundary"]["PermissionsBoundaryArn"],
            "description": role.get("Description", ""),
            "attached": [policy["PolicyArn"] for policy in attached],
            "inline": iam.list_role_policies(RoleName="Reader")["PolicyNames"],
            "tags": {tag["Key"]: tag["Value"] for tag in role["Tags"]},
        }

    life = live(
        catalog,
        {"Role": ("AWS::IAM::Role", first)},
        {"Role": ("AWS::IAM::Role", second)},
        read,
        {"Arn": {"Fn::GetAtt": ["Role", "Arn"]}},
    )

    assert life.outputs["Arn"] == f"arn:aws:iam::{catalog.member}:role/Reader"
    assert life.made == {
        "boundary": first["PermissionsBoundary"],
        "description": "",
        "attached": [managed],
        "inline": ["own"],
        "tags": {"team": "fraud"},
    }
    assert life.changed == {**life.made, "description": "Reads", "attached": [other], "inline": []}
    assert life.gone == "NoSuchEntity"


def test_a_rule_of_config(catalog: Catalog) -> None:
    config = catalog.of_member("config")
    rule = {
        "ConfigRuleName": "closed",
        "Scope": {"ComplianceResourceTypes": ["AWS::EC2::SecurityGroup"]},
        "Source": {"Owner": "AWS", "SourceIdentifier": "VPC_DEFAULT_SECURITY_GROUP_CLOSED"},
    }

    def resources(**changed: str) -> dict[str, Any]:
        return {"Rule": ("AWS::Config::ConfigRule", {**rule, **changed})}

    life = live(
        catalog,
        resources(),
        resources(Description="Nothing gets in"),
        lambda outputs: config.describe_config_rules(ConfigRuleNames=[outputs["Name"]])["ConfigRules"],
        {"Name": {"Ref": "Rule"}, "Arn": {"Fn::GetAtt": ["Rule", "Arn"]}},
    )

    (made,), (changed,) = life.made, life.changed
    assert made["Source"] == rule["Source"]
    assert (made.get("Description"), changed["Description"]) == (None, "Nothing gets in")
    assert life.outputs["Arn"] == changed["ConfigRuleArn"]
    assert life.gone == []


def test_an_identity_provider_takes_tokens_for_whom_its_template_says(catalog: Catalog) -> None:
    iam = catalog.of_member("iam")
    properties = {"Url": "https://app.terraform.io", "ClientIdList": ["aws.workload.identity"]}

    def read(outputs: Mapping[str, str]) -> Any:
        found = iam.get_open_id_connect_provider(OpenIDConnectProviderArn=outputs["Provider"])
        return found["Url"], found["ClientIDList"], {tag["Key"] for tag in found["Tags"]}

    life = live(
        catalog,
        {"Provider": ("AWS::IAM::OIDCProvider", properties)},
        {"Provider": ("AWS::IAM::OIDCProvider", {**properties, "Tags": [{"Key": "stage", "Value": "dev"}]})},
        read,
        {"Provider": {"Ref": "Provider"}},
    )
    assert life.made == ("app.terraform.io", ["aws.workload.identity"], {"team"})
    assert life.changed[2] == {"team", "stage"}
    assert life.gone == "NoSuchEntity"
