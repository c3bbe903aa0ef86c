"""Firewall policies, and the resource policies by which rule groups and policies are shared.

Behaviour from "CreateFirewallPolicy", "UpdateFirewallPolicy", "DeleteFirewallPolicy" and "PutResourcePolicy".
"""

from __future__ import annotations

from typing import Any

from moto.core.utils import utcnow

from modules.emulator.records import Call, Record, Resource, create, delete
from modules.emulator.records.operations import Operation
from modules.emulator.services.networkfirewall import update_tokens
from modules.emulator.services.networkfirewall.rule_groups import RULE_GROUP
from modules.emulator.services.ram.reach import find_reachable, reachable

_ARN = "arn:{partition}:network-firewall:{region}:{account_id}"
_AWS_MANAGED = ":aws-managed:"
_REFERENCES = ("StatelessRuleGroupReferences", "StatefulRuleGroupReferences")

POLICY = Resource(
    "FirewallPolicy",
    key=("FirewallPolicyName",),
    identified_by=("ResourceArn",),
    generated={
        "FirewallPolicyArn": _ARN + ":firewall-policy/{FirewallPolicyName}",
        "FirewallPolicyId": "{random:8}-{random:4}-{random:4}-{random:4}-{random:12}",
    },
    defaults={
        "FirewallPolicyStatus": "ACTIVE",
        "NumberOfAssociations": 0,
        "ConsumedStatelessRuleCapacity": 0,
        "ConsumedStatefulRuleCapacity": 0,
        "EncryptionConfiguration": update_tokens.ENCRYPTION,
    },
    tags="Tags",
)


def _complete(call: Call, record: Record) -> None:
    _use(_groups(call, record["FirewallPolicy"]), 1)
    update_tokens.renew(record)
    record["LastModifiedTime"] = utcnow()


def _groups(call: Call, policy: Record) -> list[Record]:
    """Find the rule groups that a policy names, one's own or shared ones; those of AWS are taken as they are."""
    named = [reference["ResourceArn"] for member in _REFERENCES for reference in policy.get(member) or []]
    known = {group["RuleGroupArn"]: group for group in reachable(call, RULE_GROUP, "RuleGroupArn")}
    missing = [arn for arn in named if arn not in known and _AWS_MANAGED not in arn]
    if missing:
        raise call.refusal("InvalidRequestException", f"The rule group {missing[0]} does not exist")
    return [known[arn] for arn in named if arn in known]


def _use(groups: list[Record], change: int) -> None:
    for group in groups:
        group["NumberOfAssociations"] += change


def _update(call: Call) -> dict[str, Any]:
    current = update_tokens.check(call, POLICY)
    groups = _groups(call, call.input["FirewallPolicy"])
    _use(_groups(call, current["FirewallPolicy"]), -1)
    _use(groups, 1)
    current["FirewallPolicy"], current["LastModifiedTime"] = call.input["FirewallPolicy"], utcnow()
    for member in ("Description", "EncryptionConfiguration"):
        current[member] = call.input.get(member, current.get(member))
    update_tokens.renew(current)
    return call.answer(POLICY, current)


def _describe(call: Call) -> dict[str, Any]:
    return call.answer(POLICY, find_reachable(call, POLICY, "FirewallPolicyArn"))


def _list(call: Call) -> dict[str, Any]:
    found = reachable(call, POLICY, "FirewallPolicyArn")
    return {"FirewallPolicies": [{"Name": p["FirewallPolicyName"], "Arn": p["FirewallPolicyArn"]} for p in found]}


def _end(call: Call, record: Record) -> None:
    if record["NumberOfAssociations"]:
        message = f"Unable to delete the object because it is still in use: {record['FirewallPolicyArn']}"
        raise call.refusal("InvalidOperationException", message)
    _use(_groups(call, record["FirewallPolicy"]), -1)


def _put_resource_policy(call: Call) -> dict[str, Any]:
    _shareable(call)["resource policy"] = call.input["Policy"]
    return {}


def _describe_resource_policy(call: Call) -> dict[str, Any]:
    policy = _shareable(call).get("resource policy")
    if policy is None:
        raise call.refusal("ResourceNotFoundException", f"{call.input['ResourceArn']} has no resource policy")
    return {"Policy": policy}


def _delete_resource_policy(call: Call) -> dict[str, Any]:
    _describe_resource_policy(call)
    del _shareable(call)["resource policy"]
    return {}


def _shareable(call: Call) -> Record:
    return call.find(POLICY if ":firewall-policy/" in call.input["ResourceArn"] else RULE_GROUP)


OPERATIONS: dict[str, Operation] = {
    "CreateFirewallPolicy": create(POLICY, check=_complete),
    "UpdateFirewallPolicy": _update,
    "DescribeFirewallPolicy": _describe,
    "ListFirewallPolicies": _list,
    "DeleteFirewallPolicy": delete(POLICY, check=_end),
    "PutResourcePolicy": _put_resource_policy,
    "DescribeResourcePolicy": _describe_resource_policy,
    "DeleteResourcePolicy": _delete_resource_policy,
}
