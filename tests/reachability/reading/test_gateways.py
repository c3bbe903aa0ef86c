"""Transit gateways, made of their resources."""

from __future__ import annotations

from typing import Any

import pytest

from modules.reachability.network import Link
from modules.reachability.reading.networks import read_network
from modules.specification.errors import LandingZoneError
from tests.reachability.small_network import BuiltVpc, SmallNetwork, net

KEPT_OUT: dict[str, Any] = {
    "transit_gateway_default_route_table_association": False,
    "transit_gateway_default_route_table_propagation": False,
}


class Hub:
    def __init__(self, *, defaults: str = "disable", account: str | None = None) -> None:
        self.built = SmallNetwork()
        self.gateway = self.built.gateway(defaults=defaults)
        self.vpc: BuiltVpc = self.built.vpc("one", "10.1.0.0/16", account=account)

    @property
    def associations(self) -> dict[str, str]:
        return dict(self.built.network.associations)

    @property
    def learning(self) -> dict[str, tuple[str, ...]]:
        return {key: one.learns_from for key, one in self.built.network.gateway_tables.items()}


class TestDefaultTable:
    def test_has_what_is_attached_to_a_gateway_that_does_not_switch_it_off(self) -> None:
        hub = Hub(defaults="enable")
        attachment = hub.built.attach(hub.vpc, hub.gateway)

        (table,) = hub.associations.values()
        assert hub.associations == {attachment: table}
        assert hub.learning == {table: (attachment,)}

    def test_is_there_where_nobody_says_anything_of_it(self) -> None:
        built = SmallNetwork()
        gateway = built.add("aws_ec2_transit_gateway", "eu")
        attachment = built.attach(built.vpc("one", "10.1.0.0/16"), gateway)

        assert list(built.network.associations) == [attachment]

    def test_is_not_there_where_it_is_switched_off(self) -> None:
        hub = Hub()
        hub.built.attach(hub.vpc, hub.gateway)

        assert (hub.associations, hub.learning) == ({}, {})

    def test_has_no_attachment_that_says_it_is_not_to_be_in_it(self) -> None:
        hub = Hub(defaults="enable")
        hub.built.attach(hub.vpc, hub.gateway, **KEPT_OUT)

        assert (hub.associations, hub.learning) == ({}, {})

    def test_has_an_attachment_of_another_account_whatever_that_says(self) -> None:
        hub = Hub(defaults="enable", account="fraud")
        attachment = hub.built.attach(hub.vpc, hub.gateway, **KEPT_OUT)

        assert list(hub.associations) == [attachment]
        assert list(hub.learning.values()) == [(attachment,)]

    def test_has_links_too(self) -> None:
        hub = Hub(defaults="enable")
        links = {hub.built.vpn(hub.gateway), hub.built.direct_connect(hub.gateway)}

        assert hub.associations.keys() == links

    def test_gives_way_to_a_table_that_an_attachment_is_associated_with(self) -> None:
        hub = Hub(defaults="enable")
        attachment = hub.built.attach(hub.vpc, hub.gateway)
        table = hub.built.table(hub.gateway, "data", of=[attachment])

        assert hub.associations == {attachment: table}

    @pytest.mark.parametrize("attribute", ["association", "propagation"])
    def test_has_the_routes_that_name_it_by_its_gateway(self, attribute: str) -> None:
        hub = Hub(defaults="enable")
        attachment = hub.built.attach(hub.vpc, hub.gateway)
        hub.built.static(f"{hub.gateway}#{attribute}_default_route_table_id", "8.0.0.0/8", attachment)

        table = hub.built.network.gateway_tables[hub.associations[attachment]]

        assert [(one.destination, one.attachment) for one in table.routes] == [(net("8.0.0.0/8"), attachment)]
        assert table.learns_from == (attachment,)


class TestAttachments:
    def test_of_vpcs_are_in_the_zones_of_their_subnets(self) -> None:
        hub = Hub()
        identity = hub.built.attach(hub.vpc, hub.gateway, appliance=True)

        found = hub.built.network.attachments[identity]

        assert (found.link, found.vpc, found.gateway) == (Link.VPC, hub.vpc.identity, hub.gateway)
        assert found.subnets == {zone: hub.vpc.subnet("attachment", zone) for zone in ("z1", "z2")}
        assert found.keeps_flows_together

    def test_of_direct_connect_tell_of_what_is_allowed(self) -> None:
        hub = Hub()
        identity = hub.built.direct_connect(hub.gateway, "10.0.0.0/8")

        found = hub.built.network.attachments[identity]

        assert (found.link, found.vpc, found.allowed) == (Link.DIRECT_CONNECT, None, (net("10.0.0.0/8"),))

    def test_of_direct_connect_that_allow_nothing_tell_of_nothing(self) -> None:
        hub = Hub()
        ends = {"transit_gateway_id": hub.gateway, "dx_gateway_id": "dx"}
        identity = hub.built.add("aws_ec2_transit_gateway_dx_gateway_attachment", "dx", **ends)

        assert hub.built.network.attachments[identity].allowed == ()

    def test_of_vpns_tell_of_everything(self) -> None:
        hub = Hub()
        found = hub.built.network.attachments

        assert not found
        identity = hub.built.vpn(hub.gateway)
        one = hub.built.network.attachments[identity]
        assert (one.link, one.allowed) == (Link.VPN, None)

    @pytest.mark.parametrize(
        ("kind", "values", "end"),
        [
            ("aws_vpn_connection", {"vpn_gateway_id": "vgw-1"}, "transit_gateway_id = nothing"),
            ("aws_vpn_connection", {"transit_gateway_id": "tgw-1"}, "transit_gateway_id = tgw-1"),
            ("aws_dx_gateway_association", {"associated_gateway_id": "vgw-1"}, "associated_gateway_id = vgw-1"),
            (
                "aws_ec2_transit_gateway_vpc_attachment",
                {"transit_gateway_id": "hub:aws_ec2_transit_gateway.eu", "vpc_id": "vpc-1"},
                "vpc_id = vpc-1",
            ),
            (
                "aws_ec2_transit_gateway_dx_gateway_attachment",
                {"transit_gateway_id": "tgw-1"},
                "transit_gateway_id = tgw-1",
            ),
        ],
    )
    def test_to_something_else_are_refused(self, kind: str, values: dict[str, str], end: str) -> None:
        hub = Hub()
        hub.built.add(kind, "old", **values)

        with pytest.raises(LandingZoneError) as refused:
            _ = hub.built.network
        assert str(refused.value) == (
            "an attachment leads to something that is not in what was synthesized\n"
            f"  got: {end} in hub:{kind}.old\n"
            "  why: what is behind it could reach anything, so nothing would be proved\n"
            "  fix: attach VPCs and links of this environment to its own transit gateways"
        )


class TestTables:
    def test_have_routes_black_holes_and_what_they_learn(self) -> None:
        hub = Hub()
        attachment = hub.built.attach(hub.vpc, hub.gateway)
        identity = hub.built.table(hub.gateway, "data", learns=[attachment])
        hub.built.static(identity, "0.0.0.0/0", attachment)
        hub.built.static(identity, "10.0.0.0/8", None)

        table = hub.built.network.gateway_tables[identity]

        assert table.name == "data"
        assert [(str(one.destination), one.attachment) for one in table.routes] == [
            ("0.0.0.0/0", attachment),
            ("10.0.0.0/8", None),
        ]
        assert table.learns_from == (attachment,)

    def test_drop_what_a_black_hole_is_for_even_where_it_names_an_attachment(self) -> None:
        hub = Hub()
        attachment = hub.built.attach(hub.vpc, hub.gateway)
        identity = hub.built.table(hub.gateway, "data")
        hub.built.static(identity, "10.0.0.0/8", attachment)
        (route,) = (one for one in hub.built.resources if one.kind == "aws_ec2_transit_gateway_route")
        route.values["blackhole"] = True  # type: ignore[index] # ours to change

        assert [one.attachment for one in hub.built.network.gateway_tables[identity].routes] == [None]

    def test_that_lead_to_something_unknown_are_refused(self) -> None:
        hub = Hub()
        peer = hub.built.add("aws_ec2_transit_gateway_peering_attachment", "us", transit_gateway_id=hub.gateway)
        hub.built.static(hub.built.table(hub.gateway, "data"), "10.80.0.0/12", peer)

        with pytest.raises(LandingZoneError) as refused:
            _ = hub.built.network

        assert str(refused.value) == (
            "a transit gateway's table leads somewhere that the proof does not follow\n"
            "  got: ec2_transit_gateway_peering_attachment.us in ec2_transit_gateway_route_table.data\n"
            "  why: what is behind it could reach anything, so nothing would be proved\n"
            "  fix: lead it to the attachment of a VPC, of Direct Connect or of a VPN; or teach "
            "modules/reachability/reading/gateways.py what is behind it"
        )

    def test_that_learn_from_something_unknown_are_refused(self) -> None:
        hub = Hub()
        hub.built.table(hub.gateway, "data", learns=["hub:aws_ec2_transit_gateway_connect.router"])

        with pytest.raises(LandingZoneError, match=r"ec2_transit_gateway_connect\.router"):
            _ = hub.built.network


def test_what_is_behind_a_vpn_connection_is_told_by_its_gateway_and_its_name() -> None:
    built = SmallNetwork()
    gateway = built.gateway()
    built.add("aws_vpn_connection", "office", transit_gateway_id=gateway, tags={"Name": "eu-office"})
    behind = {"eu vpn eu-office": (net("10.9.0.0/16"),), "us vpn eu-office": (net("10.8.0.0/16"),)}

    (attachment,) = read_network(built.resources, (net("10.0.0.0/8"),), behind).attachments.values()

    assert attachment.behind == (net("10.9.0.0/16"),)
