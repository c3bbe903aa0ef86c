"""What becomes of connections, and what is wrong with them whoever may reach whom."""

from __future__ import annotations

from typing import Any

import pytest

from modules.reachability.firewall import Traffic
from modules.reachability.following.connections import Fault
from modules.reachability.following.matrix import Cell, Portion, search
from tests.reachability.small_corporation import POOL, SmallCorporation
from tests.reachability.small_network import SmallNetwork, endpoint, facts

PRODUCTION, ON_PREMISES, UNUSED = "production@eu", "on-premises@eu", "unused addresses"


def cell(built: SmallCorporation, sender: str, receiver: str) -> Cell:
    return built.matrix().by_name()[sender, receiver]


@pytest.fixture
def built() -> SmallCorporation:
    return SmallCorporation()


class TestFaults:
    def test_are_none_where_all_is_well(self, built: SmallCorporation) -> None:
        assert not any(one.faults for one in built.matrix().cells.values())

    def test_are_packets_without_answers(self, built: SmallCorporation) -> None:
        built.without("aws_route", route_table_id=built.claims.table())

        found = cell(built, PRODUCTION, PRODUCTION)

        assert (found.routed, found.faults) == (Portion.SOME, {Fault.ONE_WAY})
        assert found.example
        assert found.example.there
        assert found.example.back
        assert found.example.back.at == "no route leads out of spoke-workloads-z1"

    def test_are_two_directions_through_two_endpoints(self) -> None:
        found = cell(SmallCorporation(appliance=False), PRODUCTION, PRODUCTION)

        assert found.faults == {Fault.ASYMMETRIC}
        assert found.routed is Portion.ALL
        assert [found.share(one) for one in (0, 1)] == [Portion.SOME, Portion.SOME]

    def test_are_corporate_packets_that_leave_to_the_internet(self, built: SmallCorporation) -> None:
        built.without("aws_ec2_transit_gateway_route", destination_cidr_block="10.0.0.0/8")
        built.without("aws_route", destination_cidr_block="10.0.0.0/8")

        assert cell(built, PRODUCTION, UNUSED).faults == {Fault.LEAKS}

    def test_are_packets_that_go_round_in_circles(self, built: SmallCorporation) -> None:
        built.without("aws_ec2_transit_gateway_route", destination_cidr_block="10.0.0.0/8")
        built.static(built.inspected, "10.0.0.0/8", built.through)

        assert cell(built, PRODUCTION, UNUSED).faults == {Fault.CIRCLES}

    def test_are_packets_that_pass_through_a_firewall_to_nowhere(self, built: SmallCorporation) -> None:
        gone = {"transit_gateway_attachment_id": built.spokes[1]}
        built.without("aws_ec2_transit_gateway_route_table_propagation", **gone)

        found = cell(built, ON_PREMISES, PRODUCTION)

        assert Fault.STRAYS in found.faults

    def test_are_no_packets_to_addresses_that_nobody_has(self, built: SmallCorporation) -> None:
        assert cell(built, PRODUCTION, UNUSED).routed is Portion.NONE
        assert not cell(built, PRODUCTION, UNUSED).faults


class TestInspection:
    def test_lets_through_what_rules_pass(self, built: SmallCorporation) -> None:
        found = cell(built, PRODUCTION, "internet")

        assert (found.routed, found.is_inspected) == (Portion.ALL, Portion.ALL)
        assert [found.share(one) for one in (0, 1)] == [Portion.ALL, Portion.NONE]

    def test_behind_a_nat_gateway_sees_the_address_of_that(self) -> None:
        assert behind_nat("pass ip 10.8.1.0/24 any -> 10.8.2.0/24 any (sid:1;)").share(0) is Portion.ALL
        assert behind_nat("pass ip 10.8.0.0/24 any -> 10.8.2.0/24 any (sid:1;)").share(0) is Portion.NONE

    def test_by_two_firewalls_is_by_the_same_two_in_the_other_order_on_the_way_back(self) -> None:
        found = between_two_firewalls()

        assert (found.is_inspected, found.share(0), found.faults) == (Portion.ALL, Portion.ALL, set())

    def test_that_passes_only_one_direction_lets_nothing_else_come_in(self, built: SmallCorporation) -> None:
        built.change_rules(f"pass ip {POOL} any -> 172.20.0.0/14 any (sid:1;)")

        assert cell(built, PRODUCTION, ON_PREMISES).share(1) is Portion.ALL
        assert cell(built, ON_PREMISES, PRODUCTION).share(1) is Portion.NONE
        assert cell(built, ON_PREMISES, PRODUCTION).routed is Portion.ALL

    def test_that_is_past_by_a_firewall_which_forwards_nothing_is_none(self, built: SmallCorporation) -> None:
        (policy,) = (one for one in built.resources if one.kind == "aws_networkfirewall_firewall_policy")
        policy.values["firewall_policy"]["stateless_default_actions"] = ["aws:pass"]

        found = cell(built, PRODUCTION, "internet")

        assert (found.routed, found.is_inspected, found.share(1)) == (Portion.ALL, Portion.NONE, Portion.ALL)


class TestInternet:
    def test_reaches_what_has_a_way_out_of_its_own_and_no_nat_gateway(self, built: SmallCorporation) -> None:
        found = built.matrix().by_name()
        reached = [other for (one, other), cell in found.items() if one == "internet" and cell.reached]

        assert reached == ["sandbox/public@eu", "egress@eu"]

    def test_is_reached_through_a_nat_gateway_and_answers_to_it(self, built: SmallCorporation) -> None:
        assert cell(built, "sandbox@eu", "internet").routed is Portion.ALL

    def test_is_not_reached_where_the_nat_gateway_knows_no_way_back(self, built: SmallCorporation) -> None:
        table = "hub:aws_route_table.eu-egress-public-z1"
        built.without("aws_route", route_table_id=table, destination_cidr_block="10.0.0.0/8")

        found = cell(built, PRODUCTION, "internet")

        assert (found.routed, found.faults) == (Portion.SOME, {Fault.ONE_WAY})

    def test_does_not_reach_what_leaves_by_another_vpc_s_internet_gateway(self, built: SmallCorporation) -> None:
        for one in built.resources:
            if "nat_gateway_id" in one.values and str(one.values["route_table_id"]).startswith("hub:"):
                del one.values["nat_gateway_id"]  # type: ignore[attr-defined] # ours to change
                one.values["gateway_id"] = "hub:aws_internet_gateway.eu-egress"  # type: ignore[index]

        assert cell(built, "internet", PRODUCTION).routed is Portion.NONE

    def test_is_not_all_that_answers_to_a_nat_gateway(self) -> None:
        found = behind_nat("pass ip any any <> any any (sid:1;)", answers=False)

        assert (found.routed, found.faults) == (Portion.NONE, {Fault.ONE_WAY})


class TestEndpoints:
    def endpoints(self, built: SmallCorporation, **rule: Any) -> None:
        """Attach a VPC with interface endpoints, past the firewall, whose security group has one rule."""
        vpc = built.vpc("eu-endpoints", "10.64.2.0/24", tiers=["interface"])
        built.routes(vpc, "interface", "0.0.0.0/0", transit_gateway_id=built.hub)
        attachment = built.attach(vpc, built.hub)
        built.table(built.hub, "endpoints", of=[attachment], learns=built.spokes)
        senders = "hub:aws_ec2_transit_gateway_route_table.senders"
        built.static(senders, "10.64.2.0/24", attachment)
        groups = ["hub:aws_security_group.own"]
        built.add("aws_vpc_security_group_ingress_rule", "own", security_group_id=groups[0], **rule)
        values: dict[str, Any] = {"vpc_endpoint_type": "Interface", "security_group_ids": groups}
        built.add("aws_vpc_endpoint", "sts", vpc_id=vpc.identity, **values)

    def admitted(self, built: SmallCorporation, kind: Traffic, **rule: Any) -> Portion:
        self.endpoints(built, **rule)
        matrix = search(built.network, facts(groups={"fraud": "production", "claims": "production"}), [kind]).matrix()
        return matrix.by_name()[PRODUCTION, "endpoints@eu"].share(0)

    TLS = Traffic(name="tls", protocol="tcp", port=443)
    PING = Traffic(name="ping", protocol="icmp")

    def test_let_in_what_their_security_groups_say(self, built: SmallCorporation) -> None:
        rule: dict[str, Any] = {"cidr_ipv4": POOL, "ip_protocol": "tcp", "from_port": 443, "to_port": 443}

        assert self.admitted(built, self.TLS, **rule) is Portion.ALL

    @pytest.mark.parametrize(
        "changed",
        [{"cidr_ipv4": "172.20.0.0/14"}, {"ip_protocol": "udp"}, {"from_port": 444, "to_port": 500}],
    )
    def test_let_in_nothing_else(self, built: SmallCorporation, changed: dict[str, Any]) -> None:
        rule: dict[str, Any] = {"cidr_ipv4": POOL, "ip_protocol": "tcp", "from_port": 443, "to_port": 443}

        assert self.admitted(built, self.TLS, **{**rule, **changed}) is Portion.NONE

    def test_let_some_in_where_a_rule_is_about_part_of_a_pool(self, built: SmallCorporation) -> None:
        assert self.admitted(built, self.TLS, cidr_ipv4="10.72.128.0/17", ip_protocol="-1") is Portion.SOME

    def test_let_every_ping_in_where_they_let_any_in(self, built: SmallCorporation) -> None:
        rule: dict[str, Any] = {"cidr_ipv4": POOL, "ip_protocol": "icmp", "from_port": -1, "to_port": -1}

        assert self.admitted(built, self.PING, **rule) is Portion.ALL


def between_two_firewalls() -> Cell:
    """Send from 10.8.0.0/24 through two firewalls to 10.8.1.0/24."""
    built = SmallNetwork()
    gateway = built.gateway()
    tiers = {"eu-one": "workloads", "eu-other": "workloads", "eu-first": "firewall", "eu-second": "firewall"}
    vpcs = [built.vpc(name, f"10.8.{at}.0/24", tiers=[tier]) for at, (name, tier) in enumerate(tiers.items())]
    one, other, first, second = [built.attach(vpc, gateway, appliance=vpc in vpcs[2:]) for vpc in vpcs]
    for vpc, tier in zip(vpcs, tiers.values(), strict=True):
        built.routes(vpc, tier, "0.0.0.0/0", transit_gateway_id=gateway)
    for vpc in vpcs[2:]:
        firewall = built.firewall(vpc, "pass ip any any <> any any (sid:1;)")
        for zone in ("z1", "z2"):
            target = endpoint(firewall, vpc, zone)
            built.route(vpc.table("attachment", zone), "0.0.0.0/0", vpc_endpoint_id=target)
    built.static(built.table(gateway, "one", of=[one]), "0.0.0.0/0", first)
    built.static(built.table(gateway, "first", of=[first], learns=[one]), "0.0.0.0/0", second)
    built.static(built.table(gateway, "second", of=[second], learns=[other]), "0.0.0.0/0", first)
    built.static(built.table(gateway, "other", of=[other]), "0.0.0.0/0", second)
    kind = Traffic(name="web", protocol="tcp", port=443)
    return search(built.network, facts(), [kind]).matrix().by_name()["one@eu", "other@eu"]


def behind_nat(rule: str, *, answers: bool = True) -> Cell:
    """Send from 10.8.0.0/24 through a NAT gateway in 10.8.1.0/24 and a firewall to 10.8.2.0/24."""
    built = SmallNetwork()
    gateway = built.gateway()
    names = {"eu-one": "workloads", "eu-nat": "public", "eu-other": "workloads", "eu-inspection": "firewall"}
    vpcs = [built.vpc(name, f"10.8.{at}.0/24", tiers=[tier]) for at, (name, tier) in enumerate(names.items())]
    one, nat, other, inspection = [built.attach(vpc, gateway, appliance=vpc is vpcs[3]) for vpc in vpcs]
    for vpc, tier in zip(vpcs, names.values(), strict=True):
        built.routes(vpc, tier, "0.0.0.0/0", transit_gateway_id=gateway)
    firewall = built.firewall(vpcs[3], rule)
    for zone in ("z1", "z2"):
        own = built.add("aws_nat_gateway", zone, subnet_id=vpcs[1].subnet("public", zone))
        built.route(vpcs[1].table("attachment", zone), "0.0.0.0/0", nat_gateway_id=own)
        target = endpoint(firewall, vpcs[3], zone)
        built.route(vpcs[3].table("attachment", zone), "0.0.0.0/0", vpc_endpoint_id=target)
    built.static(built.table(gateway, "one", of=[one]), "0.0.0.0/0", nat)
    built.static(built.table(gateway, "nat", of=[nat], learns=[one]), "10.8.2.0/24", inspection)
    built.static(built.table(gateway, "other", of=[other]), "0.0.0.0/0", inspection if answers else None)
    built.table(gateway, "inspected", of=[inspection], learns=[nat, other])
    kind = Traffic(name="web", protocol="tcp", port=443)
    return search(built.network, facts(), [kind]).matrix().by_name()["one@eu", "other@eu"]
