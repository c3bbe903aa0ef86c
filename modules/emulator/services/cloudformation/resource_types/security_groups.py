"""Security groups of Amazon EC2, with all of their rules, which moto's own leaves out in part.

Behaviour from the AWS CloudFormation Template Reference Guide, pages "AWS::EC2::SecurityGroup",
"AWS::EC2::SecurityGroupIngress" and "AWS::EC2::SecurityGroupEgress": with outbound rules of its own, a group loses the
one that lets everything out.
"""

from __future__ import annotations

from typing import Any

from modules.emulator.services.cloudformation.properties import UnknownProperty
from modules.emulator.services.cloudformation.resource_type import Operation, Properties, ResourceType, Setting

_THIS = {"GroupId": "GroupId"}
_TAGGED = {"Resources": "[GroupId]"}
_EVERYTHING = "[{IpProtocol: '-1', IpRanges: [{CidrIp: '0.0.0.0/0'}]}]"
_PEERS = {
    "CidrIp": ("IpRanges", "CidrIp"),
    "CidrIpv6": ("Ipv6Ranges", "CidrIpv6"),
    "SourcePrefixListId": ("PrefixListIds", "PrefixListId"),
    "DestinationPrefixListId": ("PrefixListIds", "PrefixListId"),
    "SourceSecurityGroupId": ("UserIdGroupPairs", "GroupId"),
    "DestinationSecurityGroupId": ("UserIdGroupPairs", "GroupId"),
}
_REST = ("IpProtocol", "FromPort", "ToPort", "Description")


def _permission(rule: dict[str, Any]) -> dict[str, Any]:
    """Write a rule as the API has it."""
    for name in rule.keys() - _PEERS.keys() - set(_REST):
        raise UnknownProperty(f"#: extraneous key [{name}] is not permitted")
    permission: dict[str, Any] = {name: rule[name] for name in ("IpProtocol", "FromPort", "ToPort") if name in rule}
    for name in rule.keys() & _PEERS.keys():
        group, member = _PEERS[name]
        described = {"Description": rule["Description"]} if "Description" in rule else {}
        permission[group] = [{member: rule[name], **described}]
    return permission


def _of_group(properties: Properties) -> Properties:
    rules = ("SecurityGroupIngress", "SecurityGroupEgress")
    return {
        name: [_permission(rule) for rule in value] if name in rules else value for name, value in properties.items()
    }


def _of_rule(properties: Properties) -> Properties:
    given = dict(properties)
    return {"GroupId": given.pop("GroupId"), "IpPermissions": [_permission(given)]}


def _rules(direction: str) -> Setting:
    names = {f"SecurityGroup{direction}": "IpPermissions"}
    put = Operation(f"AuthorizeSecurityGroup{direction}", _THIS, names=names)
    remove = Operation(f"RevokeSecurityGroup{direction}", _THIS, names=names)
    return Setting(f"SecurityGroup{direction}", put, remove, replaced=True)


def _rule(direction: str) -> ResourceType:
    return ResourceType(
        f"AWS::EC2::SecurityGroup{direction}",
        service="ec2",
        create=Operation(f"AuthorizeSecurityGroup{direction}"),
        delete=Operation(f"RevokeSecurityGroup{direction}", {**_THIS, "IpPermissions": "IpPermissions"}),
        ref="SecurityGroupRules[0].SecurityGroupRuleId",
        tags="",
        prepare=_of_rule,
    )


RESOURCE_TYPES = [
    ResourceType(
        "AWS::EC2::SecurityGroup",
        service="ec2",
        name="GroupName",
        create=Operation("CreateSecurityGroup", names={"GroupDescription": "Description"}),
        read=Operation("DescribeSecurityGroups", {"GroupIds": "[GroupId]"}),
        update=Operation("DescribeSecurityGroups", {"GroupIds": "[GroupId]"}),  # all that changes is a setting
        delete=Operation("DeleteSecurityGroup", _THIS),
        ref="GroupId",
        attributes={"GroupId": "GroupId", "Id": "GroupId", "VpcId": "SecurityGroups[0].VpcId"},
        replaced_by=frozenset({"GroupDescription", "GroupName", "VpcId"}),
        prepare=_of_group,
        after_create=(
            Operation("RevokeSecurityGroupEgress", {**_THIS, "IpPermissions": _EVERYTHING}, when="SecurityGroupEgress"),
        ),
        settings=(
            _rules("Ingress"),
            _rules("Egress"),
            Setting("Tags", Operation("CreateTags", _TAGGED), Operation("DeleteTags", _TAGGED), replaced=True),
        ),
    ),
    _rule("Ingress"),
    _rule("Egress"),
]
