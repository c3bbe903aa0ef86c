"""Rules of an organization, which moto lacks.

Behaviour from the AWS Config API Reference, pages "PutOrganizationConfigRule", "DescribeOrganizationConfigRules",
"DescribeOrganizationConfigRuleStatuses", "GetOrganizationConfigRuleDetailedStatus" and "DeleteOrganizationConfigRule".
"""

from __future__ import annotations

from typing import Any

from modules.emulator.records import Call, Record, Resource
from modules.emulator.records.operations import Operation
from modules.emulator.services.config.organization import (
    check_reader,
    chosen,
    delete,
    outcome_of,
    put,
    reached_accounts,
)
from modules.emulator.services.config.templates import is_managed

_KINDS = ("OrganizationManagedRuleMetadata", "OrganizationCustomRuleMetadata", "OrganizationCustomPolicyRuleMetadata")

RULE = Resource(
    "OrganizationConfigRule",
    key=("OrganizationConfigRuleName",),
    generated={
        "OrganizationConfigRuleArn": (
            "arn:{partition}:config:{region}:{account_id}:organization-config-rule/"
            "{OrganizationConfigRuleName}-{random:8}"
        ),
    },
    defaults={"ExcludedAccounts": []},
    updated="LastUpdateTime",
    not_found="NoSuchOrganizationConfigRuleException",
)


def _check(call: Call, rule: Record) -> None:
    if sum(kind in rule for kind in _KINDS) != 1:
        raise call.refusal("InvalidParameterValueException", "A rule has metadata of exactly one kind.")
    identifier = rule.get(_KINDS[0], {}).get("RuleIdentifier")
    if identifier and not is_managed(identifier):
        raise call.refusal("InvalidParameterValueException", f"The sourceIdentifier {identifier} is invalid.")


def _describe(call: Call) -> dict[str, Any]:
    shape = call.operation.output_shape.members["OrganizationConfigRules"].member
    found = chosen(call, RULE, "OrganizationConfigRuleNames")
    return {"OrganizationConfigRules": [call.shown(RULE, rule, shape) for rule in found]}


def _statuses(call: Call) -> dict[str, Any]:
    found = chosen(call, RULE, "OrganizationConfigRuleNames")
    return {
        "OrganizationConfigRuleStatuses": [
            {
                "OrganizationConfigRuleName": rule["OrganizationConfigRuleName"],
                "OrganizationRuleStatus": outcome_of(rule),
                "LastUpdateTime": rule["LastUpdateTime"],
            }
            for rule in found
        ]
    }


def _detailed(call: Call) -> dict[str, Any]:
    check_reader(call)
    rule = call.find(RULE)
    deployed = "OrgConfigRule-" + rule["OrganizationConfigRuleArn"].rpartition("/")[2]
    return {
        "OrganizationConfigRuleDetailedStatus": [
            {
                "AccountId": account_id,
                "ConfigRuleName": deployed,
                "MemberAccountRuleStatus": outcome_of(rule),
                "LastUpdateTime": rule["LastUpdateTime"],
            }
            for account_id in reached_accounts(call, rule)
        ]
    }


OPERATIONS: dict[str, Operation] = {
    "PutOrganizationConfigRule": put(RULE, _check),
    "DescribeOrganizationConfigRules": _describe,
    "DescribeOrganizationConfigRuleStatuses": _statuses,
    "GetOrganizationConfigRuleDetailedStatus": _detailed,
    "DeleteOrganizationConfigRule": delete(RULE),
}
