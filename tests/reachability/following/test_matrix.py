"""Every place and every other, with everything tried that could decide."""

from __future__ import annotations

import pytest

from modules.reachability.firewall import Traffic
from modules.reachability.following.connections import Connection, Fault
from modules.reachability.following.matrix import Cell, Portion, search
from modules.reachability.following.places import UNUSED
from tests.reachability.small_corporation import POOL, SmallCorporation, corporate_facts
from tests.reachability.small_network import SmallNetwork, facts

PRODUCTION, ON_PREMISES = "production@eu", "on-premises@eu"
FAULT = frozenset({Fault.ONE_WAY})


def connection(passes: int = 0, *, reached: bool = True, inspected: bool = False, fault: bool = False) -> Connection:
    faults = FAULT if fault else frozenset[Fault]()
    return Connection(there=None, back=None, passes=passes, reached=reached, inspected=inspected, faults=faults)


def counted(*connections: Connection) -> Cell:
    cell = Cell()
    for one in connections:
        cell.add(one)
    return cell


class TestCell:
    def test_says_of_each_kind_of_traffic_whether_it_gets_through(self) -> None:
        found = counted(connection(0b011), connection(0b001))

        assert [found.share(number) for number in range(3)] == [Portion.ALL, Portion.SOME, Portion.NONE]

    def test_says_how_much_is_reached_and_how_much_of_that_is_inspected(self) -> None:
        assert counted(connection(), connection(reached=False)).routed is Portion.SOME
        assert counted(connection(reached=False)).routed is Portion.NONE
        assert counted(connection(inspected=True), connection(reached=False)).is_inspected is Portion.ALL
        assert counted(connection(inspected=True), connection()).is_inspected is Portion.SOME

    def test_shows_a_fault_before_a_difference_and_that_before_anything_else(self) -> None:
        usual, other, faulty = connection(1), connection(0), connection(1, fault=True)

        assert counted(usual, connection(1)).example is usual
        assert counted(usual, other).example is other
        assert counted(usual, faulty, other).example is faulty
        assert counted(other, faulty).faults == FAULT

    @pytest.mark.parametrize("empty", [Cell(), counted()])
    def test_taken_together_with_others_says_the_same_as_all_their_connections(self, empty: Cell) -> None:
        several = [connection(3, inspected=True), connection(1, fault=True), connection(0, reached=False)]

        for one in (counted(*several[:1]), counted(*several[1:])):
            empty.merge(one)

        whole = counted(*several)
        for name in ("everything", "something", "reached", "inspected", "count", "faults", "example"):
            assert getattr(empty, name) == getattr(whole, name)


class TestMatrix:
    def test_has_all_that_is_reached_and_nothing_else(self) -> None:
        found = SmallCorporation().matrix().by_name()

        assert {(*pair, cell.is_inspected.value) for pair, cell in found.items() if cell.reached} == {
            (PRODUCTION, PRODUCTION, "all"),
            (PRODUCTION, ON_PREMISES, "all"),
            (ON_PREMISES, PRODUCTION, "all"),
            (PRODUCTION, "internet", "all"),
            ("sandbox@eu", "internet", "none"),
            ("internet", "sandbox/public@eu", "none"),
            ("internet", "egress@eu", "none"),
        }
        assert all(cell.routed in {Portion.ALL, Portion.NONE} for cell in found.values())

    def test_tries_every_zone(self) -> None:
        built = SmallCorporation()
        built.without("aws_route", route_table_id=built.fraud.table(zone="z2"))

        assert built.matrix().by_name()[PRODUCTION, ON_PREMISES].routed is Portion.SOME

    def test_tries_every_kind_of_place_that_a_vpc_may_have_in_its_pool(self) -> None:
        built = SmallCorporation()
        built.static(built.inspected, "10.72.128.0/17", None)

        assert built.matrix().by_name()[ON_PREMISES, PRODUCTION].routed is Portion.ALL  # what a VPC announces is longer
        built.static(built.inspected, "10.72.128.0/25", None)
        assert built.matrix().by_name()[ON_PREMISES, PRODUCTION].routed is Portion.SOME

    def test_tries_one_end_of_a_pool_with_the_other(self) -> None:
        built = SmallCorporation()
        built.change_rules("pass ip 10.72.0.0/17 any -> 10.72.128.0/17 any (sid:1;)")

        assert built.matrix().by_name()[PRODUCTION, PRODUCTION].share(0) is Portion.SOME

    def test_tries_every_part_of_what_on_premises_routers_announce(self) -> None:
        built = SmallCorporation()
        built.change_rules("pass ip 172.20.7.53/32 any -> any any (sid:1;)")

        assert built.matrix().by_name()[ON_PREMISES, PRODUCTION].share(0) is Portion.SOME

    def test_tries_every_part_of_the_internet(self) -> None:
        built = SmallCorporation()
        built.change_rules("pass ip any any -> 198.51.100.0/24 any (sid:1;)")

        assert built.matrix().by_name()[PRODUCTION, "internet"].share(0) is Portion.SOME

    def test_tries_to_reach_another_vpc_of_the_same_kind_but_no_vpc_itself(self) -> None:
        found = SmallCorporation().matrix().by_name()

        assert (PRODUCTION, PRODUCTION) in found
        assert ("internet", "internet") not in found
        assert ("egress@eu", "egress@eu") not in found

    def test_asks_nothing_of_places_where_nobody_opens_connections(self) -> None:
        senders = {sender for sender, receiver in SmallCorporation().matrix().by_name() if receiver != UNUSED}

        assert senders == {PRODUCTION, "sandbox@eu", ON_PREMISES, "internet"}

    def test_asks_where_a_nat_gateway_s_answers_to_accounts_go_that_are_gone(self) -> None:
        asked = {sender for sender, receiver in SmallCorporation().matrix().by_name() if receiver == UNUSED}

        assert asked == {PRODUCTION, "sandbox@eu", ON_PREMISES, "internet", "egress@eu", "sandbox/public@eu"}

    def test_has_a_second_vpc_for_the_only_one_of_its_kind(self) -> None:
        cell = SmallCorporation().matrix().by_name()["sandbox@eu", "sandbox@eu"]

        assert cell.count
        assert cell.routed is Portion.NONE

    def test_does_not_ask_whether_on_premises_networks_reach_themselves_or_the_internet_them(self) -> None:
        found = SmallCorporation().matrix().by_name()

        assert (ON_PREMISES, ON_PREMISES) not in found
        assert ("internet", ON_PREMISES) not in found


class TestLinks:
    def test_are_tried_alone_too(self) -> None:
        built = SmallCorporation()
        gone = {"transit_gateway_attachment_id": built.links[0]}
        built.without("aws_ec2_transit_gateway_route_table_propagation", **gone)

        found = built.matrix().by_name()

        assert found[PRODUCTION, ON_PREMISES].routed is Portion.SOME
        assert found[PRODUCTION, PRODUCTION].routed is Portion.ALL

    def test_that_do_not_work_still_have_their_static_routes(self) -> None:
        built = SmallCorporation()
        built.static(built.inspected, "172.20.0.0/14", built.links[0])

        found = built.matrix().by_name()

        assert found[PRODUCTION, ON_PREMISES].routed is Portion.SOME

    def test_that_is_the_only_one_is_not_taken_away(self) -> None:
        built = SmallCorporation()
        vpn = built.links[0]
        built.resources = [
            one
            for one in built.resources
            if not one.kind.startswith(("aws_dx", "aws_ec2_transit_gateway_dx"))
            and one.values.get("transit_gateway_attachment_id") != built.links[1]
        ]

        found = built.matrix().by_name()

        assert vpn in built.network.attachments
        assert found[PRODUCTION, ON_PREMISES].routed is Portion.ALL

    def test_limit_what_comes_in_by_them(self) -> None:
        built = SmallCorporation()
        (association,) = (one for one in built.resources if one.kind == "aws_dx_gateway_association")
        assert association.values["allowed_prefixes"] == [POOL]
        association.values["allowed_prefixes"][:] = ["10.72.0.0/17"]

        assert built.matrix().by_name()[ON_PREMISES, PRODUCTION].routed is Portion.SOME


def test_without_attachments_nothing_is_reached_but_by_internet_gateways() -> None:
    built = SmallNetwork()
    vpc = built.vpc("one", "192.168.0.0/24", account="ada")
    built.routes(
        vpc, "workloads", "0.0.0.0/0", gateway_id=built.add("aws_internet_gateway", "out", vpc_id=vpc.identity)
    )

    kind = Traffic(name="web", protocol="tcp", port=443)
    found = search(built.network, facts(groups={"ada": "sandbox"}), [kind]).matrix().by_name()

    assert {pair: cell.share(0) for pair, cell in found.items()} == {
        ("sandbox@z1", "internet"): Portion.ALL,
        ("internet", "sandbox@z1"): Portion.ALL,
        ("sandbox@z1", "sandbox@z1"): Portion.NONE,
    }


def test_cells_come_one_by_one_as_they_are_worked_out() -> None:
    cells = search(SmallCorporation().network, corporate_facts(), []).cells()

    (one, other), cell = next(cells)

    assert (one, other) == (0, 0)
    assert cell.count
