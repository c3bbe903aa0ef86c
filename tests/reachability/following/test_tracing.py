"""Where a packet goes, hop by hop."""

from __future__ import annotations

import pytest

from modules.reachability.following.ways import End
from modules.specification.errors import LandingZoneError
from tests.reachability.small_network import ON_PREMISES, BuiltVpc, SmallNetwork, ip, net


class Hub:
    """A transit gateway, two VPCs that know the way to it, and a table for the first of them."""

    def __init__(self) -> None:
        self.built = SmallNetwork(announced=(net(ON_PREMISES),))
        self.gateway = self.built.gateway()
        self.one, self.other = self._vpc("one", "10.1.0.0/16"), self._vpc("other", "10.2.0.0/16")
        self.from_one = self.built.attach(self.one, self.gateway)
        self.from_other = self.built.attach(self.other, self.gateway)
        self.table = self.built.table(self.gateway, "data", of=[self.from_one])

    def _vpc(self, name: str, block: str) -> BuiltVpc:
        vpc = self.built.vpc(name, block)
        self.built.routes(vpc, "workloads", "0.0.0.0/0", transit_gateway_id=self.gateway)
        return vpc

    def end(self, destination: str) -> tuple[End, str]:
        way = self.built.way(self.one.subnet(), destination)
        return way.end, way.at


@pytest.fixture
def hub() -> Hub:
    return Hub()


class TestVpc:
    def test_own_range_comes_before_all_routes(self, hub: Hub) -> None:
        hub.built.routes(hub.one, "workloads", "10.1.0.0/16", transit_gateway_id=hub.gateway)

        assert hub.end("10.1.200.1") == (End.ARRIVED, hub.one.identity)

    def test_longest_prefix_wins(self, hub: Hub) -> None:
        out = hub.built.add("aws_internet_gateway", "out", vpc_id=hub.one.identity)
        hub.built.route(hub.one.table(), "8.0.0.0/8", gateway_id=out)
        hub.built.static(hub.table, "8.0.0.0/8", hub.from_other)

        assert hub.end("8.8.8.8") == (End.INTERNET, "")
        assert hub.end("9.9.9.9") == (End.DROPPED, "no route in data")

    def test_without_a_route_drops(self) -> None:
        built = SmallNetwork()
        vpc = built.vpc("one", "10.1.0.0/16")

        way = built.way(vpc.subnet(), "10.2.0.1")

        assert (way.end, way.at) == (End.DROPPED, "no route leads out of one-workloads-z1")

    def test_that_is_not_attached_drops(self, hub: Hub) -> None:
        stray = hub.built.vpc("stray", "10.3.0.0/16")
        hub.built.routes(stray, "workloads", "0.0.0.0/0", transit_gateway_id=hub.gateway)

        way = hub.built.way(stray.subnet(), "10.2.0.1")

        assert (way.end, way.at) == (End.DROPPED, "the VPC is not attached to the transit gateway")

    def test_in_a_zone_without_an_attachment_drops(self, hub: Hub) -> None:
        narrow = hub.built.vpc("narrow", "10.3.0.0/16")
        hub.built.routes(narrow, "workloads", "0.0.0.0/0", transit_gateway_id=hub.gateway)
        attachment = hub.built.attach(narrow, hub.gateway, zones=["z1"])
        hub.built.table(hub.gateway, "narrow", of=[attachment], learns=[hub.from_other])

        assert hub.built.way(narrow.subnet(zone="z1"), "10.2.0.1").end is End.ARRIVED
        there = hub.built.way(narrow.subnet(zone="z2"), "10.2.0.1")
        assert (there.end, there.at) == (End.DROPPED, "the attachment is not in the zone z2")

    def test_route_to_something_unknown_is_refused(self, hub: Hub) -> None:
        hub.built.route(hub.one.table(), "10.9.0.0/16", vpc_peering_connection_id="hub:aws_vpc_peering_connection.own")

        with pytest.raises(LandingZoneError) as refused:
            hub.end("10.9.0.1")

        assert str(refused.value) == (
            "a route leads somewhere that the proof does not follow\n"
            "  got: vpc_peering_connection.own in route_table.one-workloads-z1\n"
            "  why: what is behind it could reach anything, so nothing would be proved\n"
            "  fix: lead it to a transit gateway, a NAT gateway, a firewall or an internet gateway; or teach "
            "modules/reachability/following/tracing.py what is behind it"
        )

    def test_route_to_another_vpc_s_internet_gateway_is_refused(self, hub: Hub) -> None:
        out = hub.built.add("aws_internet_gateway", "out", vpc_id=hub.other.identity)
        hub.built.route(hub.one.table(), "8.0.0.0/8", gateway_id=out)

        with pytest.raises(LandingZoneError, match="does not follow"):
            hub.end("8.8.8.8")

    def test_route_to_a_firewall_that_is_not_there_drops(self, hub: Hub) -> None:
        hub.built.route(hub.one.table(), "8.0.0.0/8", vpc_endpoint_id=f"hub:none@{hub.one.subnet()}")

        assert hub.end("8.8.8.8") == (End.DROPPED, "there is no such firewall endpoint")


class TestTransitGateway:
    def test_prefers_the_longest_prefix_however_it_is_known(self, hub: Hub) -> None:
        hub.built.static(hub.table, "10.0.0.0/8", None)
        hub.built.add(
            "aws_ec2_transit_gateway_route_table_propagation",
            "other",
            transit_gateway_attachment_id=hub.from_other,
            transit_gateway_route_table_id=hub.table,
        )

        assert hub.end("10.2.0.1") == (End.ARRIVED, hub.other.identity)
        assert hub.end("10.3.0.1") == (End.DROPPED, "blackhole 10.0.0.0/8 in data")

    def test_prefers_a_static_route_to_what_a_vpc_announces(self) -> None:
        hub = Hub()
        table = hub.built.table(hub.gateway, "second", of=[hub.from_one], learns=[hub.from_other])
        hub.built.static(table, "10.2.0.0/16", None)

        assert hub.end("10.2.0.1") == (End.DROPPED, "blackhole 10.2.0.0/16 in second")

    def test_prefers_what_a_vpc_announces_to_direct_connect_and_that_to_vpn(self) -> None:
        hub = Hub()
        vpn, direct = hub.built.vpn(hub.gateway), hub.built.direct_connect(hub.gateway)
        hub.built.announced = (net("10.2.0.0/16"),)
        tables = {
            "all": [vpn, direct, hub.from_other],
            "links": [vpn, direct],
            "vpn": [vpn],
        }

        last = {}
        for name, learns in tables.items():
            hub.built.table(hub.gateway, name, of=[hub.from_one], learns=learns)
            last[name] = hub.built.way(hub.one.subnet(), "10.2.0.1").hops[-1]

        assert last["all"].detail.endswith("ec2_transit_gateway_vpc_attachment.other (announced)")
        assert (last["links"].kind, last["links"].detail) == ("link", "direct-connect")
        assert (last["vpn"].kind, last["vpn"].detail) == ("link", "vpn")

    def test_drops_what_comes_by_an_attachment_that_is_associated_with_no_table(self, hub: Hub) -> None:
        way = hub.built.way(hub.other.subnet(), "10.1.0.1")

        assert (way.end, way.at) == (End.DROPPED, "the attachment is associated with no route table")

    def test_leads_on_through_a_vpc_that_the_packet_only_enters(self, hub: Hub) -> None:
        out = hub.built.add("aws_internet_gateway", "out", vpc_id=hub.other.identity)
        hub.built.routes(hub.other, "attachment", "0.0.0.0/0", gateway_id=out)
        hub.built.static(hub.table, "0.0.0.0/0", hub.from_other)

        way = hub.built.way(hub.one.subnet(), "8.8.8.8")

        assert way.end is End.INTERNET
        assert [hop.kind for hop in way.hops] == ["subnet", "transit-gateway", "subnet", "internet-gateway"]
        assert way.used_gateway

    def test_that_leads_back_and_forth_goes_round_in_circles(self, hub: Hub) -> None:
        hub.built.routes(hub.other, "attachment", "0.0.0.0/0", transit_gateway_id=hub.gateway)
        hub.built.table(hub.gateway, "other", of=[hub.from_other])
        hub.built.static(hub.table, "0.0.0.0/0", hub.from_other)
        hub.built.static("hub:aws_ec2_transit_gateway_route_table.other", "0.0.0.0/0", hub.from_other)

        assert hub.end("8.8.8.8")[0] is End.CIRCLES


class TestLinks:
    def test_lead_to_what_on_premises_routers_announce(self, hub: Hub) -> None:
        hub.built.static(hub.table, "172.16.0.0/12", hub.built.vpn(hub.gateway))

        assert hub.end("172.20.0.1")[0] is End.ON_PREMISES
        assert hub.end("172.31.0.1") == (End.DROPPED, "nobody knows it there")

    def test_lead_in_to_what_on_premises_routers_are_told_of(self, hub: Hub) -> None:
        direct = hub.built.direct_connect(hub.gateway, "10.1.0.0/16")
        hub.built.table(hub.gateway, "links", of=[direct], learns=[hub.from_one, hub.from_other])

        assert hub.built.way(direct, "10.1.0.1").end is End.ARRIVED
        way = hub.built.way(direct, "10.2.0.1")
        assert (way.end, way.at) == (End.DROPPED, "on-premises routers are not told of it")

    def test_without_a_limit_lead_in_to_everything(self, hub: Hub) -> None:
        vpn = hub.built.vpn(hub.gateway)
        hub.built.table(hub.gateway, "links", of=[vpn], learns=[hub.from_one, hub.from_other])

        assert hub.built.way(vpn, "10.2.0.1").end is End.ARRIVED


class TestInternet:
    def test_is_left_to_by_a_nat_gateway_whose_address_stands_for_the_sender_s(self) -> None:
        built = SmallNetwork()
        vpc = built.vpc("sandbox", "192.168.0.0/20", tiers=["workloads", "public"])
        out = built.add("aws_internet_gateway", "out", vpc_id=vpc.identity)
        nat = built.add("aws_nat_gateway", "z1", subnet_id=vpc.subnet("public"))
        built.routes(vpc, "workloads", "0.0.0.0/0", nat_gateway_id=nat)
        built.routes(vpc, "public", "0.0.0.0/0", gateway_id=out)

        way = built.way(vpc.subnet(), "8.8.8.8")

        assert (way.end, way.nat_gateway, way.used_gateway) == (End.INTERNET, nat, False)
        assert built.way(vpc.subnet("public"), "8.8.8.8").nat_gateway is None

    def test_carries_no_private_addresses(self, hub: Hub) -> None:
        out = hub.built.add("aws_internet_gateway", "out", vpc_id=hub.other.identity)
        hub.built.routes(hub.other, "attachment", "0.0.0.0/0", gateway_id=out)
        hub.built.routes(hub.other, "workloads", "10.3.0.0/16", gateway_id=out)
        hub.built.static(hub.table, "0.0.0.0/0", hub.from_other)

        why = "the internet carries no private addresses"
        assert hub.end("10.3.0.1") == (End.LEAKED, why)
        own = hub.built.way(hub.other.subnet(), "10.3.0.1")
        assert (own.end, own.at) == (End.DROPPED, why)


class TestTracer:
    def test_gives_the_same_answer_twice(self, hub: Hub) -> None:
        hub.built.static(hub.table, "10.2.0.0/16", hub.from_other)
        tracer = hub.built.tracer()
        start = tracer.subnets[hub.one.subnet()]

        assert tracer.way(start, ip("10.2.0.1"), 0) == tracer.way(start, ip("10.2.0.1"), 0)
