"""Static routes of a VPN connection, and the routes that a virtual private gateway announces to a route table.

Behaviour from the Amazon EC2 API Reference, pages "CreateVpnConnectionRoute", "EnableVgwRoutePropagation" and
"CreateVpnConnection", whose options moto forgets; and from the AWS Site-to-Site VPN User Guide, "Enhanced security
features using Secrets Manager".
"""

from __future__ import annotations

import re
from typing import Any

from moto.core.responses import ActionResult, EmptyResult
from moto.ec2.exceptions import EC2ClientError
from moto.ec2.models.route_tables import RouteTable
from moto.ec2.models.vpn_connections import VPNConnection
from moto.ec2.responses import EC2Response
from moto.ec2.responses._base_response import EC2BaseResponse

from modules.emulator.ec2_requests import ec2_input
from modules.emulator.moto_additions import add_operations

_create_vpn_connection = EC2Response.create_vpn_connection
_KEY = re.compile(r"(?<=<pre_shared_key>)[^<]+")


def register() -> None:
    """Add the operations; what they change is shown by moto's own, in members that moto leaves empty."""
    add_operations(EC2Response, VpnRouteOperations, replacing=frozenset({"create_vpn_connection"}))
    RouteTable.propagating_vgws = ()
    VPNConnection.get_filter_value = _filtered(VPNConnection.get_filter_value)
    VPNConnection.keeps_its_keys = False
    VPNConnection.customer_gateway_configuration = _redacted(VPNConnection.customer_gateway_configuration)


class VpnRouteOperations(EC2BaseResponse):
    """The operations, as methods of moto's EC2."""

    def create_vpn_connection(self) -> ActionResult:
        """Create a connection that remembers whether its routes are static, and where its keys are."""
        asked = ec2_input(self)
        tagged = [part.get("ResourceType") for part in asked.get("TagSpecifications") or []]
        if tagged not in ([], ["vpn-connection"]):  # moto breaks on more than one
            raise EC2ClientError("InvalidParameterValue", f"{tagged} is not a taggable resource type here.")
        result = _create_vpn_connection(self)
        connection = result.result["VpnConnection"]
        options = asked.get("Options") or {}
        connection.options = {"StaticRoutesOnly": False, "EnableAcceleration": False, **options}
        if "TunnelOptions" in options:
            connection.options["TunnelOptions"] = [_as_described(tunnel) for tunnel in options["TunnelOptions"]]
        connection.routes = []
        # The member is younger than botocore's model, which drops it from the input.
        connection.keeps_its_keys = self.querystring.get("PreSharedKeyStorage") == ["SecretsManager"]
        return ActionResult(result.result)

    def create_vpn_connection_route(self) -> ActionResult:
        """Add a static route; the connection must take static routes."""
        asked = ec2_input(self)
        connection = self.ec2_backend.describe_vpn_connections([asked["VpnConnectionId"]])[0]
        if not (connection.options or {}).get("StaticRoutesOnly"):
            raise EC2ClientError("InvalidParameterValue", f"{connection.id} does not take static routes.")
        kept = [r for r in connection.routes if r["DestinationCidrBlock"] != asked["DestinationCidrBlock"]]
        route = {"DestinationCidrBlock": asked["DestinationCidrBlock"], "Source": "Static", "State": "available"}
        connection.routes = [*kept, route]
        return EmptyResult()

    def delete_vpn_connection_route(self) -> ActionResult:
        """Remove a static route."""
        asked = ec2_input(self)
        connection = self.ec2_backend.describe_vpn_connections([asked["VpnConnectionId"]])[0]
        kept = [r for r in connection.routes or [] if r["DestinationCidrBlock"] != asked["DestinationCidrBlock"]]
        if len(kept) == len(connection.routes or []):
            raise EC2ClientError("InvalidRoute.NotFound", f"{connection.id} has no such route.")
        connection.routes = kept
        return EmptyResult()

    def enable_vgw_route_propagation(self) -> ActionResult:
        """Let a gateway that is attached to the VPC announce its routes."""
        asked = ec2_input(self)
        gateway = self.ec2_backend.get_vpn_gateway(asked["GatewayId"])
        table = self.ec2_backend.get_route_table(asked["RouteTableId"])
        if table.vpc_id not in gateway.attachments:
            raise EC2ClientError("Gateway.NotAttached", f"{gateway.id} is not attached to {table.vpc_id}.")
        others = [vgw for vgw in table.propagating_vgws if vgw["GatewayId"] != gateway.id]
        table.propagating_vgws = [*others, {"GatewayId": gateway.id}]
        return EmptyResult()

    def disable_vgw_route_propagation(self) -> ActionResult:
        """Stop a gateway from announcing its routes."""
        asked = ec2_input(self)
        table = self.ec2_backend.get_route_table(asked["RouteTableId"])
        table.propagating_vgws = [vgw for vgw in table.propagating_vgws if vgw["GatewayId"] != asked["GatewayId"]]
        return EmptyResult()


def _as_described(tunnel: dict[str, Any]) -> dict[str, Any]:
    """Name the options of a tunnel as "TunnelOption" does, which is not always as they are asked for."""
    return {name.replace("IKE", "Ike").replace("DPD", "Dpd"): value for name, value in tunnel.items()}


def _redacted(own: property) -> property:
    """Keep keys that are in Secrets Manager out of the router's configuration."""

    def configuration(self: Any) -> str:
        whole: str = own.__get__(self)
        return _KEY.sub("REDACTED", whole) if self.keeps_its_keys else whole

    return property(configuration)


def _filtered(own: Any) -> Any:
    """Know two more filters of "DescribeVpnConnections", by which a route is found."""

    def get_filter_value(self: Any, filter_name: str, method_name: str | None = None) -> Any:
        if filter_name == "vpn-connection-id":
            return self.id
        if filter_name == "route.destination-cidr-block":
            return [route["DestinationCidrBlock"] for route in self.routes]
        return own(self, filter_name, method_name)

    return get_filter_value
