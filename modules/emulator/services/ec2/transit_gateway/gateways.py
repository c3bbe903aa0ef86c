"""The operations on transit gateways themselves.

Behaviour from the pages "CreateTransitGateway", "ModifyTransitGateway" and "DeleteTransitGateway".
"""

from __future__ import annotations

from typing import Any

from moto.core.responses import ActionResult
from moto.ec2.exceptions import EC2ClientError
from moto.ec2.responses._base_response import EC2BaseResponse

from modules.emulator.ec2_requests import Record, described, ec2_input, requested_tags, tags_of
from modules.emulator.services.ec2.transit_gateway import visibility

_DEFAULT_TABLES = {"Association": "association", "Propagation": "propagation"}


class GatewayOperations(EC2BaseResponse):
    """The operations, as methods of moto's EC2."""

    def create_transit_gateway(self) -> ActionResult:
        """Create a gateway, with a default route table unless neither association nor propagation wants one."""
        asked = ec2_input(self)
        options = {"SecurityGroupReferencingSupport": "disable", **(asked.get("Options") or {})}
        tags = [{"Key": key, "Value": value} for key, value in requested_tags(asked).items()]
        gateway = self.ec2_backend.create_transit_gateway(asked.get("Description"), options, tags)
        _keep_wanted_default_table(self.ec2_backend, gateway)
        return ActionResult({"TransitGateway": _record(gateway, self.ec2_backend)})

    def describe_transit_gateways(self) -> ActionResult:
        """Describe the gateways that the account owns and those that others share with it."""
        asked = ec2_input(self)
        seen = visibility.gateways(self.current_account, self.region)
        records = [_record(gateway, self.ec2_backend) for gateway in seen]
        ids = asked.get("TransitGatewayIds") or []
        code = "InvalidTransitGatewayID.NotFound"
        found = described(records, asked, ids=ids, id_member="TransitGatewayId", not_found=code)
        return ActionResult({"TransitGateways": found})

    def modify_transit_gateway(self) -> ActionResult:
        """Change the description or the options."""
        asked = ec2_input(self)
        gateway = visibility.own_gateway(self.current_account, self.region, asked["TransitGatewayId"])
        options = dict(asked.get("Options") or {})
        removed = options.pop("RemoveTransitGatewayCidrBlocks", [])
        blocks = [*gateway.options["TransitGatewayCidrBlocks"], *options.pop("AddTransitGatewayCidrBlocks", [])]
        gateway.options |= options | {"TransitGatewayCidrBlocks": [b for b in blocks if b not in removed]}
        gateway.description = asked.get("Description", gateway.description)
        return ActionResult({"TransitGateway": _record(gateway, self.ec2_backend)})

    def delete_transit_gateway(self) -> ActionResult:
        """Delete a gateway that nothing is attached to, with its default route table."""
        asked = ec2_input(self)
        gateway = visibility.own_gateway(self.current_account, self.region, asked["TransitGatewayId"])
        attached = [
            a.id
            for a in visibility.attachments(self.current_account, self.region)
            if a.transit_gateway_id == gateway.id and a.state not in visibility.ENDED
        ]
        if attached:
            message = f"{gateway.id} has non-deleted Transit Gateway Attachments: {', '.join(attached)}."
            raise EC2ClientError("IncorrectState", message)
        for table in visibility.route_tables_of(gateway.id, self.region):
            table.state = "deleted"
        self.ec2_backend.delete_transit_gateway(gateway.id)
        gateway.state = "deleted"
        return ActionResult({"TransitGateway": _record(gateway, self.ec2_backend)})


def _keep_wanted_default_table(backend: Any, gateway: Any) -> None:
    """Undo what moto does too much: it gives every gateway one default table for both purposes."""
    table, options = gateway.default_route_table, gateway.options
    for purpose, attribute in _DEFAULT_TABLES.items():
        if options[f"DefaultRouteTable{purpose}"] == "disable":
            setattr(table, f"default_{attribute}_route_table", False)
            del options[f"{purpose}DefaultRouteTableId"]
    if not (table.default_association_route_table or table.default_propagation_route_table):
        del backend.transit_gateways_route_tables[table.id]
        gateway.default_route_table = None


def _record(gateway: Any, backend: Any) -> Record:
    return {
        "TransitGatewayId": gateway.id,
        "TransitGatewayArn": gateway.arn,
        "State": gateway.state,
        "OwnerId": gateway.owner_id,
        "Description": gateway.description or "",
        "CreationTime": gateway.creation_time,
        "Options": gateway.options,
        "Tags": tags_of(backend, gateway.id),
    }
