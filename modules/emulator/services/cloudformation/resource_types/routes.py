"""Route tables of Amazon VPC, their routes, and the subnets that they are for.

Behaviour from the AWS CloudFormation Template Reference Guide, pages "AWS::EC2::RouteTable", "AWS::EC2::Route" and
"AWS::EC2::SubnetRouteTableAssociation". A route is known by its table and its destination.
"""

from __future__ import annotations

from modules.emulator.services.cloudformation.resource_type import Operation, ResourceType
from modules.emulator.services.cloudformation.resource_types.networks import tags_of

_TABLE = {"RouteTableId": "RouteTable.RouteTableId"}
_DESTINATIONS = ("DestinationCidrBlock", "DestinationIpv6CidrBlock", "DestinationPrefixListId")
_ROUTE = {name: name for name in ("RouteTableId", *_DESTINATIONS)}
_DESTINATION = " || ".join(_DESTINATIONS)

RESOURCE_TYPES = [
    ResourceType(
        "AWS::EC2::RouteTable",
        service="ec2",
        create=Operation("CreateRouteTable"),
        read=Operation("DescribeRouteTables", {"RouteTableIds": "[RouteTable.RouteTableId]"}),
        delete=Operation("DeleteRouteTable", _TABLE),
        ref="RouteTable.RouteTableId",
        attributes={"RouteTableId": "RouteTable.RouteTableId"},
        settings=(tags_of("RouteTable.RouteTableId"),),
    ),
    ResourceType(
        "AWS::EC2::Route",
        service="ec2",
        create=Operation("CreateRoute"),
        update=Operation("ReplaceRoute"),
        delete=Operation("DeleteRoute", _ROUTE),
        ref=f"join('|', [RouteTableId, {_DESTINATION}])",
        attributes={"CidrBlock": _DESTINATION},
        replaced_by=frozenset(_ROUTE),
        tags="",
    ),
    ResourceType(
        "AWS::EC2::SubnetRouteTableAssociation",
        service="ec2",
        create=Operation("AssociateRouteTable"),
        delete=Operation("DisassociateRouteTable", {"AssociationId": "AssociationId"}),
        ref="AssociationId",
        attributes={"Id": "AssociationId"},
        tags="",
    ),
]
