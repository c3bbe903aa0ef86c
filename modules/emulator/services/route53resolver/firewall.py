"""DNS Firewall: domain lists, those that AWS manages among them, rule groups and their rules.

Behaviour from the pages "CreateFirewallDomainList", "UpdateFirewallDomains", "CreateFirewallRuleGroup" and
"CreateFirewallRule", and from the Amazon Route 53 Developer Guide, "Managed Domain Lists".
"""

from __future__ import annotations

from hashlib import sha1
from typing import Any

from modules.emulator.records import Call, Record, Resource, create, delete, list_, update
from modules.emulator.records.operations import Operation
from modules.emulator.services.ram.reach import find_reachable, reachable
from modules.emulator.services.route53resolver.tagged import drop_tags, keep_tags

_ARN = "arn:{partition}:route53resolver:{region}:{account_id}"
_MANAGED = (
    "AWSManagedDomainsAggregateThreatList",
    "AWSManagedDomainsAmazonGuardDutyThreatList",
    "AWSManagedDomainsBotnetCommandandControl",
    "AWSManagedDomainsMalwareDomainList",
)

DOMAIN_LIST = Resource(
    "FirewallDomainList",
    identified_by=("FirewallDomainListId",),
    generated={"Id": "rslvr-fdl-{random:14}", "Arn": _ARN + ":firewall-domain-list/{Id}"},
    defaults={"DomainCount": 0, "Status": "COMPLETE"},
    tags="Tags",
)
RULE_GROUP = Resource(
    "FirewallRuleGroup",
    identified_by=("FirewallRuleGroupId",),
    generated={"Id": "rslvr-frg-{random:14}", "Arn": _ARN + ":firewall-rule-group/{Id}"},
    defaults={"RuleCount": 0, "Status": "COMPLETE", "ShareStatus": "NOT_SHARED"},
    owner="OwnerId",
    tags="Tags",
)
RULE = Resource(
    "FirewallRule",
    key=("FirewallRuleGroupId", "FirewallDomainListId", "Qtype"),
    defaults={"FirewallDomainRedirectionAction": "INSPECT_REDIRECTION_DOMAIN"},
)


def _lists(call: Call) -> list[Record]:
    """List the account's domain lists and those that AWS manages, which every account has."""
    return [*call.records(DOMAIN_LIST), *(_managed(call, name) for name in _MANAGED)]


def _managed(call: Call, name: str) -> Record:
    digest = sha1(f"{call.region}/{name}".encode(), usedforsecurity=False).hexdigest()
    list_id = f"rslvr-fdl-{digest[:14]}"
    return {
        "Id": list_id,
        "Arn": f"arn:{call.partition}:route53resolver:{call.region}:{call.account_id}:firewall-domain-list/{list_id}",
        "Name": name,
        "DomainCount": 0,
        "Status": "COMPLETE",
        "ManagedOwnerName": "Route 53 Resolver DNS Firewall",
    }


def _domain_list(call: Call) -> Record:
    wanted = call.input.get("FirewallDomainListId")
    return next((found for found in _lists(call) if found["Id"] == wanted), None) or call.find(DOMAIN_LIST)


def _get_domain_list(call: Call) -> dict[str, Any]:
    return call.answer(DOMAIN_LIST, _domain_list(call))


def _list_domain_lists(call: Call) -> dict[str, Any]:
    return {"FirewallDomainLists": _lists(call)}


def _update_domains(call: Call) -> dict[str, Any]:
    found = call.find(DOMAIN_LIST)
    given, kept = call.input["Domains"], found.get("domains", [])
    # as AWS does, names end with a dot whether or not they are given with one
    names = [f"{name.rstrip('.').lower()}." for name in given]
    removed = [name for name in kept if name not in names]
    found["domains"] = {
        "ADD": [*removed, *dict.fromkeys(names)],
        "REMOVE": removed,
        "REPLACE": list(dict.fromkeys(names)),
    }[call.input["Operation"]]
    found["DomainCount"] = len(found["domains"])
    return {name: found[name] for name in ("Id", "Name", "Status")}


def _list_domains(call: Call) -> dict[str, Any]:
    return {"Domains": _domain_list(call).get("domains", [])}


def _refuse_used_list(call: Call, record: Record) -> None:
    if any(rule.get("FirewallDomainListId") == record["Id"] for rule in call.records(RULE)):
        raise call.refusal("ConflictException", f"The domain list {record['Id']} is used by a rule")
    drop_tags(call, record)


def _get_rule_group(call: Call) -> dict[str, Any]:
    return call.answer(RULE_GROUP, find_reachable(call, RULE_GROUP))


def _list_rule_groups(call: Call) -> dict[str, Any]:
    return {"FirewallRuleGroups": list(reachable(call, RULE_GROUP))}


def _refuse_used_group(call: Call, record: Record) -> None:
    if record["RuleCount"] or record.get("associations"):
        raise call.refusal("ConflictException", f"The rule group {record['Id']} has rules or associations")
    drop_tags(call, record)


def _check_rule(call: Call, record: Record) -> None:
    call.find(RULE_GROUP)
    if record.get("FirewallDomainListId"):
        _domain_list(call)
    if record["Action"] == "BLOCK" and not record.get("BlockResponse"):
        raise call.refusal("ValidationException", "A rule that blocks needs a BlockResponse")
    if record.get("BlockResponse") == "OVERRIDE" and not record.get("BlockOverrideDomain"):
        raise call.refusal("ValidationException", "BlockResponse OVERRIDE needs a BlockOverrideDomain")
    for other in _rules(call):
        same = all(other.get(member) == record.get(member) for member in RULE.key)
        if other["Priority"] == record["Priority"] and not same:
            raise call.refusal("ConflictException", f"Another rule has the priority {record['Priority']}")


def _rules(call: Call) -> list[Record]:
    return [r for r in call.records(RULE) if r["FirewallRuleGroupId"] == call.input["FirewallRuleGroupId"]]


def _counted(perform: Operation) -> Operation:
    def counted(call: Call) -> dict[str, Any]:
        answer = perform(call)
        call.find(RULE_GROUP)["RuleCount"] = len(_rules(call))
        return answer

    return counted


OPERATIONS: dict[str, Operation] = {
    "CreateFirewallDomainList": create(DOMAIN_LIST, check=keep_tags),
    "GetFirewallDomainList": _get_domain_list,
    "ListFirewallDomainLists": _list_domain_lists,
    "DeleteFirewallDomainList": delete(DOMAIN_LIST, check=_refuse_used_list),
    "UpdateFirewallDomains": _update_domains,
    "ListFirewallDomains": _list_domains,
    "CreateFirewallRuleGroup": create(RULE_GROUP, check=keep_tags),
    "GetFirewallRuleGroup": _get_rule_group,
    "ListFirewallRuleGroups": _list_rule_groups,
    "DeleteFirewallRuleGroup": delete(RULE_GROUP, check=_refuse_used_group),
    "CreateFirewallRule": _counted(create(RULE, check=_check_rule)),
    "UpdateFirewallRule": update(RULE, check=_check_rule),
    "DeleteFirewallRule": _counted(delete(RULE)),
    "ListFirewallRules": list_(RULE, by=("FirewallRuleGroupId", "Priority", "Action")),
}
