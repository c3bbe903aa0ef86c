"""Automation rules, which only an administrator or an account that stands alone may have.

Behaviour from "CreateAutomationRule", "BatchGetAutomationRules", "BatchUpdateAutomationRules",
"BatchDeleteAutomationRules" and "ListAutomationRules".
"""

from __future__ import annotations

from typing import Any

from modules.emulator.organization_service import membership_of
from modules.emulator.records import Call, Record, Resource, create
from modules.emulator.records.operations import Operation

RULE = Resource(
    "AutomationRule",
    generated={
        "RuleArn": "arn:{partition}:securityhub:{region}:{account_id}:automation-rule/"
        "{random:8}-{random:4}-{random:4}-{random:4}-{random:12}"
    },
    defaults={"RuleStatus": "ENABLED", "IsTerminal": False},
    created="CreatedAt",
    updated="UpdatedAt",
    tags="Tags",
)
_NOT_FOUND = 404


def _not_by_members(perform: Operation) -> Operation:
    def by_administrator(call: Call) -> dict[str, Any]:
        if membership_of(call):
            raise call.refusal("AccessDeniedException", "Automation rules are the administrator's")
        return perform(call)

    return by_administrator


def _sort(call: Call, arns: list[str]) -> tuple[list[Record], list[Record]]:
    """Give the rules that were asked for, and what to say of those that do not exist."""
    found = {rule["RuleArn"]: rule for rule in call.records(RULE)}
    missing = [
        {"RuleArn": arn, "ErrorCode": _NOT_FOUND, "ErrorMessage": "The rule does not exist"}
        for arn in arns
        if arn not in found
    ]
    return [found[arn] for arn in arns if arn in found], missing


def _get(call: Call) -> dict[str, Any]:
    rules, missing = _sort(call, call.input["AutomationRulesArns"])
    return {"Rules": rules, "UnprocessedAutomationRules": missing}


def _update(call: Call) -> dict[str, Any]:
    asked = {item["RuleArn"]: item for item in call.input["UpdateAutomationRulesRequestItems"]}
    rules, missing = _sort(call, list(asked))
    for rule in rules:
        rule.update({name: value for name, value in asked[rule["RuleArn"]].items() if value is not None})
    return {"ProcessedAutomationRules": [rule["RuleArn"] for rule in rules], "UnprocessedAutomationRules": missing}


def _delete(call: Call) -> dict[str, Any]:
    rules, missing = _sort(call, list(dict.fromkeys(call.input["AutomationRulesArns"])))
    for rule in rules:
        call.records(RULE).remove(rule)
    return {"ProcessedAutomationRules": [rule["RuleArn"] for rule in rules], "UnprocessedAutomationRules": missing}


OPERATIONS: dict[str, Operation] = {
    name: _not_by_members(perform)
    for name, perform in {
        "CreateAutomationRule": create(RULE),
        "BatchGetAutomationRules": _get,
        "BatchUpdateAutomationRules": _update,
        "BatchDeleteAutomationRules": _delete,
        "ListAutomationRules": lambda call: {"AutomationRulesMetadata": list(call.records(RULE))},
    }.items()
}
