"""The operations on attachments: of VPCs, which accounts without the gateway may ask for, and of all kinds.

Behaviour from the pages "CreateTransitGatewayVpcAttachment", "AcceptTransitGatewayVpcAttachment" and those next to
them, and from the Amazon VPC Transit Gateways guide, "Transit gateway attachments to a VPC".
"""

from __future__ import annotations

from typing import Any

from moto.core.responses import ActionResult
from moto.ec2.exceptions import DuplicateTransitGatewayAttachmentError, EC2ClientError
from moto.ec2.models.transit_gateway_attachments import TransitGatewayVpcAttachment
from moto.ec2.responses._base_response import EC2BaseResponse

from modules.emulator.ec2_requests import Record, described, ec2_input, requested_tags, tags_of
from modules.emulator.services.ec2.transit_gateway import visibility
from modules.emulator.services.ec2.transit_gateway.route_tables import associate_by_default, association, forget

_NOT_FOUND = "InvalidTransitGatewayAttachmentID.NotFound"


class AttachmentOperations(EC2BaseResponse):
    """The operations, as methods of moto's EC2."""

    def create_transit_gateway_vpc_attachment(self) -> ActionResult:
        """Attach a VPC of the account; the owner of a shared gateway has to accept, unless it accepts all."""
        asked = ec2_input(self)
        gateway = visibility.gateway(self.current_account, self.region, asked["TransitGatewayId"])
        _check_vpc(self.ec2_backend, gateway.id, asked["VpcId"], asked["SubnetIds"])
        attachment = TransitGatewayVpcAttachment(
            self.ec2_backend,
            gateway,
            asked["VpcId"],
            list(asked["SubnetIds"]),
            requested_tags(asked),
            asked.get("Options") or {},
        )
        foreign = gateway.owner_id != self.current_account
        if foreign and gateway.options["AutoAcceptSharedAttachments"] != "enable":
            attachment.state = "pendingAcceptance"
        else:
            associate_by_default(attachment, gateway)
        self.ec2_backend.transit_gateway_attachments[attachment.id] = attachment
        pending = attachment.state == "pendingAcceptance"
        return _vpc_attachment(self, attachment, state=None if pending else "pending")

    def describe_transit_gateway_vpc_attachments(self) -> ActionResult:
        """Describe the attachments of the account's VPCs, and of any VPC to its gateways."""
        asked = ec2_input(self)
        seen = visibility.attachments(self.current_account, self.region)
        records = [_vpc_record(a, self.ec2_backend) for a in seen if a.resource_type == "vpc"]
        found = described(
            records,
            asked,
            ids=asked.get("TransitGatewayAttachmentIds") or [],
            id_member="TransitGatewayAttachmentId",
            not_found=_NOT_FOUND,
        )
        return ActionResult({"TransitGatewayVpcAttachments": found})

    def modify_transit_gateway_vpc_attachment(self) -> ActionResult:
        """Change subnets or options; only who owns the VPC may."""
        asked = ec2_input(self)
        attachment = _attachment(self, asked)
        if attachment.resource_owner_id != self.current_account:
            raise EC2ClientError("UnauthorizedOperation", f"{attachment.id} belongs to another account.")
        removed = asked.get("RemoveSubnetIds") or []
        subnets = [s for s in attachment.subnet_ids if s not in removed] + (asked.get("AddSubnetIds") or [])
        _check_subnets(self.ec2_backend, attachment.vpc_id, subnets)
        attachment.subnet_ids = subnets
        attachment.options |= asked.get("Options") or {}
        return _vpc_attachment(self, attachment, state="modifying")

    def accept_transit_gateway_vpc_attachment(self) -> ActionResult:
        """Let a VPC of another account in; only who owns the gateway may."""
        attachment, gateway = _pending(self)
        attachment.state = "available"
        associate_by_default(attachment, gateway)
        return _vpc_attachment(self, attachment, state="pending")

    def reject_transit_gateway_vpc_attachment(self) -> ActionResult:
        """Keep a VPC of another account out."""
        attachment, _ = _pending(self)
        attachment.state = "rejected"
        return _vpc_attachment(self, attachment, state="rejecting")

    def delete_transit_gateway_vpc_attachment(self) -> ActionResult:
        """Detach a VPC. The attachment can be described for a while, as deleted; static routes to it lead nowhere."""
        attachment = _attachment(self, ec2_input(self))
        attachment.state = "deleted"
        forget(attachment, self.region)
        return _vpc_attachment(self, attachment, state="deleting")

    def describe_transit_gateway_attachments(self) -> ActionResult:
        """Describe attachments of every kind."""
        asked = ec2_input(self)
        records = [_record(a, self.ec2_backend) for a in visibility.attachments(self.current_account, self.region)]
        found = described(
            records,
            asked,
            ids=asked.get("TransitGatewayAttachmentIds") or [],
            id_member="TransitGatewayAttachmentId",
            not_found=_NOT_FOUND,
        )
        return ActionResult({"TransitGatewayAttachments": found})


def _attachment(response: EC2BaseResponse, asked: Record) -> Any:
    found = visibility.attachment(response.current_account, response.region, asked["TransitGatewayAttachmentId"])
    if found.resource_type != "vpc":
        raise EC2ClientError(_NOT_FOUND, f"{found.id} is not an attachment of a VPC.")
    return found


def _pending(response: EC2BaseResponse) -> tuple[Any, Any]:
    attachment = _attachment(response, ec2_input(response))
    gateway = visibility.own_gateway(response.current_account, response.region, attachment.transit_gateway_id)
    if attachment.state != "pendingAcceptance":
        raise EC2ClientError("IncorrectState", f"{attachment.id} is in invalid state")
    return attachment, gateway


def _vpc_attachment(response: EC2BaseResponse, attachment: Any, *, state: str | None) -> ActionResult:
    """Answer with the state that AWS passes through; the next description has the one that it reaches."""
    record = _vpc_record(attachment, response.ec2_backend)
    return ActionResult({"TransitGatewayVpcAttachment": record | ({"State": state} if state else {})})


def _check_vpc(backend: Any, gateway_id: str, vpc_id: str, subnet_ids: list[str]) -> None:
    backend.get_vpc(vpc_id)
    for other in backend.transit_gateway_attachments.values():
        if (other.resource_id, other.transit_gateway_id) == (vpc_id, gateway_id) and (
            other.state not in visibility.ENDED
        ):
            raise DuplicateTransitGatewayAttachmentError(gateway_id)
    _check_subnets(backend, vpc_id, subnet_ids)


def _check_subnets(backend: Any, vpc_id: str, subnet_ids: list[str]) -> None:
    subnets = [backend.get_subnet(subnet_id) for subnet_id in subnet_ids]
    if any(subnet.vpc_id != vpc_id for subnet in subnets):
        raise EC2ClientError("InvalidSubnetID.NotFound", f"The subnets are not all in {vpc_id}.")
    zones = [subnet.availability_zone for subnet in subnets]
    if not zones or len(zones) != len(set(zones)):
        message = "Duplicate Subnets for same AZ" if zones else "An attachment needs at least one subnet."
        raise EC2ClientError("DuplicateSubnetsInSameZone" if zones else "InvalidParameterValue", message)


def _vpc_record(attachment: Any, backend: Any) -> Record:
    return {
        "TransitGatewayAttachmentId": attachment.id,
        "TransitGatewayId": attachment.transit_gateway_id,
        "VpcId": attachment.resource_id,
        "VpcOwnerId": attachment.resource_owner_id,
        "State": attachment.state,
        "SubnetIds": attachment.subnet_ids,
        "CreationTime": attachment.create_time,
        "Options": attachment.options,
        "Tags": tags_of(backend, attachment.id),
    }


def _record(attachment: Any, backend: Any) -> Record:
    table = association(attachment, backend.region_name)
    record = {
        "TransitGatewayAttachmentId": attachment.id,
        "TransitGatewayId": attachment.transit_gateway_id,
        "TransitGatewayOwnerId": visibility.owner_of(attachment.transit_gateway_id, backend.region_name),
        "ResourceOwnerId": attachment.resource_owner_id,
        "ResourceType": attachment.resource_type,
        "ResourceId": attachment.resource_id,
        "State": attachment.state,
        "CreationTime": attachment.create_time,
        "Tags": tags_of(backend, attachment.id),
    }
    return record | ({"Association": {"TransitGatewayRouteTableId": table.id, "State": "associated"}} if table else {})
