"""Firewalls: an endpoint in each subnet, to which routes can lead, and flags that protect from changes.

Behaviour from "CreateFirewall", "DescribeFirewall", "AssociateSubnets", "UpdateFirewallDeleteProtection" and those
beside them.
"""

from __future__ import annotations

from typing import Any

from moto.ec2.models import ec2_backends

from modules.emulator.records import Call, Record, Resource, create, delete, describe
from modules.emulator.records.operations import Operation
from modules.emulator.services.networkfirewall import update_tokens
from modules.emulator.services.networkfirewall.policies import POLICY
from modules.emulator.services.ram.reach import reachable

FIREWALL = Resource(
    "Firewall",
    key=("FirewallName",),
    identified_by=("ResourceArn",),
    generated={
        "FirewallArn": "arn:{partition}:network-firewall:{region}:{account_id}:firewall/{FirewallName}",
        "FirewallId": "{random:8}-{random:4}-{random:4}-{random:4}-{random:12}",
    },
    defaults={
        "DeleteProtection": False,
        "SubnetChangeProtection": False,
        "FirewallPolicyChangeProtection": False,
        "EncryptionConfiguration": update_tokens.ENCRYPTION,
    },
    tags="Tags",
)


def _complete(call: Call, record: Record) -> None:
    _policy(call, record["FirewallPolicyArn"])["NumberOfAssociations"] += 1
    if record["VpcId"] not in ec2_backends[call.account_id][call.region].vpcs:
        raise call.refusal("InvalidRequestException", f"The VPC {record['VpcId']} does not exist")
    mappings, record["SubnetMappings"], record["endpoints"] = record["SubnetMappings"], [], {}
    _attach(call, record, mappings)


def _policy(call: Call, arn: str) -> Record:
    for policy in reachable(call, POLICY, "FirewallPolicyArn"):
        if policy["FirewallPolicyArn"] == arn:
            return policy
    raise call.refusal("InvalidRequestException", f"The firewall policy {arn} does not exist")


def _attach(call: Call, record: Record, mappings: list[Record]) -> None:
    """Put an endpoint in each of these subnets, at most one in a zone."""
    ec2 = ec2_backends[call.account_id][call.region]
    zones = {_zone(call, record, mapping["SubnetId"]) for mapping in [*record["SubnetMappings"], *mappings]}
    if len(zones) < len(record["SubnetMappings"]) + len(mappings):
        raise call.refusal("InvalidRequestException", "A firewall has one subnet in each Availability Zone")
    for mapping in mappings:
        service = f"com.amazonaws.vpce.{call.region}.network-firewall"
        endpoint = ec2.create_vpc_endpoint(
            record["VpcId"], service, "GatewayLoadBalancer", None, [], subnet_ids=[mapping["SubnetId"]]
        )
        record["endpoints"][mapping["SubnetId"]] = endpoint.id
        record["SubnetMappings"].append({"IPAddressType": "IPV4", **mapping})
    update_tokens.renew(record)
    _set_status(call, record)


def _detach(call: Call, record: Record, subnet_ids: list[str]) -> None:
    ec2 = ec2_backends[call.account_id][call.region]
    ec2.delete_vpc_endpoints([record["endpoints"].pop(subnet_id) for subnet_id in subnet_ids])
    record["SubnetMappings"] = [m for m in record["SubnetMappings"] if m["SubnetId"] not in subnet_ids]
    update_tokens.renew(record)
    _set_status(call, record)


def _zone(call: Call, record: Record, subnet_id: str) -> str:
    subnets = {subnet.id: subnet for subnet in ec2_backends[call.account_id][call.region].describe_subnets()}
    subnet = subnets.get(subnet_id)
    if subnet is None or subnet.vpc_id != record["VpcId"]:
        raise call.refusal("InvalidRequestException", f"The subnet {subnet_id} is not in {record['VpcId']}")
    return str(subnet.availability_zone)


def _set_status(call: Call, record: Record) -> None:
    synced = {record["FirewallPolicyArn"]: {"SyncStatus": "IN_SYNC", "UpdateToken": record["UpdateToken"]}}
    record["FirewallStatus"] = {
        "Status": "READY",
        "ConfigurationSyncStateSummary": "IN_SYNC",
        "SyncStates": {
            _zone(call, record, subnet_id): {
                "Attachment": {"SubnetId": subnet_id, "EndpointId": endpoint_id, "Status": "READY"},
                "Config": synced,
            }
            for subnet_id, endpoint_id in record["endpoints"].items()
        },
    }


def _refuse_protected(call: Call, record: Record, flag: str) -> None:
    if record[flag]:
        raise call.refusal("InvalidOperationException", f"{record['FirewallName']} has {flag} enabled")


def _end(call: Call, record: Record) -> None:
    _refuse_protected(call, record, "DeleteProtection")
    if record.get("LoggingConfiguration", {}).get("LogDestinationConfigs"):
        raise call.refusal("InvalidOperationException", f"{record['FirewallName']} still has a logging configuration")
    _detach(call, record, list(record["endpoints"]))
    _policy(call, record["FirewallPolicyArn"])["NumberOfAssociations"] -= 1


def _associate_policy(call: Call) -> dict[str, Any]:
    given = {"FirewallPolicyArn": call.input["FirewallPolicyArn"]}
    record = update_tokens.check(call, FIREWALL)
    _refuse_protected(call, record, "FirewallPolicyChangeProtection")
    _policy(call, given["FirewallPolicyArn"])["NumberOfAssociations"] += 1
    _policy(call, record["FirewallPolicyArn"])["NumberOfAssociations"] -= 1
    record.update(given)
    update_tokens.renew(record)
    _set_status(call, record)
    return call.answer(FIREWALL, record)


def _associate_subnets(call: Call) -> dict[str, Any]:
    record = update_tokens.check(call, FIREWALL)
    _refuse_protected(call, record, "SubnetChangeProtection")
    _attach(call, record, call.input["SubnetMappings"])
    return call.answer(FIREWALL, record)


def _disassociate_subnets(call: Call) -> dict[str, Any]:
    record = update_tokens.check(call, FIREWALL)
    _refuse_protected(call, record, "SubnetChangeProtection")
    missing = set(call.input["SubnetIds"]) - set(record["endpoints"])
    if missing:
        raise call.refusal("InvalidRequestException", f"{record['FirewallName']} has no endpoint in {missing}")
    _detach(call, record, call.input["SubnetIds"])
    return call.answer(FIREWALL, record)


def _set(member: str) -> Operation:
    def perform(call: Call) -> dict[str, Any]:
        record = update_tokens.check(call, FIREWALL)
        record[member] = call.input.get(member)
        update_tokens.renew(record)
        return call.answer(FIREWALL, record)

    return perform


def _list(call: Call) -> dict[str, Any]:
    wanted = call.input.get("VpcIds")
    found = [f for f in call.records(FIREWALL) if not wanted or f["VpcId"] in wanted]
    return {"Firewalls": [{"FirewallName": f["FirewallName"], "FirewallArn": f["FirewallArn"]} for f in found]}


OPERATIONS: dict[str, Operation] = {
    "CreateFirewall": create(FIREWALL, check=_complete),
    "DescribeFirewall": describe(FIREWALL),
    "ListFirewalls": _list,
    "DeleteFirewall": delete(FIREWALL, check=_end),
    "AssociateFirewallPolicy": _associate_policy,
    "AssociateSubnets": _associate_subnets,
    "DisassociateSubnets": _disassociate_subnets,
    "UpdateFirewallDeleteProtection": _set("DeleteProtection"),
    "UpdateFirewallDescription": _set("Description"),
    "UpdateFirewallEncryptionConfiguration": _set("EncryptionConfiguration"),
    "UpdateFirewallPolicyChangeProtection": _set("FirewallPolicyChangeProtection"),
    "UpdateSubnetChangeProtection": _set("SubnetChangeProtection"),
}
