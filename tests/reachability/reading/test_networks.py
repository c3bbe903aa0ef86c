"""VPCs, route tables and endpoints, made of their resources."""

from __future__ import annotations

from typing import Any

import pytest

from modules.reachability.network import Admission
from modules.specification.errors import LandingZoneError
from tests.reachability.small_network import BuiltVpc, SmallNetwork, net

OUT = "hub:aws_ec2_transit_gateway.eu"


@pytest.fixture
def built() -> SmallNetwork:
    return SmallNetwork()


def routes(built: SmallNetwork, subnet: str) -> list[tuple[str, str]]:
    """Give the routes of a subnet's table."""
    network = built.network
    (table,) = {one.table for vpc in network.vpcs.values() for one in vpc.subnets if one.identity == subnet}
    return [(str(one.destination), one.target) for one in network.tables.get(table, ())]


def bare_subnet(built: SmallNetwork, vpc: BuiltVpc) -> str:
    """Add a subnet that is associated with no table."""
    values: dict[str, Any] = {"vpc_id": vpc.identity, "availability_zone_id": "z1", "tags": {"Name": "one-bare-z1"}}
    return built.add("aws_subnet", "bare", **values)


class TestVpc:
    def test_says_where_it_is_whose_and_how_big(self, built: SmallNetwork) -> None:
        vpc = built.vpc("one", "10.1.0.0/20", account="fraud")

        found = built.network.vpcs[vpc.identity]

        assert (found.name, found.account, found.block, found.prefix) == ("one", "fraud", net("10.1.0.0/20"), 20)
        assert [(one.tier, one.zone) for one in found.subnets] == [("workloads", "z1"), ("workloads", "z2")]

    def test_of_a_pool_may_be_in_any_of_the_pool_s_ranges(self, built: SmallNetwork) -> None:
        pool = built.pool("production", "10.72.0.0/13", "10.80.0.0/13")
        built.pool("other", "10.0.0.0/13")

        vpc = built.vpc("one", None, pool=pool)

        found = built.network.vpcs[vpc.identity]

        assert (found.block, found.pools, found.prefix) == (None, (net("10.72.0.0/13"), net("10.80.0.0/13")), 24)
        assert built.network.pools == (net("10.72.0.0/13"), net("10.80.0.0/13"), net("10.0.0.0/13"))

    def test_knows_its_own_internet_gateway(self, built: SmallNetwork) -> None:
        one, other = built.vpc("one", "10.1.0.0/16"), built.vpc("other", "10.2.0.0/16")
        out = built.add("aws_internet_gateway", "out", vpc_id=one.identity)

        vpcs = built.network.vpcs

        assert (vpcs[one.identity].internet_gateway, vpcs[other.identity].internet_gateway) == (out, None)


class TestRoutes:
    def test_are_those_of_the_table_that_a_subnet_is_associated_with(self, built: SmallNetwork) -> None:
        vpc = built.vpc("one", "10.1.0.0/16")
        built.route(vpc.table(), "0.0.0.0/0", transit_gateway_id=OUT)

        assert routes(built, vpc.subnet()) == [("0.0.0.0/0", OUT)]
        assert routes(built, vpc.subnet(zone="z2")) == []

    def test_count_where_they_are_written_inside_of_a_table_too(self, built: SmallNetwork) -> None:
        vpc = built.vpc("one", "10.1.0.0/16")
        table = next(one for one in built.resources if one.identity == vpc.table())
        inline = {"cidr_block": "0.0.0.0/0", "gateway_id": "", "transit_gateway_id": OUT}
        table.values["route"] = [inline]  # type: ignore[index]

        assert routes(built, vpc.subnet()) == [("0.0.0.0/0", OUT)]

    @pytest.mark.parametrize("attribute", ["main_route_table_id", "default_route_table_id"])
    def test_of_the_main_table_are_those_of_a_subnet_without_a_table(self, built: SmallNetwork, attribute: str) -> None:
        vpc = built.vpc("one", "10.1.0.0/16")
        subnet = bare_subnet(built, vpc)
        built.route(f"{vpc.identity}#{attribute}", "0.0.0.0/0", transit_gateway_id=OUT)

        assert routes(built, subnet) == [("0.0.0.0/0", OUT)]

    def test_of_the_main_table_count_where_it_is_taken_over(self, built: SmallNetwork) -> None:
        vpc = built.vpc("one", "10.1.0.0/16")
        subnet = bare_subnet(built, vpc)
        inline = [{"cidr_block": "10.0.0.0/8", "transit_gateway_id": OUT}]
        main = f"{vpc.identity}#default_route_table_id"
        table = built.add("aws_default_route_table", "main", default_route_table_id=main, route=inline)
        built.route(table, "0.0.0.0/0", transit_gateway_id=OUT)

        assert sorted(routes(built, subnet)) == [("0.0.0.0/0", OUT), ("10.0.0.0/8", OUT)]

    @pytest.mark.parametrize("named", ["vpc#main_route_table_id", "vpc#default_route_table_id", "resource"])
    def test_of_the_main_table_are_those_of_a_subnet_that_is_associated_with_it(
        self, built: SmallNetwork, named: str
    ) -> None:
        vpc = built.vpc("one", "10.1.0.0/16")
        subnet = bare_subnet(built, vpc)
        main = f"{vpc.identity}#default_route_table_id"
        table = built.add("aws_default_route_table", "main", default_route_table_id=main)
        own = named.replace("vpc", vpc.identity).replace("resource", table)
        built.add("aws_route_table_association", "bare", subnet_id=subnet, route_table_id=own)
        built.route(table, "0.0.0.0/0", transit_gateway_id=OUT)

        assert routes(built, subnet) == [("0.0.0.0/0", OUT)]

    def test_of_ipv6_do_not_count(self, built: SmallNetwork) -> None:
        vpc = built.vpc("one", "10.1.0.0/16")
        built.add("aws_route", "six", route_table_id=vpc.table(), destination_ipv6_cidr_block="::/0", gateway_id="x")

        assert routes(built, vpc.subnet()) == []

    def test_to_a_list_of_prefixes_are_refused(self, built: SmallNetwork) -> None:
        vpc = built.vpc("one", "10.1.0.0/16")
        values: dict[str, Any] = {
            "destination_prefix_list_id": "hub:aws_ec2_managed_prefix_list.own",
            "transit_gateway_id": OUT,
        }
        built.add("aws_route", "listed", route_table_id=vpc.table(), **values)

        with pytest.raises(LandingZoneError) as refused:
            _ = built.network

        assert str(refused.value) == (
            "a route names a list of prefixes, which the proof does not read\n"
            "  got: ec2_managed_prefix_list.own in route_table.one-workloads-z1\n"
            "  why: it could hold any range, so nothing would be proved\n"
            "  fix: write a route for each range"
        )

    def test_of_what_comes_in_by_a_gateway_are_refused(self, built: SmallNetwork) -> None:
        vpc = built.vpc("one", "10.1.0.0/16")
        gateway = built.add("aws_internet_gateway", "in", vpc_id=vpc.identity)
        built.add("aws_route_table_association", "edge", gateway_id=gateway, route_table_id=vpc.table())

        with pytest.raises(LandingZoneError) as refused:
            _ = built.network

        assert str(refused.value) == (
            "a route table decides about what comes in by a gateway, which the proof does not follow\n"
            "  got: internet_gateway.in with route_table.one-workloads-z1\n"
            "  why: what comes from the internet would go other ways than the proof believes\n"
            "  fix: associate tables with subnets only, or teach modules/reachability what comes in"
        )


class TestEndpoints:
    GROUP = "hub:aws_security_group.endpoints"

    def admitted(self, built: SmallNetwork, **rule: Any) -> tuple[Admission, ...]:
        """Read whom an interface endpoint with one rule lets in."""
        vpc = built.vpc("endpoints", "10.9.0.0/24")
        built.add("aws_vpc_security_group_ingress_rule", "own", security_group_id=self.GROUP, **rule)
        values: dict[str, Any] = {"vpc_endpoint_type": "Interface", "security_group_ids": [self.GROUP]}
        built.add("aws_vpc_endpoint", "sts", vpc_id=vpc.identity, **values)
        return built.network.endpoints[vpc.identity].admitted

    def test_let_in_what_their_security_groups_say(self, built: SmallNetwork) -> None:
        found = self.admitted(built, cidr_ipv4="10.0.0.0/8", ip_protocol="tcp", from_port=443, to_port=443)

        assert found == (Admission(source=net("10.0.0.0/8"), protocol="tcp", first=443, last=443),)

    @pytest.mark.parametrize(
        ("said", "meant"), [("-1", "-1"), ("6", "tcp"), ("17", "udp"), ("1", "icmp"), ("TCP", "tcp")]
    )
    def test_know_protocols_by_number_too(self, built: SmallNetwork, said: str, meant: str) -> None:
        (found,) = self.admitted(built, cidr_ipv4="10.0.0.0/8", ip_protocol=said)

        assert (found.protocol, found.first, found.last) == (meant, 0, 65535)

    @pytest.mark.parametrize("kind", ["prefix_list_id", "referenced_security_group_id"])
    def test_let_in_anybody_where_nobody_knows_whom(self, built: SmallNetwork, kind: str) -> None:
        (found,) = self.admitted(built, ip_protocol="tcp", from_port=443, to_port=443, **{kind: "hub:some.own"})

        assert (found.source, found.first) == (net("0.0.0.0/0"), 443)

    def test_let_in_what_is_written_inside_of_their_security_groups(self, built: SmallNetwork) -> None:
        block: dict[str, Any] = {"cidr_blocks": ["10.0.0.0/9"], "protocol": "tcp", "from_port": 53, "to_port": 53}
        built.add("aws_security_group", "endpoints", ingress=[block, {**block, "cidr_blocks": [], "self": True}])

        found = self.admitted(built, cidr_ipv6="::/0", ip_protocol="-1")

        assert [(str(one.source), one.first) for one in found] == [("10.0.0.0/9", 53), ("0.0.0.0/0", 53)]

    def test_of_gateways_let_in_nobody_in_particular(self, built: SmallNetwork) -> None:
        vpc = built.vpc("one", "10.1.0.0/16")
        built.add("aws_vpc_endpoint", "s3", vpc_id=vpc.identity, vpc_endpoint_type="Gateway")

        assert not built.network.endpoints

    @pytest.mark.parametrize(("direction", "count"), [("INBOUND", 1), ("OUTBOUND", 0)])
    def test_that_take_questions_for_names_in_are_some(self, built: SmallNetwork, direction: str, count: int) -> None:
        vpc = built.vpc("endpoints", "10.9.0.0/24")
        rule: dict[str, Any] = {"cidr_ipv4": "172.20.0.0/14", "ip_protocol": "udp", "from_port": 53, "to_port": 53}
        built.add("aws_vpc_security_group_ingress_rule", "names", security_group_id=self.GROUP, **rule)
        addresses = [{"subnet_id": vpc.subnet(zone=zone)} for zone in ("z1", "z2")]
        values: dict[str, Any] = {"direction": direction, "security_group_ids": [self.GROUP], "ip_address": addresses}
        built.add("aws_route53_resolver_endpoint", "names", **values)

        found = built.network.endpoints

        assert len(found) == count
        assert all(one.vpc == vpc.identity and len(one.admitted) == 1 for one in found.values())
