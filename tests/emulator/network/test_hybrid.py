"""Connections to a data centre: Direct Connect gateways and VPN connections."""

from __future__ import annotations

import re
from typing import Any

import pytest
from botocore.exceptions import ClientError

from tests.emulator.conftest import Client
from tests.emulator.network.organization import vpc_with_subnet

pytestmark = pytest.mark.emulator

HUB, SPOKE = "365000000001", "365000000002"
PREFIXES = [{"cidr": "10.0.0.0/8"}]


class TestDirectConnectGateway:
    def test_is_attached_to_a_transit_gateway_with_another_asn(self, client: Client) -> None:
        direct_connect, ec2 = client("directconnect", HUB), client("ec2", HUB)
        transit = ec2.create_transit_gateway()["TransitGateway"]["TransitGatewayId"]
        same, other = (_gateway(direct_connect, asn) for asn in (64512, 64800))
        ask = {"gatewayId": transit, "addAllowedPrefixesToDirectConnectGateway": PREFIXES}

        with pytest.raises(ClientError, match="different ASNs"):
            direct_connect.create_direct_connect_gateway_association(directConnectGatewayId=same, **ask)
        association = direct_connect.create_direct_connect_gateway_association(directConnectGatewayId=other, **ask)
        attached = _attachments(ec2, transit)
        direct_connect.delete_direct_connect_gateway_association(
            associationId=association["directConnectGatewayAssociation"]["associationId"]
        )

        assert attached == [(other, "direct-connect-gateway", "available")]
        assert _attachments(ec2, transit) == [(other, "direct-connect-gateway", "deleted")]

    def test_of_another_account_is_associated_by_a_proposal_that_its_owner_accepts(self, client: Client) -> None:
        owner, spoke = client("directconnect", HUB), client("directconnect", SPOKE)
        gateway = _gateway(owner, 64801)
        vpn = client("ec2", SPOKE).create_vpn_gateway(Type="ipsec.1")["VpnGateway"]["VpnGatewayId"]
        proposal = spoke.create_direct_connect_gateway_association_proposal(
            directConnectGatewayId=gateway, directConnectGatewayOwnerAccount=HUB, gatewayId=vpn
        )["directConnectGatewayAssociationProposal"]["proposalId"]
        accept = {"directConnectGatewayId": gateway, "proposalId": proposal, "associatedGatewayOwnerAccount": SPOKE}

        with pytest.raises(ClientError, match="DirectConnectClientException"):
            spoke.accept_direct_connect_gateway_association_proposal(**accept)
        owner.accept_direct_connect_gateway_association_proposal(**accept)

        for asker in (owner, spoke):
            found = asker.describe_direct_connect_gateway_associations(directConnectGatewayId=gateway)
            assert [a["virtualGatewayId"] for a in found["directConnectGatewayAssociations"]] == [vpn]
        with pytest.raises(ClientError, match="has associations"):
            owner.delete_direct_connect_gateway(directConnectGatewayId=gateway)


class TestVpn:
    def test_connection_takes_routes_only_where_they_are_static(self, client: Client) -> None:
        ec2 = client("ec2", HUB)
        static, dynamic = (_connection(ec2, static=static) for static in (True, False))
        route = {"DestinationCidrBlock": "192.168.0.0/24"}
        ec2.create_vpn_connection_route(VpnConnectionId=static, **route)

        with pytest.raises(ClientError, match="does not take static routes"):
            ec2.create_vpn_connection_route(VpnConnectionId=dynamic, **route)
        found = ec2.describe_vpn_connections(VpnConnectionIds=[static])["VpnConnections"][0]
        assert [r["DestinationCidrBlock"] for r in found["Routes"]] == ["192.168.0.0/24"]
        assert found["Options"]["StaticRoutesOnly"] is True

    def test_tunnels_are_described_as_they_were_asked_for(self, client: Client) -> None:
        ec2 = client("ec2", HUB)
        asked = {"IKEVersions": [{"Value": "ikev2"}], "DPDTimeoutAction": "restart", "StartupAction": "start"}
        made = _connection(ec2, static=False, TunnelOptions=[asked, asked])

        options = ec2.describe_vpn_connections(VpnConnectionIds=[made])["VpnConnections"][0]["Options"]
        for tunnel in options["TunnelOptions"]:
            assert tunnel["IkeVersions"] == [{"Value": "ikev2"}]
            assert (tunnel["DpdTimeoutAction"], tunnel["StartupAction"]) == ("restart", "start")

    @pytest.mark.parametrize("kept", [True, False])
    def test_keys_that_secrets_manager_keeps_are_told_to_nobody(self, client: Client, kept: bool) -> None:  # noqa: FBT001 - a parameter
        ec2 = client("ec2", HUB)
        if kept:  # the member is younger than botocore's model
            ec2.meta.events.register("before-call.ec2.CreateVpnConnection", _ask_for_secrets_manager)
        made = _connection(ec2, static=False)

        found = ec2.describe_vpn_connections(VpnConnectionIds=[made])["VpnConnections"][0]
        keys = re.findall("<pre_shared_key>([^<]+)<", found["CustomerGatewayConfiguration"])
        assert len(keys) == 2
        assert (set(keys) == {"REDACTED"}) is kept

    def test_gateway_announces_routes_to_its_own_vpc_alone(self, client: Client) -> None:
        ec2 = client("ec2", HUB)
        gateway = ec2.create_vpn_gateway(Type="ipsec.1")["VpnGateway"]["VpnGatewayId"]
        vpc_id, _ = vpc_with_subnet(ec2)
        table = ec2.create_route_table(VpcId=vpc_id)["RouteTable"]["RouteTableId"]

        with pytest.raises(ClientError, match="NotAttached"):
            ec2.enable_vgw_route_propagation(GatewayId=gateway, RouteTableId=table)
        ec2.attach_vpn_gateway(VpcId=vpc_id, VpnGatewayId=gateway)
        ec2.enable_vgw_route_propagation(GatewayId=gateway, RouteTableId=table)
        seen = [_propagating(ec2, table)]
        ec2.disable_vgw_route_propagation(GatewayId=gateway, RouteTableId=table)

        assert [*seen, _propagating(ec2, table)] == [[gateway], []]


def _ask_for_secrets_manager(params: dict[str, Any], **_: Any) -> None:
    params["body"]["PreSharedKeyStorage"] = "SecretsManager"


def _gateway(direct_connect: Any, asn: int) -> str:
    created = direct_connect.create_direct_connect_gateway(directConnectGatewayName="gateway", amazonSideAsn=asn)
    return str(created["directConnectGateway"]["directConnectGatewayId"])


def _attachments(ec2: Any, transit_gateway_id: str) -> list[tuple[str, str, str]]:
    found = ec2.describe_transit_gateway_attachments(
        Filters=[{"Name": "transit-gateway-id", "Values": [transit_gateway_id]}]
    )
    return [(a["ResourceId"], a["ResourceType"], a["State"]) for a in found["TransitGatewayAttachments"]]


def _connection(ec2: Any, *, static: bool, **options: Any) -> str:
    customer = ec2.create_customer_gateway(Type="ipsec.1", PublicIp="172.83.124.10", BgpAsn=65000)
    gateway = ec2.create_vpn_gateway(Type="ipsec.1")["VpnGateway"]["VpnGatewayId"]
    created = ec2.create_vpn_connection(
        Type="ipsec.1",
        CustomerGatewayId=customer["CustomerGateway"]["CustomerGatewayId"],
        VpnGatewayId=gateway,
        Options={"StaticRoutesOnly": static, **options},
    )
    return str(created["VpnConnection"]["VpnConnectionId"])


def _propagating(ec2: Any, table: str) -> list[str]:
    found = ec2.describe_route_tables(RouteTableIds=[table])["RouteTables"][0]
    return [one["GatewayId"] for one in found.get("PropagatingVgws", [])]


class TestCustomerGateway:
    def test_has_a_number_of_32_bits(self, client: Client) -> None:
        ec2 = client("ec2", HUB)
        made = ec2.create_customer_gateway(Type="ipsec.1", IpAddress="203.0.113.20", BgpAsnExtended=4_200_000_000)

        found = ec2.describe_customer_gateways(CustomerGatewayIds=[made["CustomerGateway"]["CustomerGatewayId"]])
        assert found["CustomerGateways"][0]["BgpAsnExtended"] == "4200000000"
        assert not found["CustomerGateways"][0].get("BgpAsn")

    @pytest.mark.parametrize("number", [{"BgpAsn": 7224}, {"BgpAsn": 9059}, {"BgpAsnExtended": 65000}])
    def test_has_no_number_that_aws_keeps_or_reads_elsewhere(self, client: Client, number: dict[str, int]) -> None:
        with pytest.raises(ClientError, match="InvalidParameterValue"):
            client("ec2", HUB).create_customer_gateway(Type="ipsec.1", IpAddress="203.0.113.21", **number)

    @pytest.mark.parametrize("address", ["255.255.255.255", "0.0.0.0", "224.0.0.5"])  # noqa: S104 - no router has it
    def test_has_an_address_that_a_router_may_have(self, client: Client, address: str) -> None:
        with pytest.raises(ClientError, match="InvalidParameterValue"):
            client("ec2", HUB).create_customer_gateway(Type="ipsec.1", IpAddress=address, BgpAsn=65000)

    def test_asked_for_twice_is_one(self, client: Client) -> None:
        ec2 = client("ec2", HUB)
        ask = {"Type": "ipsec.1", "IpAddress": "203.0.113.22", "BgpAsn": 65001}
        first, second = (ec2.create_customer_gateway(**ask)["CustomerGateway"] for _ in range(2))

        assert first["CustomerGatewayId"] == second["CustomerGatewayId"]
        other = ec2.create_customer_gateway(**ask, DeviceName="standby")["CustomerGateway"]
        assert other["CustomerGatewayId"] != first["CustomerGatewayId"]
