from __future__ import annotations

from typing import Any

import pytest
from botocore.exceptions import ClientError

from tests.emulator.network.organization import Organization, vpc_with_subnet

pytestmark = pytest.mark.emulator

OFF = {"DefaultRouteTableAssociation": "disable", "DefaultRouteTablePropagation": "disable"}


class TestSharedGateway:
    def test_is_not_there_for_an_account_that_no_share_reaches(self, organization: Organization) -> None:
        gateway = organization.gateway()

        with pytest.raises(ClientError, match=r"InvalidTransitGatewayID\.NotFound"):
            _attach(organization.client("ec2", organization.production), gateway)

    def test_is_there_through_a_share_and_gone_with_it(self, organization: Organization) -> None:
        gateway = organization.gateway()
        arn = organization.share([gateway["TransitGatewayArn"]], [organization.production_unit])
        gateway_id = gateway["TransitGatewayId"]
        seen = [gateway_id in _seen(organization, name) for name in (organization.production, organization.sandbox)]
        organization.client("ram", organization.network).delete_resource_share(resourceShareArn=arn)

        assert seen == [True, False]
        assert gateway_id not in _seen(organization, organization.production)

    def test_waits_for_its_owner_unless_it_accepts_all(self, organization: Organization) -> None:
        manual, auto = organization.gateway(), organization.gateway(AutoAcceptSharedAttachments="enable")
        organization.share([g["TransitGatewayArn"] for g in (manual, auto)], [organization.arn])
        ec2, hub = organization.client("ec2", organization.production), organization.client("ec2", organization.network)
        attachments = [_attach(ec2, gateway) for gateway in (manual, auto)]
        before = [_state(ec2, attachment) for attachment in attachments]
        hub.accept_transit_gateway_vpc_attachment(TransitGatewayAttachmentId=attachments[0])

        assert before == ["pendingAcceptance", "available"]
        assert _state(ec2, attachments[0]) == "available"

    def test_is_not_accepted_by_the_account_that_asks(self, organization: Organization) -> None:
        gateway = organization.gateway()
        organization.share([gateway["TransitGatewayArn"]], [organization.arn])
        ec2 = organization.client("ec2", organization.production)

        with pytest.raises(ClientError, match="UnauthorizedOperation"):
            ec2.accept_transit_gateway_vpc_attachment(TransitGatewayAttachmentId=_attach(ec2, gateway))

    def test_cannot_be_deleted_while_a_vpc_of_another_account_is_attached(self, organization: Organization) -> None:
        gateway = organization.gateway(AutoAcceptSharedAttachments="enable")
        organization.share([gateway["TransitGatewayArn"]], [organization.arn])
        attachment = _attach(organization.client("ec2", organization.production), gateway)
        hub = organization.client("ec2", organization.network)

        with pytest.raises(ClientError, match=rf"IncorrectState.*{attachment}"):
            hub.delete_transit_gateway(TransitGatewayId=gateway["TransitGatewayId"])

        hub.delete_transit_gateway_vpc_attachment(TransitGatewayAttachmentId=attachment)
        hub.delete_transit_gateway(TransitGatewayId=gateway["TransitGatewayId"])
        assert _state(organization.client("ec2", organization.production), attachment) == "deleted"

    def test_has_tags_of_each_account_on_an_attachment(self, organization: Organization) -> None:
        gateway = organization.gateway(AutoAcceptSharedAttachments="enable")
        organization.share([gateway["TransitGatewayArn"]], [organization.arn])
        spoke, hub = (organization.client("ec2", a) for a in (organization.production, organization.network))
        attachment = _attach(spoke, gateway, tags={"Name": "spoke"})
        hub.create_tags(Resources=[attachment], Tags=[{"Key": "Name", "Value": "hub"}])

        assert [_described(ec2, attachment)["Tags"][0]["Value"] for ec2 in (spoke, hub)] == ["spoke", "hub"]


class TestRouteOfAVpc:
    def test_needs_an_attachment_of_that_vpc(self, organization: Organization) -> None:
        gateway = organization.gateway(AutoAcceptSharedAttachments="enable")
        organization.share([gateway["TransitGatewayArn"]], [organization.arn])
        ec2 = organization.client("ec2", organization.production)
        vpc_id, subnet_id = vpc_with_subnet(ec2)
        table = ec2.create_route_table(VpcId=vpc_id)["RouteTable"]["RouteTableId"]
        route = {
            "RouteTableId": table,
            "DestinationCidrBlock": "0.0.0.0/0",
            "TransitGatewayId": gateway["TransitGatewayId"],
        }

        with pytest.raises(ClientError, match=r"InvalidTransitGatewayID\.NotFound"):
            ec2.create_route(**route)

        ec2.create_transit_gateway_vpc_attachment(
            TransitGatewayId=gateway["TransitGatewayId"], VpcId=vpc_id, SubnetIds=[subnet_id]
        )
        ec2.create_route(**route)
        routes = ec2.describe_route_tables(RouteTableIds=[table])["RouteTables"][0]["Routes"]
        assert gateway["TransitGatewayId"] in {r.get("TransitGatewayId") for r in routes}


class TestRouteTables:
    def test_there_is_no_default_one_where_the_gateway_wants_none(self, organization: Organization) -> None:
        gateway = organization.gateway(**OFF)
        hub = organization.client("ec2", organization.network)
        attachment = _attach(hub, gateway)

        assert "AssociationDefaultRouteTableId" not in gateway["Options"]
        of_gateway = [{"Name": "transit-gateway-id", "Values": [gateway["TransitGatewayId"]]}]
        assert hub.describe_transit_gateway_route_tables(Filters=of_gateway)["TransitGatewayRouteTables"] == []
        found = hub.describe_transit_gateway_attachments(TransitGatewayAttachmentIds=[attachment])
        assert "Association" not in found["TransitGatewayAttachments"][0]

    def test_the_default_one_takes_new_attachments(self, organization: Organization) -> None:
        gateway = organization.gateway()
        hub = organization.client("ec2", organization.network)
        attachment = _attach(hub, gateway)
        table = gateway["Options"]["AssociationDefaultRouteTableId"]

        found = hub.describe_transit_gateway_attachments(TransitGatewayAttachmentIds=[attachment])
        assert found["TransitGatewayAttachments"][0]["Association"]["TransitGatewayRouteTableId"] == table
        assert _routes(hub, table) == [("10.20.0.0/20", "propagated", "active")]

    def test_an_attachment_follows_one_and_announces_to_several(self, organization: Organization) -> None:
        hub, attachment, tables = _segmented(organization)
        for table in tables:
            hub.enable_transit_gateway_route_table_propagation(
                TransitGatewayAttachmentId=attachment, TransitGatewayRouteTableId=table
            )
        hub.associate_transit_gateway_route_table(
            TransitGatewayAttachmentId=attachment, TransitGatewayRouteTableId=tables[0]
        )

        assert [_routes(hub, table) for table in tables] == [[("10.20.0.0/20", "propagated", "active")]] * 2
        with pytest.raises(ClientError, match=r"Resource\.AlreadyAssociated"):
            hub.associate_transit_gateway_route_table(
                TransitGatewayAttachmentId=attachment, TransitGatewayRouteTableId=tables[1]
            )

    def test_a_static_route_becomes_a_blackhole_with_its_attachment(self, organization: Organization) -> None:
        hub, attachment, (table, _) = _segmented(organization)
        for cidr, target in (
            ("0.0.0.0/0", {"TransitGatewayAttachmentId": attachment}),
            ("10.9.0.0/16", {"Blackhole": True}),
        ):
            hub.create_transit_gateway_route(DestinationCidrBlock=cidr, TransitGatewayRouteTableId=table, **target)
        before = _routes(hub, table)
        hub.delete_transit_gateway_vpc_attachment(TransitGatewayAttachmentId=attachment)

        assert before == [("0.0.0.0/0", "static", "active"), ("10.9.0.0/16", "static", "blackhole")]
        assert _routes(hub, table)[0] == ("0.0.0.0/0", "static", "blackhole")

    def test_are_not_there_for_an_account_that_only_shares_the_gateway(self, organization: Organization) -> None:
        gateway = organization.gateway()
        organization.share([gateway["TransitGatewayArn"]], [organization.arn])

        with pytest.raises(ClientError, match=r"InvalidRouteTableID\.NotFound"):
            organization.client("ec2", organization.production).search_transit_gateway_routes(
                TransitGatewayRouteTableId=gateway["Options"]["AssociationDefaultRouteTableId"],
                Filters=[{"Name": "type", "Values": ["static"]}],
            )


def _segmented(organization: Organization) -> tuple[Any, str, list[str]]:
    gateway = organization.gateway(**OFF)
    hub = organization.client("ec2", organization.network)
    tables = [
        hub.create_transit_gateway_route_table(TransitGatewayId=gateway["TransitGatewayId"])[
            "TransitGatewayRouteTable"
        ]["TransitGatewayRouteTableId"]
        for _ in range(2)
    ]
    return hub, _attach(hub, gateway), tables


def _attach(ec2: Any, gateway: dict[str, Any], tags: dict[str, str] | None = None) -> str:
    vpc_id, subnet_id = vpc_with_subnet(ec2)
    specification = [
        {
            "ResourceType": "transit-gateway-attachment",
            "Tags": [{"Key": key, "Value": value} for key, value in (tags or {"Name": "attachment"}).items()],
        }
    ]
    created = ec2.create_transit_gateway_vpc_attachment(
        TransitGatewayId=gateway["TransitGatewayId"],
        VpcId=vpc_id,
        SubnetIds=[subnet_id],
        TagSpecifications=specification,
    )
    return str(created["TransitGatewayVpcAttachment"]["TransitGatewayAttachmentId"])


def _described(ec2: Any, attachment_id: str) -> dict[str, Any]:
    found = ec2.describe_transit_gateway_vpc_attachments(TransitGatewayAttachmentIds=[attachment_id])
    attachment: dict[str, Any] = found["TransitGatewayVpcAttachments"][0]
    return attachment


def _state(ec2: Any, attachment_id: str) -> str:
    return str(_described(ec2, attachment_id)["State"])


def _seen(organization: Organization, account_id: str) -> list[str]:
    gateways = organization.client("ec2", account_id).describe_transit_gateways()["TransitGateways"]
    return [gateway["TransitGatewayId"] for gateway in gateways]


def _routes(ec2: Any, table: str) -> list[tuple[str, str, str]]:
    found = ec2.search_transit_gateway_routes(
        TransitGatewayRouteTableId=table, Filters=[{"Name": "state", "Values": ["active", "blackhole"]}]
    )
    return [(route["DestinationCidrBlock"], route["Type"], route["State"]) for route in found["Routes"]]
