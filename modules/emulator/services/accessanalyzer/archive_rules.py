"""Archive rules of an analyzer.

Behaviour from the IAM Access Analyzer API Reference, pages "CreateArchiveRule", "GetArchiveRule", "ListArchiveRules",
"UpdateArchiveRule", "DeleteArchiveRule" and "ApplyArchiveRule", and from "IAM Access Analyzer quotas". They go with
their analyzer.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from moto.core.utils import utcnow

from modules.emulator.records import Call, Record, Resource
from modules.emulator.records.operations import Operation

RULES_PER_ANALYZER = 100
OPERATORS = ("eq", "neq", "contains", "exists")


def operations(analyzer: Resource) -> dict[str, Operation]:
    """Define the operations on rules of an analyzer, which keeps them."""

    def rules(call: Call) -> dict[str, Record]:
        kept: dict[str, Record] = call.find(analyzer).setdefault("archiveRules", {})
        return kept

    def create(call: Call) -> dict[str, Any]:
        name, kept = call.input["ruleName"], rules(call)
        _check_filter(call, call.input["filter"])
        if name in kept:
            message = f"The archive rule {name} exists already"
            raise call.refusal("ConflictException", message, resource_id=name, resourceType="ArchiveRule")
        if len(kept) >= RULES_PER_ANALYZER:
            message = f"An analyzer has at most {RULES_PER_ANALYZER} archive rules"
            raise call.refusal("ServiceQuotaExceededException", message, resource_id=name, resourceType="ArchiveRule")
        kept[name] = _new_rule(name, call.input["filter"])
        return {}

    def update(call: Call) -> dict[str, Any]:
        rule = _found(call, rules(call))
        _check_filter(call, call.input["filter"])
        rule.update(filter=call.input["filter"], updatedAt=utcnow())
        return {}

    def delete(call: Call) -> dict[str, Any]:
        kept = rules(call)
        del kept[_found(call, kept)["ruleName"]]
        return {}

    def apply(call: Call) -> dict[str, Any]:
        kept = rules(replace(call, input={"arn": call.input["analyzerArn"]}))
        _found(call, kept)
        return {}

    return {
        "CreateArchiveRule": create,
        "GetArchiveRule": lambda call: {"archiveRule": _found(call, rules(call))},
        "ListArchiveRules": lambda call: {"archiveRules": [*rules(call).values()]},
        "UpdateArchiveRule": update,
        "DeleteArchiveRule": delete,
        "ApplyArchiveRule": apply,
    }


def kept_rules(call: Call, written: list[Record]) -> dict[str, Record]:
    """Check rules that come with their analyzer, and give them by name, as an analyzer keeps them."""
    for rule in written:
        _check_filter(call, rule["filter"])
    return {rule["ruleName"]: _new_rule(rule["ruleName"], rule["filter"]) for rule in written}


def _new_rule(name: str, criteria: Record) -> Record:
    return {"ruleName": name, "filter": criteria, "createdAt": utcnow(), "updatedAt": utcnow()}


def _check_filter(call: Call, criteria: Record) -> None:
    empty = [key for key, criterion in criteria.items() if not any(operator in criterion for operator in OPERATORS)]
    if empty or not criteria:
        message = f"A criterion has one of {', '.join(OPERATORS)}: {', '.join(empty) or 'there is none'}"
        raise call.refusal("ValidationException", message, reason="fieldValidationFailed")


def _found(call: Call, kept: dict[str, Record]) -> Record:
    name = call.input["ruleName"]
    if name not in kept:
        message = f"The archive rule {name} does not exist"
        raise call.refusal("ResourceNotFoundException", message, resource_id=name, resourceType="ArchiveRule")
    return kept[name]
