"""The routes in a route table of a transit gateway: static ones, and those that attachments announce.

Behaviour from the Amazon EC2 API Reference, "CreateTransitGatewayRoute" and "SearchTransitGatewayRoutes".
"""

from __future__ import annotations

from ipaddress import ip_network
from typing import Any

from moto.core.responses import ActionResult
from moto.ec2.exceptions import EC2ClientError
from moto.ec2.models import ec2_backends
from moto.ec2.responses._base_response import EC2BaseResponse

from modules.emulator.ec2_requests import Record, described, ec2_input
from modules.emulator.services.ec2.transit_gateway import visibility


class RouteOperations(EC2BaseResponse):
    """The operations, as methods of moto's EC2."""

    def create_transit_gateway_route(self) -> ActionResult:
        """Create a static route to an attachment, or a blackhole."""
        return _put(self, replace=False)

    def replace_transit_gateway_route(self) -> ActionResult:
        """Replace a static route."""
        return _put(self, replace=True)

    def delete_transit_gateway_route(self) -> ActionResult:
        """Delete a static route."""
        asked = ec2_input(self)
        table = visibility.route_table(self.current_account, self.region, asked["TransitGatewayRouteTableId"])
        route = table.routes.pop(_network(asked["DestinationCidrBlock"]), None)
        if route is None:
            raise _no_route(asked)
        return ActionResult({"Route": _shown(route, self) | {"State": "deleted"}})

    def search_transit_gateway_routes(self) -> ActionResult:
        """Find routes, static and propagated."""
        asked = ec2_input(self)
        table = visibility.route_table(self.current_account, self.region, asked["TransitGatewayRouteTableId"])
        static = [_shown(route, self) for route in table.routes.values()]
        propagated = [r for r in _propagated(table, self) if r["DestinationCidrBlock"] not in table.routes]
        searches = {f.get("Name"): f.get("Values") or [] for f in asked["Filters"]}
        prefixes = {name: searches.pop(name) for name in list(searches) if name.startswith("route-search.")}
        plain = {"Filters": [{"Name": name, "Values": values} for name, values in searches.items()]}
        found = [route for route in described(static + propagated, plain) if _in_search(route, prefixes)]
        return ActionResult({"Routes": found[: asked.get("MaxResults")], "AdditionalRoutesAvailable": False})


def _put(response: EC2BaseResponse, *, replace: bool) -> ActionResult:
    asked = ec2_input(response)
    table = visibility.route_table(response.current_account, response.region, asked["TransitGatewayRouteTableId"])
    destination = _network(asked["DestinationCidrBlock"])
    if not replace and destination in table.routes:
        raise EC2ClientError("RouteAlreadyExists", f"Route {destination} already exists in {table.id}")
    if replace and destination not in table.routes:
        raise _no_route(asked)
    attachment_id = asked.get("TransitGatewayAttachmentId")
    if bool(attachment_id) == bool(asked.get("Blackhole")):
        raise EC2ClientError("InvalidParameterCombination", "Give either an attachment or a blackhole.")
    if attachment_id:
        attachment = visibility.attachment(response.current_account, response.region, attachment_id)
        if attachment.transit_gateway_id != table.transit_gateway_id and attachment.resource_type != "peering":
            message = f"{attachment_id} is not attached to {table.transit_gateway_id}."
            raise EC2ClientError("InvalidTransitGatewayAttachmentID.NotFound", message)
    table.routes[destination] = {"DestinationCidrBlock": destination, "attachment": attachment_id}
    return ActionResult({"Route": _shown(table.routes[destination], response)})


def _shown(route: Record, response: EC2BaseResponse) -> Record:
    """Describe a static route. One whose attachment has ended is a blackhole that still names it."""
    shown = {"DestinationCidrBlock": route["DestinationCidrBlock"], "Type": "static", "State": "blackhole"}
    if route["attachment"] is None:
        return shown
    attachment = next(
        (a for a in visibility.attachments(response.current_account, response.region) if a.id == route["attachment"]),
        None,
    )
    if attachment is not None and attachment.state == "available":
        shown["State"] = "active"
    return shown | {"TransitGatewayAttachments": [_attached(attachment)] if attachment is not None else []}


def _propagated(table: Any, response: EC2BaseResponse) -> list[Record]:
    """List the ranges of the attached VPCs that propagate; what other attachments announce is not known here."""
    announced = {p.transitGatewayAttachmentId for p in table.route_table_propagation}
    found = []
    for attachment in visibility.attachments(response.current_account, response.region):
        if attachment.id in announced and attachment.resource_type == "vpc" and attachment.state == "available":
            vpc = ec2_backends[attachment.resource_owner_id][response.region].get_vpc(attachment.resource_id)
            found += [
                {
                    "DestinationCidrBlock": block["cidr_block"],
                    "Type": "propagated",
                    "State": "active",
                    "TransitGatewayAttachments": [_attached(attachment)],
                }
                for block in vpc.get_cidr_block_association_set()
            ]
    return found


def _attached(attachment: Any) -> Record:
    return {
        "ResourceId": attachment.resource_id,
        "ResourceType": attachment.resource_type,
        "TransitGatewayAttachmentId": attachment.id,
    }


def _in_search(route: Record, prefixes: dict[str, list[str]]) -> bool:
    own = ip_network(route["DestinationCidrBlock"])
    for name, values in prefixes.items():
        networks = [ip_network(_network(value)) for value in values]
        same = [n for n in networks if n.version == own.version]
        inside = any(own.subnet_of(n) for n in same)  # type: ignore[arg-type]
        around = any(n.subnet_of(own) for n in same)  # type: ignore[arg-type]
        fits = {"exact-match": own in networks, "subnet-of-match": inside}.get(name.partition(".")[2], around)
        if not fits:
            return False
    return True


def _network(cidr: str) -> str:
    try:
        return str(ip_network(cidr))
    except ValueError:
        message = f"Value ({cidr}) for parameter destinationCidrBlock is invalid. This is not a valid CIDR block."
        raise EC2ClientError("InvalidParameterValue", message) from None


def _no_route(asked: Record) -> EC2ClientError:
    message = f"There is no route {asked['DestinationCidrBlock']} in {asked['TransitGatewayRouteTableId']}."
    return EC2ClientError("InvalidRoute.NotFound", message)
