"""Single changes of a synthesized network: something is dropped, added or led elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from modules.reachability.reading.resources import hub_accounts
from modules.reachability.reading.shares import PRINCIPAL, SHARED_RESOURCE, shares_of_others
from modules.synthesized.resources import Resource

_ROUTE = "aws_route"
_ASSOCIATION = "aws_ec2_transit_gateway_route_table_association"
_PROPAGATION = "aws_ec2_transit_gateway_route_table_propagation"
_STATIC = "aws_ec2_transit_gateway_route"
_TABLE = "aws_ec2_transit_gateway_route_table"
_GROUP = "aws_networkfirewall_rule_group"
_DROPPED = (
    _ASSOCIATION,
    _PROPAGATION,
    _STATIC,
    _ROUTE,
    PRINCIPAL,
    SHARED_RESOURCE,
    "aws_route_table_association",
    "aws_vpc_security_group_ingress_rule",
)
_OF_AWS = ":aws_directory_service_directory."
"""What a security group is of that AWS makes for servers of its own."""
_ATTACHED, _IN = "transit_gateway_attachment_id", "transit_gateway_route_table_id"

_STRAY_RULES = (
    "pass ip any any <> any any (sid:1;)",
    "pass tcp $HOME_NET any -> $EXTERNAL_NET any (sid:1;)",
    "pass udp $HOME_NET any -> any any (sid:1;)",
    "drop ip any any <> any any (sid:1;)",
    "drop tls $HOME_NET any -> $EXTERNAL_NET any (sid:1;)",
    "drop udp any any -> $HOME_NET any (sid:1;)",
)
_STRAY_DOMAINS = (".example.com",)

Resources = Sequence[Resource]


@dataclass(frozen=True, slots=True)
class Mutation:
    """One change."""

    name: str
    """What is changed, by Terraform addresses, so that it is stable."""
    resources: Callable[[], Resources]
    """Returns all resources, with the change."""


def drops(resources: Resources) -> Iterator[Mutation]:
    """Leave out each association, propagation, route and rule, one at a time; in a module, for all its callers.

    What shares nothing of a network is none of it, and neither is what lets hosts reach servers that AWS runs: packets
    are followed as far as their subnets.
    """
    others = shares_of_others(resources)
    dropped = (
        each
        for each in resources
        if each.kind in _DROPPED
        and each.text("resource_share_arn") not in others
        and _OF_AWS not in (each.text("security_group_id") or "")
    )
    for address in dict.fromkeys(resource.address for resource in dropped):
        yield Mutation(f"without {address}", partial(_without, resources, address))
    for resource in resources:
        if resource.kind == _GROUP:
            yield from _without_rules(resources, resource)
        if resource.kind == "aws_networkfirewall_firewall_policy":
            yield from _without_groups(resources, resource)
        if resource.text("appliance_mode_support") == "enable":
            off = {"appliance_mode_support": "disable"}
            yield Mutation(f"without appliance mode: {resource.address}", partial(_with, resources, resource, off))


def additions(resources: Resources, accounts: Mapping[str, Any]) -> Iterator[Mutation]:
    """Add each route, propagation and rule that could be there, and associate each attachment with another table.

    Args:
        resources: The network.
        accounts: The accounts whose attachments are tried: others are like one of them.

    """
    yield from _other_associations(resources, accounts)
    yield from _more_propagations(resources, accounts)
    yield from _more_static_routes(resources, accounts)
    yield from _more_routes(resources, accounts)
    yield from _more_rules(resources)


def _without(resources: Resources, address: str) -> Resources:
    return [resource for resource in resources if resource.address != address]


def _with(resources: Resources, changed: Resource, values: Mapping[str, Any]) -> Resources:
    return [
        replace(resource, values={**resource.values, **values}) if resource is changed else resource
        for resource in resources
    ]


def _plus(resources: Resources, kind: str, name: str, values: Mapping[str, Any]) -> Resources:
    return [*resources, Resource(identity=f"stray:{name}", address=name, kind=kind, values=values, account=None)]


def _source(group: Resource) -> dict[str, Any]:
    found: dict[str, Any] = group.values["rule_group"]["rules_source"]
    return found


def _with_source(resources: Resources, group: Resource, source: Mapping[str, Any]) -> Resources:
    return _with(resources, group, {"rule_group": {**group.values["rule_group"], "rules_source": source}})


def _without_rules(resources: Resources, group: Resource) -> Iterator[Mutation]:
    source = _source(group)
    for name, changed in _shorter(source):
        yield Mutation(f"without {name} of {group.address}", partial(_with_source, resources, group, changed))


def _shorter(source: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    lines = (source.get("rules_string") or "").splitlines()
    for number, line in enumerate(lines):
        yield line, {**source, "rules_string": "\n".join(lines[:number] + lines[number + 1 :])}
    listed: Mapping[str, Any] = source.get("rules_source_list") or {"targets": ()}
    for domain in listed["targets"]:
        others = [other for other in listed["targets"] if other != domain]
        yield domain, {**source, "rules_source_list": {**listed, "targets": others}}


def _without_groups(resources: Resources, policy: Resource) -> Iterator[Mutation]:
    policy_block = policy.values["firewall_policy"]
    for number, reference in enumerate(policy_block["stateful_rule_group_reference"]):
        left = [other for other in policy_block["stateful_rule_group_reference"] if other is not reference]
        changed = {"firewall_policy": {**policy_block, "stateful_rule_group_reference": left}}
        yield Mutation(
            f"without rule group {number} of {policy.address}",
            partial(_with, resources, policy, changed),
        )


def _of(resources: Resources, kind: str) -> list[Resource]:
    return [resource for resource in resources if resource.kind == kind]


def _tried(resources: Resources, accounts: Mapping[str, Any]) -> set[str | None]:
    """Return the accounts whose resources are changed: the given ones, and those of the hubs."""
    return {*accounts, *hub_accounts({"aws_ec2_transit_gateway": _of(resources, "aws_ec2_transit_gateway")})}


def _chosen(resources: Resources, accounts: Mapping[str, Any]) -> dict[str, str]:
    """Attachments to try, with the transit gateway of each."""
    tried = _tried(resources, accounts)
    found = {}
    for resource in resources:
        if resource.kind == "aws_ec2_transit_gateway_vpc_attachment" and resource.account in tried:
            found[resource.identity] = resource.values["transit_gateway_id"]
        if resource.kind == "aws_vpn_connection":
            found[f"{resource.identity}#transit_gateway_attachment_id"] = resource.values["transit_gateway_id"]
        if resource.kind == "aws_ec2_transit_gateway_dx_gateway_attachment":
            found[resource.identity] = resource.values["transit_gateway_id"]
    return found


def _other_associations(resources: Resources, accounts: Mapping[str, Any]) -> Iterator[Mutation]:
    chosen = _chosen(resources, accounts)
    for association in _of(resources, _ASSOCIATION):
        for table in _of(resources, _TABLE):
            is_same_gateway = table.values["transit_gateway_id"] == chosen.get(association.values[_ATTACHED])
            if is_same_gateway and table.identity != association.values[_IN]:
                changed = {_IN: table.identity}
                yield Mutation(
                    f"{association.address} with {table.name}", partial(_with, resources, association, changed)
                )


def _more_propagations(resources: Resources, accounts: Mapping[str, Any]) -> Iterator[Mutation]:
    there = {(propagation.values[_ATTACHED], propagation.values[_IN]) for propagation in _of(resources, _PROPAGATION)}
    for attachment, gateway in _chosen(resources, accounts).items():
        for table in _of(resources, _TABLE):
            is_same_gateway = table.values["transit_gateway_id"] == gateway
            if is_same_gateway and (attachment, table.identity) not in there:
                values = {_ATTACHED: attachment, _IN: table.identity}
                name = f"propagation of {attachment} to {table.name}"
                yield Mutation(name, partial(_plus, resources, _PROPAGATION, name, values))


def _more_static_routes(resources: Resources, accounts: Mapping[str, Any]) -> Iterator[Mutation]:
    chosen = _chosen(resources, accounts)
    there = {(route.values[_IN], route.values["destination_cidr_block"]): route for route in _of(resources, _STATIC)}
    for table in _of(resources, _TABLE):
        gateway = table.values["transit_gateway_id"]
        targets = [None, *(attachment for attachment, of in chosen.items() if of == gateway)]
        gateway_routes = [route for route in _of(resources, _STATIC) if _hub_of(route, resources) == gateway]
        for destination in _destinations(gateway_routes):
            found = there.get((table.identity, destination))
            for target in targets:
                if found and found.text(_ATTACHED) == target:
                    continue
                base = _without(resources, found.address) if found else resources
                leads = {_ATTACHED: target} if target else {"blackhole": True}
                values = {_IN: table.identity, "destination_cidr_block": destination, **leads}
                name = f"route to {destination} in {table.name} by {target or 'a black hole'}"
                yield Mutation(name, partial(_plus, base, _STATIC, name, values))


def _hub_of(route: Resource, resources: Resources) -> str | None:
    tables = {table.identity: table.values["transit_gateway_id"] for table in _of(resources, _TABLE)}
    return tables.get(route.values[_IN])


def _destinations(routes: Resources) -> list[str]:
    return list(dict.fromkeys(route.values["destination_cidr_block"] for route in routes))


def _more_routes(resources: Resources, accounts: Mapping[str, Any]) -> Iterator[Mutation]:
    """Add routes to each table of subnets: to every gateway in its VPC."""
    ways, tried = _ways_out(resources), _tried(resources, accounts)
    there = {
        (route.values["route_table_id"], route.values["destination_cidr_block"]): route
        for route in _of(resources, _ROUTE)
    }
    for table in _of(resources, "aws_route_table"):
        if table.account not in tried:
            continue
        for destination in dict.fromkeys(("0.0.0.0/0", *_destinations(_of(resources, _ROUTE)))):
            found = there.get((table.identity, destination))
            for key, target in ways.get(table.values["vpc_id"], ()):
                if found and found.values.get(key) == target:
                    continue
                base = [resource for resource in resources if resource is not found]
                values = {"route_table_id": table.identity, "destination_cidr_block": destination, key: target}
                name = f"route to {destination} in {table.identity} by {target}"
                yield Mutation(name, partial(_plus, base, _ROUTE, name, values))


def _ways_out(resources: Resources) -> dict[str, list[tuple[str, str]]]:
    homes = {subnet.identity: subnet.values["vpc_id"] for subnet in _of(resources, "aws_subnet")}
    ways: dict[str, list[tuple[str, str]]] = {}
    for resource in resources:
        match resource.kind:
            case "aws_ec2_transit_gateway_vpc_attachment":
                ways.setdefault(resource.values["vpc_id"], []).append(
                    ("transit_gateway_id", resource.values["transit_gateway_id"])
                )
            case "aws_internet_gateway":
                ways.setdefault(resource.values["vpc_id"], []).append(("gateway_id", resource.identity))
            case "aws_nat_gateway":
                ways.setdefault(homes[resource.values["subnet_id"]], []).append(("nat_gateway_id", resource.identity))
    return ways


def _more_rules(resources: Resources) -> Iterator[Mutation]:
    for group in _of(resources, _GROUP):
        source = _source(group)
        if source.get("rules_string"):
            for rule in _STRAY_RULES:
                for text in (f"{rule}\n{source['rules_string']}", f"{source['rules_string']}\n{rule}"):
                    at = "first" if text.startswith(rule) else "last"
                    changed = {**source, "rules_string": text}
                    yield Mutation(
                        f"{rule} {at} in {group.address}",
                        partial(_with_source, resources, group, changed),
                    )
        if listed := source.get("rules_source_list"):
            for domain in _STRAY_DOMAINS:
                changed = {**source, "rules_source_list": {**listed, "targets": [*listed["targets"], domain]}}
                yield Mutation(
                    f"{domain} in {group.address}",
                    partial(_with_source, resources, group, changed),
                )
