"""Rule groups. Behaviour from "CreateRuleGroup", "UpdateRuleGroup", "DeleteRuleGroup" and "PutResourcePolicy"."""

from __future__ import annotations

from typing import Any

from moto.core.utils import utcnow

from modules.emulator.records import Call, Record, Resource, create, delete, update
from modules.emulator.records.operations import Operation
from modules.emulator.services.networkfirewall import update_tokens
from modules.emulator.services.ram.reach import find_reachable, reachable

RULE_GROUP = Resource(
    "RuleGroup",
    key=("RuleGroupName", "Type"),
    identified_by=("ResourceArn",),
    generated={
        "RuleGroupArn": "arn:{partition}:network-firewall:{region}:{account_id}:{Type}-rulegroup/{RuleGroupName}",
        "RuleGroupId": "{random:8}-{random:4}-{random:4}-{random:4}-{random:12}",
    },
    defaults={
        "RuleGroupStatus": "ACTIVE",
        "NumberOfAssociations": 0,
        "ConsumedCapacity": 0,
        "EncryptionConfiguration": update_tokens.ENCRYPTION,
    },
    tags="Tags",
)


def _complete(call: Call, record: Record) -> None:
    kind = record["Type"]
    record["RuleGroupArn"] = record["RuleGroupArn"].replace(f":{kind}-", f":{kind.lower()}-")
    _take_rules(call, record)
    update_tokens.renew(record)
    record["LastModifiedTime"] = utcnow()


def _take_rules(call: Call, record: Record) -> None:
    """Rules come either as a structure or as the text of Suricata's rules, which ends up in the structure."""
    if bool(call.input.get("Rules")) == bool(call.input.get("RuleGroup")):
        raise call.refusal("InvalidRequestException", "Give either RuleGroup or Rules, not both")
    if call.input.get("Rules"):
        record["RuleGroup"] = {"RulesSource": {"RulesString": call.input["Rules"]}}


def _update(call: Call) -> dict[str, Any]:
    current = update_tokens.check(call, RULE_GROUP)
    given = dict(call.input)
    _take_rules(call, given)
    answer = update(RULE_GROUP)(call)
    current["RuleGroup"], current["LastModifiedTime"] = given["RuleGroup"], utcnow()
    update_tokens.renew(current)
    return answer | {"UpdateToken": current["UpdateToken"]}


def _describe(call: Call) -> dict[str, Any]:
    return call.answer(RULE_GROUP, find_reachable(call, RULE_GROUP, "RuleGroupArn"))


def _list(call: Call) -> dict[str, Any]:
    kind = call.input.get("Type")
    found = [g for g in reachable(call, RULE_GROUP, "RuleGroupArn") if kind in (None, g["Type"])]
    return {"RuleGroups": [{"Name": g["RuleGroupName"], "Arn": g["RuleGroupArn"]} for g in found]}


def _refuse_used(call: Call, record: Record) -> None:
    if record["NumberOfAssociations"]:
        message = f"Unable to delete the object because it is still in use: {record['RuleGroupArn']}"
        raise call.refusal("InvalidOperationException", message)


OPERATIONS: dict[str, Operation] = {
    "CreateRuleGroup": create(RULE_GROUP, check=_complete),
    "UpdateRuleGroup": _update,
    "DescribeRuleGroup": _describe,
    "DescribeRuleGroupMetadata": _describe,
    "ListRuleGroups": _list,
    "DeleteRuleGroup": delete(RULE_GROUP, check=_refuse_used),
}
