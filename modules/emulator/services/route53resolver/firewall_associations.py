"""DNS Firewall rule groups at VPCs, in the order of their priorities; a rule group may come from another account.

Behaviour from the pages "AssociateFirewallRuleGroup", "UpdateFirewallRuleGroupAssociation" and
"DisassociateFirewallRuleGroup".
"""

from __future__ import annotations

from modules.emulator.records import Call, Record, Resource, create, delete, describe, list_, update
from modules.emulator.records.operations import Operation
from modules.emulator.services.ram.reach import find_reachable
from modules.emulator.services.route53resolver.firewall import RULE_GROUP
from modules.emulator.services.route53resolver.tagged import drop_tags, keep_tags
from modules.emulator.services.route53resolver.vpc_configuration import check_vpc

_PRIORITIES = range(101, 9900)  # "greater than 100 and less than 9900"

ASSOCIATION = Resource(
    "FirewallRuleGroupAssociation",
    identified_by=("FirewallRuleGroupAssociationId",),
    generated={
        "Id": "rslvr-frgassoc-{random:14}",
        "Arn": "arn:{partition}:route53resolver:{region}:{account_id}:firewall-rule-group-association/{Id}",
    },
    defaults={"MutationProtection": "DISABLED", "Status": "COMPLETE"},
    tags="Tags",
)


def _check_new(call: Call, record: Record) -> None:
    check_vpc(call, record["VpcId"])
    group = find_reachable(call, RULE_GROUP)
    _check_priority(call, record)
    if any(other["FirewallRuleGroupId"] == group["Id"] for other in _others(call, record)):
        raise call.refusal("ConflictException", f"{group['Id']} is associated with {record['VpcId']} already")
    group["associations"] = group.get("associations", 0) + 1
    keep_tags(call, record)


def _check_priority(call: Call, record: Record) -> None:
    if record["Priority"] not in _PRIORITIES:
        raise call.refusal("ValidationException", "The priority must be greater than 100 and less than 9900")
    if any(other["Priority"] == record["Priority"] for other in _others(call, record)):
        raise call.refusal("ConflictException", f"{record['VpcId']} has the priority {record['Priority']} already")


def _others(call: Call, record: Record) -> list[Record]:
    return [a for a in call.records(ASSOCIATION) if a["VpcId"] == record["VpcId"] and a["Id"] != record["Id"]]


def _end(call: Call, record: Record) -> None:
    if record["MutationProtection"] == "ENABLED":
        raise call.refusal("ConflictException", f"The association {record['Id']} is protected from changes")
    for group in call.everywhere(RULE_GROUP):
        if group["Id"] == record["FirewallRuleGroupId"]:
            group["associations"] -= 1
    drop_tags(call, record)


OPERATIONS: dict[str, Operation] = {
    "AssociateFirewallRuleGroup": create(ASSOCIATION, check=_check_new),
    "GetFirewallRuleGroupAssociation": describe(ASSOCIATION),
    "ListFirewallRuleGroupAssociations": list_(ASSOCIATION, by=("FirewallRuleGroupId", "VpcId", "Priority", "Status")),
    "UpdateFirewallRuleGroupAssociation": update(ASSOCIATION, check=_check_priority),
    "DisassociateFirewallRuleGroup": delete(ASSOCIATION, check=_end),
}
