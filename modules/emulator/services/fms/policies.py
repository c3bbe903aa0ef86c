"""Policies of AWS Firewall Manager, which its administrator keeps in each Region.

Behaviour from the AWS Firewall Manager API Reference, pages "PutPolicy", "GetPolicy", "ListPolicies", "DeletePolicy",
"Policy" (the types of resources of each kind of policy; inclusions or exclusions) and "SecurityServicePolicyData".
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from moto.moto_api._internal import mock_random

from modules.emulator.records import Call, Record, Resource, create
from modules.emulator.records.operations import Operation
from modules.emulator.services.fms.administrator import REGION, check_administrator

POLICY = Resource(
    "Policy",
    generated={
        "PolicyId": "{random:8}-{random:4}-{random:4}-{random:4}-{random:12}",
        "PolicyArn": "arn:{partition}:fms:{region}:{account_id}:policy/{PolicyId}",
    },
    defaults={"PolicyStatus": "ACTIVE"},
    tags="TagList",
)
_VPC = frozenset({"AWS::EC2::VPC"})
_GROUPS = frozenset({"AWS::EC2::Instance", "AWS::EC2::NetworkInterface", "AWS::EC2::SecurityGroup"})
_RESOURCE_TYPES = {
    "DNS_FIREWALL": _VPC,
    "NETWORK_ACL_COMMON": frozenset({"AWS::EC2::Subnet"}),
    "NETWORK_FIREWALL": _VPC,
    "SECURITY_GROUPS_CONTENT_AUDIT": _GROUPS,
    "SECURITY_GROUPS_USAGE_AUDIT": frozenset({"AWS::EC2::SecurityGroup"}),
}
"""Those of kinds that AWS limits; the kinds that are not here protect more and more types."""


def _put(call: Call) -> dict[str, Any]:
    check_administrator(call)
    asked = call.input["Policy"]
    _check(call, asked)
    if "PolicyId" not in asked:
        return create(POLICY)(replace(call, input=_fresh(asked) | {"TagList": call.input.get("TagList")}))
    policy = _found(call, asked["PolicyId"])
    if asked.get("PolicyUpdateToken") != policy["PolicyUpdateToken"]:
        raise call.refusal("InvalidOperationException", "The update token is not that of the policy as it is now.")
    kept = {name: policy[name] for name in (*POLICY.identifiers, POLICY.tags, "PolicyStatus")}
    policy.clear()
    policy.update(_fresh(asked) | kept)
    return call.answer(POLICY, policy)


def _fresh(asked: Record) -> Record:
    return asked | {"PolicyUpdateToken": f"1:{mock_random.get_random_hex(22)}=="}


def _check(call: Call, asked: Record) -> None:
    data = asked["SecurityServicePolicyData"]
    types = {asked["ResourceType"]} - {"ResourceTypeList"} | {*asked.get("ResourceTypeList", ())}
    faults = [
        *_managed_data_faults(data),
        *(["give inclusions or exclusions, not both"] if asked.get("IncludeMap") and asked.get("ExcludeMap") else []),
        *([] if types else ["a policy has a type of resources"]),
    ]
    wrong = types - _RESOURCE_TYPES.get(data["Type"], types)
    if wrong:
        faults.append(f"a policy of {data['Type']} is not about {', '.join(sorted(wrong))}")
    if "AWS::CloudFront::Distribution" in types and call.region != REGION:
        faults.append(f"a policy about CloudFront is kept in {REGION}")
    if faults:
        raise call.refusal("InvalidInputException", "; ".join(faults))


def _managed_data_faults(data: Record) -> list[str]:
    if not data.get("ManagedServiceData"):
        return []
    try:
        managed = json.loads(data["ManagedServiceData"])
    except ValueError as error:
        return [f"ManagedServiceData is no JSON: {error}"]
    if not isinstance(managed, dict) or managed.get("type") != data["Type"]:
        return [f"ManagedServiceData must have the type {data['Type']}"]
    return []


def _get(call: Call) -> dict[str, Any]:
    check_administrator(call)
    return call.answer(POLICY, _found(call, call.input["PolicyId"]))


def _delete(call: Call) -> dict[str, Any]:
    check_administrator(call)
    call.records(POLICY).remove(_found(call, call.input["PolicyId"]))
    return {}


def _list(call: Call) -> dict[str, Any]:
    check_administrator(call)
    return {
        "PolicyList": [
            {
                "PolicyArn": policy["PolicyArn"],
                "PolicyId": policy["PolicyId"],
                "PolicyName": policy["PolicyName"],
                "ResourceType": policy["ResourceType"],
                "SecurityServiceType": policy["SecurityServicePolicyData"]["Type"],
                "RemediationEnabled": policy["RemediationEnabled"],
                "PolicyStatus": policy["PolicyStatus"],
            }
            for policy in call.records(POLICY)
        ]
    }


def _found(call: Call, policy_id: str) -> Record:
    return replace(call, input={"PolicyId": policy_id}).find(POLICY)


OPERATIONS: dict[str, Operation] = {
    "PutPolicy": _put,
    "GetPolicy": _get,
    "DeletePolicy": _delete,
    "ListPolicies": _list,
}
