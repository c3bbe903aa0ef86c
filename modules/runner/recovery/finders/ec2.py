"""Amazon EC2: what has no name of its own is known by its tags."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from modules.runner.recovery.finders.finder import Clients, Finder, Values, has_tags, items

_BY_TAGS = {
    "aws_customer_gateway": ("describe_customer_gateways", "CustomerGateways", "CustomerGatewayId"),
    "aws_ec2_transit_gateway": ("describe_transit_gateways", "TransitGateways", "TransitGatewayId"),
    "aws_ec2_transit_gateway_route_table": (
        "describe_transit_gateway_route_tables",
        "TransitGatewayRouteTables",
        "TransitGatewayRouteTableId",
    ),
    "aws_ec2_transit_gateway_vpc_attachment": (
        "describe_transit_gateway_vpc_attachments",
        "TransitGatewayVpcAttachments",
        "TransitGatewayAttachmentId",
    ),
    "aws_eip": ("describe_addresses", "Addresses", "AllocationId"),
    "aws_internet_gateway": ("describe_internet_gateways", "InternetGateways", "InternetGatewayId"),
    "aws_nat_gateway": ("describe_nat_gateways", "NatGateways", "NatGatewayId"),
    "aws_route_table": ("describe_route_tables", "RouteTables", "RouteTableId"),
    "aws_subnet": ("describe_subnets", "Subnets", "SubnetId"),
    "aws_vpc": ("describe_vpcs", "Vpcs", "VpcId"),
    "aws_vpc_endpoint": ("describe_vpc_endpoints", "VpcEndpoints", "VpcEndpointId"),
    "aws_vpc_ipam": ("describe_ipams", "Ipams", "IpamId"),
    "aws_vpc_ipam_pool": ("describe_ipam_pools", "IpamPools", "IpamPoolId"),
    "aws_vpn_connection": ("describe_vpn_connections", "VpnConnections", "VpnConnectionId"),
}


def _tagged(
    operation: str, result: str, id_: str, fits: Callable[[dict[str, Any], Values], bool] = lambda *_: True
) -> Finder:
    def find(clients: Clients, values: Values) -> list[str]:
        found = items(clients("ec2"), operation, result)
        return [item[id_] for item in found if has_tags(item, values) and fits(item, values)]

    return find


def _flows(log: dict[str, Any], values: Values) -> bool:
    sources = [values[name] for name in ("vpc_id", "transit_gateway_id", "subnet_id") if name in values]
    return log["ResourceId"] in sources


def _group(group: dict[str, Any], values: Values) -> bool:
    return bool(group["GroupName"] == values["name"] and group["VpcId"] == values.get("vpc_id"))


def _rules(clients: Clients, values: Values) -> list[str]:
    rules = items(clients("ec2"), "describe_security_group_rules", "SecurityGroupRules")
    of_rule = {
        "GroupId": "security_group_id",
        "IpProtocol": "ip_protocol",
        "FromPort": "from_port",
        "ToPort": "to_port",
        "CidrIpv4": "cidr_ipv4",
    }
    asked = {name: values[value] for name, value in of_rule.items() if value in values}
    return [rule["SecurityGroupRuleId"] for rule in rules if rule.items() >= asked.items() and "GroupId" in asked]


def _allocations(clients: Clients, values: Values) -> list[str]:
    if "ipam_pool_id" not in values:
        return []
    pool = values["ipam_pool_id"]
    allocations = items(clients("ec2"), "get_ipam_pool_allocations", "IpamPoolAllocations", IpamPoolId=pool)
    return [
        f"{allocation['IpamPoolAllocationId']}_{pool}"
        for allocation in allocations
        if allocation["Cidr"] == values.get("cidr")
    ]


FINDERS = {
    **{type_: _tagged(*described) for type_, described in _BY_TAGS.items()},
    "aws_flow_log": _tagged("describe_flow_logs", "FlowLogs", "FlowLogId", _flows),
    "aws_security_group": _tagged("describe_security_groups", "SecurityGroups", "GroupId", _group),
    "aws_vpc_ipam_pool_cidr_allocation": _allocations,
    "aws_vpc_security_group_egress_rule": _rules,
    "aws_vpc_security_group_ingress_rule": _rules,
}
