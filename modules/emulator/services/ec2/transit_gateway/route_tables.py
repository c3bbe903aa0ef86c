"""The operations on route tables of transit gateways: associations and propagations.

Behaviour from the pages "AssociateTransitGatewayRouteTable", "EnableTransitGatewayRouteTablePropagation" and those next
to them, and from the Amazon VPC Transit Gateways guide, "Transit gateway route tables".
"""

from __future__ import annotations

from typing import Any

from moto.core.responses import ActionResult
from moto.ec2.exceptions import EC2ClientError
from moto.ec2.models.transit_gateway_route_tables import RouteTableAssociation, RouteTablePropagation
from moto.ec2.responses._base_response import EC2BaseResponse

from modules.emulator.ec2_requests import Record, described, ec2_input, requested_tags, tags_of
from modules.emulator.services.ec2.transit_gateway import visibility


class RouteTableOperations(EC2BaseResponse):
    """The operations, as methods of moto's EC2."""

    def create_transit_gateway_route_table(self) -> ActionResult:
        """Create a route table of a gateway that the account owns."""
        asked = ec2_input(self)
        gateway = visibility.own_gateway(self.current_account, self.region, asked["TransitGatewayId"])
        table = self.ec2_backend.create_transit_gateway_route_table(gateway.id, requested_tags(asked))
        return ActionResult({"TransitGatewayRouteTable": _record(table, self.ec2_backend)})

    def describe_transit_gateway_route_tables(self) -> ActionResult:
        """Describe the route tables of the account's gateways."""
        asked = ec2_input(self)
        tables = [t for t in self.ec2_backend.transit_gateways_route_tables.values() if t.state != "deleted"]
        found = described(
            [_record(table, self.ec2_backend) for table in tables],
            asked,
            ids=asked.get("TransitGatewayRouteTableIds") or [],
            id_member="TransitGatewayRouteTableId",
            not_found="InvalidRouteTableID.NotFound",
        )
        return ActionResult({"TransitGatewayRouteTables": found})

    def delete_transit_gateway_route_table(self) -> ActionResult:
        """Delete a route table that nothing is associated with."""
        table = _table(self, ec2_input(self))
        if table.route_table_associations:
            raise EC2ClientError("IncorrectState", f"{table.id} has attachments associated.")
        if table.default_association_route_table or table.default_propagation_route_table:
            raise EC2ClientError("IncorrectState", f"{table.id} is the default route table of its gateway.")
        table.state = "deleted"
        return ActionResult({"TransitGatewayRouteTable": _record(table, self.ec2_backend) | {"State": "deleting"}})

    def associate_transit_gateway_route_table(self) -> ActionResult:
        """Make a route table the one that traffic from an attachment follows; there is one for each attachment."""
        asked = ec2_input(self)
        table, attachment = _table(self, asked), _attachment(self, asked)
        if association(attachment, self.region) is not None:
            message = f"Transit Gateway Attachment {attachment.id} is already associated to a route table."
            raise EC2ClientError("Resource.AlreadyAssociated", message)
        _associate(table, attachment)
        return ActionResult({"Association": _relation(table, attachment, "associating")})

    def disassociate_transit_gateway_route_table(self) -> ActionResult:
        """End an association."""
        asked = ec2_input(self)
        table, attachment = _table(self, asked), _attachment(self, asked)
        if table.route_table_associations.pop(attachment.id, None) is None:
            message = f"There is no association of {attachment.id} with {table.id}."
            raise EC2ClientError("InvalidAssociation.NotFound", message)
        return ActionResult({"Association": _relation(table, attachment, "disassociating")})

    def enable_transit_gateway_route_table_propagation(self) -> ActionResult:
        """Let an attachment announce its routes to a route table; it may do so to several."""
        asked = ec2_input(self)
        table, attachment = _table(self, asked), _attachment(self, asked)
        if _propagates(table, attachment):
            message = f"Propagation {attachment.id} already exists in Transit Gateway Route Table {table.id}."
            raise EC2ClientError("TransitGatewayRouteTablePropagation.Duplicate", message)
        _propagate(table, attachment)
        return ActionResult({"Propagation": _relation(table, attachment, "enabled")})

    def disable_transit_gateway_route_table_propagation(self) -> ActionResult:
        """End a propagation."""
        asked = ec2_input(self)
        table, attachment = _table(self, asked), _attachment(self, asked)
        if not _propagates(table, attachment):
            message = f"There is no propagation of {attachment.id} to {table.id}."
            raise EC2ClientError("TransitGatewayRouteTablePropagation.NotFound", message)
        self.ec2_backend.disable_route_table_propagation(attachment.id, table.id)
        return ActionResult({"Propagation": _relation(table, attachment, "disabled")})

    def get_transit_gateway_route_table_associations(self) -> ActionResult:
        """List the attachments that follow a route table."""
        asked = ec2_input(self)
        related = _table(self, asked).route_table_associations.values()
        return ActionResult({"Associations": described(map(_related, related), asked)})

    def get_transit_gateway_route_table_propagations(self) -> ActionResult:
        """List the attachments that announce routes to a route table."""
        asked = ec2_input(self)
        related = _table(self, asked).route_table_propagation
        return ActionResult({"TransitGatewayRouteTablePropagations": described(map(_related, related), asked)})

    def get_transit_gateway_attachment_propagations(self) -> ActionResult:
        """List the route tables that an attachment announces routes to."""
        asked = ec2_input(self)
        attachment = _attachment(self, asked)
        found = [
            {"TransitGatewayRouteTableId": table.id, "State": "enabled"}
            for table in visibility.route_tables_of(attachment.transit_gateway_id, self.region)
            if _propagates(table, attachment)
        ]
        return ActionResult({"TransitGatewayAttachmentPropagations": described(found, asked)})


def _table(response: EC2BaseResponse, asked: Record) -> Any:
    return visibility.route_table(response.current_account, response.region, asked["TransitGatewayRouteTableId"])


def _attachment(response: EC2BaseResponse, asked: Record) -> Any:
    attachment_id = asked.get("TransitGatewayAttachmentId") or ""
    attachment = visibility.attachment(response.current_account, response.region, attachment_id)
    if attachment.state != "available":
        raise EC2ClientError("IncorrectState", f"{attachment.id} is in invalid state")
    return attachment


def association(attachment: Any, region: str) -> Any:
    """Find the route table that an attachment follows."""
    tables = visibility.route_tables_of(attachment.transit_gateway_id, region)
    return next((table for table in tables if attachment.id in table.route_table_associations), None)


def associate_by_default(attachment: Any, gateway: Any) -> None:
    """Do what the gateway's options say of a new attachment."""
    table = gateway.default_route_table
    if gateway.options["DefaultRouteTableAssociation"] == "enable":
        _associate(table, attachment)
    if gateway.options["DefaultRouteTablePropagation"] == "enable":
        _propagate(table, attachment)


def forget(attachment: Any, region: str) -> None:
    """End the association and the propagations of an attachment that ends."""
    for table in visibility.route_tables_of(attachment.transit_gateway_id, region):
        table.route_table_associations.pop(attachment.id, None)
        table.route_table_propagation = [
            p for p in table.route_table_propagation if p.transitGatewayAttachmentId != attachment.id
        ]


def _associate(table: Any, attachment: Any) -> None:
    table.route_table_associations[attachment.id] = RouteTableAssociation(
        attachment.resource_id, attachment.resource_type, "associated", attachment.id
    )


def _propagate(table: Any, attachment: Any) -> None:
    table.route_table_propagation.append(
        RouteTablePropagation(attachment.resource_id, attachment.resource_type, "enabled", attachment.id)
    )


def _propagates(table: Any, attachment: Any) -> bool:
    return attachment.id in {p.transitGatewayAttachmentId for p in table.route_table_propagation}


def _relation(table: Any, attachment: Any, state: str) -> Record:
    return {
        "TransitGatewayRouteTableId": table.id,
        "TransitGatewayAttachmentId": attachment.id,
        "ResourceId": attachment.resource_id,
        "ResourceType": attachment.resource_type,
        "State": state,
    }


def _related(related: RouteTableAssociation) -> Record:
    return {
        "TransitGatewayAttachmentId": related.transitGatewayAttachmentId,
        "ResourceId": related.resourceId,
        "ResourceType": related.resourceType,
        "State": related.state,
    }


def _record(table: Any, backend: Any) -> Record:
    return {
        "TransitGatewayRouteTableId": table.id,
        "TransitGatewayId": table.transit_gateway_id,
        "State": table.state,
        "DefaultAssociationRouteTable": table.default_association_route_table,
        "DefaultPropagationRouteTable": table.default_propagation_route_table,
        "CreationTime": table.create_time,
        "Tags": tags_of(backend, table.id),
    }
