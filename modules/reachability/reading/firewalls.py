"""Firewalls, built from their policies and rule groups."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from ipaddress import IPv4Network
from typing import Any

from modules.reachability.firewall import Default, Firewall, Rule, decisive
from modules.reachability.reading.resources import ByKind
from modules.reachability.reading.suricata import (
    Variables,
    anything,
    block,
    rules_of_blocks,
    rules_of_domains,
    rules_of_text,
)
from modules.reachability.reading.written_ranges import written_range
from modules.synthesized.resources import Resource

_MANAGED = ":aws-managed:"
"""Part of the ARN of a rule group that AWS manages: these alert and drop, and pass nothing."""
_DROPS_ESTABLISHED = {"aws:drop_established", "aws:drop_established_app_layer"}


def firewalls(kinds: ByKind, ranges: Mapping[str, tuple[IPv4Network, ...]]) -> dict[str, Firewall]:
    """Return every firewall, by identity.

    Args:
        kinds: All resources.
        ranges: Ranges of VPCs: what is inside of a firewall that says nothing else of it.

    """
    policies = {policy.identity: policy for policy in kinds["aws_networkfirewall_firewall_policy"]}
    groups = {group.identity: group for group in kinds["aws_networkfirewall_rule_group"]}
    return {
        firewall.identity: _firewall(
            firewall,
            policies.get(firewall.text("firewall_policy_arn") or ""),
            groups,
            ranges.get(firewall.text("vpc_id") or "", ()),
        )
        for firewall in kinds["aws_networkfirewall_firewall"]
    }


def _firewall(
    firewall: Resource, policy: Resource | None, groups: Mapping[str, Resource], home: tuple[IPv4Network, ...]
) -> Firewall:
    policy_block = block(policy.values.get("firewall_policy")) if policy else {}
    strict = block(policy_block.get("stateful_engine_options")).get("rule_order") == "STRICT_ORDER"
    variables: Variables = {
        "HOME_NET": home,
        **_variables(firewall.identity, block(policy_block.get("policy_variables"))),
    }
    references = policy_block.get("stateful_rule_group_reference") or []
    ordered = sorted(references, key=lambda reference: int(reference.get("priority") or 0))
    stateless = [
        str(reference["resource_arn"]) for reference in policy_block.get("stateless_rule_group_reference") or ()
    ]
    rules: list[Rule] = []
    unread = list(stateless)
    for reference in ordered:
        group = groups.get(reference["resource_arn"])
        if group is None:
            unread.append(str(reference["resource_arn"]))
            rules += [] if _MANAGED in unread[-1] else [anything("pass")]
            continue
        found = list(_rules(group, variables, strict=strict))
        rules += found
        unread += [group.name for rule in found if not rule.understood and rule.action != "alert"]
    return Firewall(
        identity=firewall.identity,
        name=firewall.text("name") or firewall.name,
        rules=decisive(rules, strict=strict),
        default=_default(set(policy_block.get("stateful_default_actions") or ())),
        inspects="aws:forward_to_sfe" in (policy_block.get("stateless_default_actions") or ()) and not stateless,
        unread=tuple(unread),
    )


def _default(actions: set[str]) -> Default:
    if "aws:drop_strict" in actions:
        return Default.DROP
    return Default.DROP_ESTABLISHED if actions & _DROPS_ESTABLISHED else Default.PASS


def _rules(group: Resource, variables: Variables, *, strict: bool) -> Iterator[Rule]:
    group_block = block(group.values.get("rule_group"))
    known: Variables = {**variables, **_variables(group.identity, block(group_block.get("rule_variables")))}
    source = block(group_block.get("rules_source"))
    yield from rules_of_text(source.get("rules_string") or "", known)
    yield from rules_of_blocks(source.get("stateful_rule") or (), known)
    if listed := block(source.get("rules_source_list")):
        yield from rules_of_domains(listed, known, strict=strict)


def _variables(where: str, variables_block: Mapping[str, Any]) -> dict[str, tuple[IPv4Network, ...]]:
    sets = variables_block.get("rule_variables") or variables_block.get("ip_sets") or []
    return {
        variable["key"]: tuple(
            written_range(text, where) for text in block(variable.get("ip_set")).get("definition") or ()
        )
        for variable in ([sets] if isinstance(sets, Mapping) else sets)
    }
