"""What Resolver and DNS Firewall do in one VPC, where nothing has been said: the defaults.

Behaviour from the pages "GetResolverConfig", "UpdateResolverConfig", "GetFirewallConfig" and "UpdateFirewallConfig".
"""

from __future__ import annotations

from typing import Any

from moto.ec2.models import ec2_backends

from modules.emulator.records import Call, Record, Resource, list_
from modules.emulator.records.operations import Operation

_RESOLVER = Resource("ResolverConfig", key=("Id", "ResourceId"))
_FIREWALL = Resource("FirewallConfig", key=("Id", "ResourceId"))


def check_vpc(call: Call, vpc_id: str) -> None:
    """Refuse a VPC that is not the account's own in the Region."""
    if vpc_id not in ec2_backends[call.account_id][call.region].vpcs:
        raise call.refusal("ResourceNotFoundException", f"The VPC {vpc_id} does not exist")


def _get(resource: Resource, **defaults: str) -> Operation:
    return lambda call: call.answer(resource, _record(call, resource, defaults))


def _update_resolver(call: Call) -> dict[str, Any]:
    record = _record(call, _RESOLVER, {"AutodefinedReverse": "ENABLED"})
    flag = call.input["AutodefinedReverseFlag"]
    record["AutodefinedReverse"] = {"ENABLE": "ENABLED", "DISABLE": "DISABLED"}.get(flag, flag)
    return call.answer(_RESOLVER, record)


def _update_firewall(call: Call) -> dict[str, Any]:
    record = _record(call, _FIREWALL, {})
    record["FirewallFailOpen"] = call.input["FirewallFailOpen"]
    return call.answer(_FIREWALL, record)


def _record(call: Call, resource: Resource, defaults: dict[str, str]) -> Record:
    vpc_id = call.input["ResourceId"]
    check_vpc(call, vpc_id)
    for record in call.records(resource):
        if record["ResourceId"] == vpc_id:
            return record
    prefix = "rslvr-rc" if resource is _RESOLVER else "rslvr-fc"
    record = {"Id": f"{prefix}-{vpc_id.removeprefix('vpc-')}", "ResourceId": vpc_id, "OwnerId": call.account_id}
    call.records(resource).append(record | defaults)
    return call.records(resource)[-1]


OPERATIONS: dict[str, Operation] = {
    "GetResolverConfig": _get(_RESOLVER, AutodefinedReverse="ENABLED"),
    "UpdateResolverConfig": _update_resolver,
    "ListResolverConfigs": list_(_RESOLVER),
    "GetFirewallConfig": _get(_FIREWALL, FirewallFailOpen="DISABLED"),
    "UpdateFirewallConfig": _update_firewall,
    "ListFirewallConfigs": list_(_FIREWALL),
}
