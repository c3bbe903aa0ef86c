"""What of a network differs from the policy."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from modules.reachability.following.connections import Connection, Fault
from modules.reachability.following.matrix import Cell
from modules.reachability.following.places import Facts, Place
from modules.reachability.following.ways import End, Way
from modules.reachability.judging.difference import Difference
from modules.reachability.judging.judgement import Judge
from modules.reachability.judging.policy import read_policy
from tests.reachability.small_network import SmallNetwork, facts

POLICY = """traffic:
  web: {says: [tls]}
  database: {port: 5432}
  names: {protocol: udp, port: 53}
rules:
  - {why: open, from: [a], to: [b]}
  - {why: narrow, from: [a], to: [c], passes: [tcp]}
  - {why: inspected, from: [a], to: [d], inspected: {needs: [inspection], passes: [web], passes_to_some: [names]}}
"""
WEB, DATABASE, NAMES, ALL = 0b001, 0b010, 0b100, 0b111
A, B, C, D, OTHER = (Place(name=name, site="eu") for name in ("a", "b", "c", "d", "other"))


def connection(passes: int = ALL, *, reached: bool = True, inspected: bool = False, **said: Any) -> Connection:
    usual = {"there": None, "back": None, "faults": frozenset[Fault]()}
    return Connection(passes=passes, reached=reached, inspected=inspected, **{**usual, **said})


def lost(why: str) -> Connection:
    way = Way(
        end=End.DROPPED,
        at=why,
        hops=(),
        crossings=(),
        nat_gateway=None,
        used_gateway=True,
        used_choice=False,
        led_by=(),
    )
    return connection(0, reached=False, there=way)


@pytest.fixture
def judge(tmp_path: Path) -> Judge:
    path = tmp_path / "reachability.yaml"
    path.write_text(POLICY)
    policy = read_policy(path, "reachability.yaml")
    return Judge(policy, facts(features={"eu": frozenset({"inspection"})}), policy.probes(()))


def said(judge: Judge, receiver: Place, *connections: Connection) -> list[str]:
    cell = Cell()
    for one in connections:
        cell.add(one)
    return [one.message for one in judge.cell(A, receiver, cell)]


class TestUnsaid:
    def test_is_a_difference_where_anything_is_reached(self, judge: Judge) -> None:
        assert said(judge, OTHER, connection(WEB | NAMES), connection(0, reached=False)) == [
            "is reached, which no rule says, and there gets through: web, names"
        ]

    def test_is_one_even_where_a_firewall_drops_all_of_it(self, judge: Judge) -> None:
        assert said(judge, OTHER, connection(ALL)) == ["is reached, which no rule says, and everything gets through"]
        assert said(judge, OTHER, connection(0, inspected=True)) == [
            "is reached, which no rule says, though the firewall drops all of it"
        ]

    def test_is_none_where_nothing_is_reached(self, judge: Judge) -> None:
        assert said(judge, OTHER, connection(0, reached=False)) == []

    def test_is_one_where_anything_is_at_fault(self, judge: Judge) -> None:
        one = connection(0, reached=False, faults=frozenset({Fault.ONE_WAY}))

        assert said(judge, OTHER, one) == ["one way: packets arrive, answers do not"]

    def test_has_no_rule_to_point_to(self, judge: Judge) -> None:
        cell = Cell()
        cell.add(connection(WEB))

        assert list(judge.cell(A, OTHER, cell)) == [
            Difference("a@eu", "other@eu", "is reached, which no rule says, and there gets through: web", "")
        ]


class TestSaid:
    def test_is_as_it_should_be_where_everything_is(self, judge: Judge) -> None:
        assert said(judge, B, connection(), connection()) == []
        assert said(judge, C, connection(WEB | DATABASE)) == []

    @pytest.mark.parametrize(
        ("connections", "message"),
        [
            ([lost("no route in data")], "is to be reached, and it is not: no route in data"),
            (
                [connection(), lost("no route in data")],
                "is to be reached, and some of it is not: no route in data",
            ),
            ([connection(0, reached=False)], "is to be reached, and it is not: it does not arrive"),
        ],
    )
    def test_differs_where_it_is_not_reached(self, judge: Judge, connections: list[Connection], message: str) -> None:
        assert said(judge, B, *connections) == [message]

    def test_differs_where_too_much_or_too_little_gets_through(self, judge: Judge) -> None:
        assert said(judge, C, connection(WEB | NAMES), connection(WEB)) == [
            "gets through to none of it instead of all: database",
            "gets through to some of it instead of none: names",
        ]

    def test_differs_where_anything_is_at_fault(self, judge: Judge) -> None:
        one = connection(faults=frozenset({Fault.ASYMMETRIC, Fault.ONE_WAY}))

        assert said(judge, B, one) == sorted([Fault.ASYMMETRIC, Fault.ONE_WAY])

    def test_points_to_its_rule(self, judge: Judge) -> None:
        cell = Cell()
        cell.add(lost("no route in data"))

        assert [one.where for one in judge.cell(A, C, cell)] == ["reachability.yaml:7"]

    def test_is_nothing_where_nothing_was_tried(self, judge: Judge) -> None:
        assert said(judge, B) == []


class TestInspection:
    def test_is_as_it_should_be_where_some_gets_through_to_some(self, judge: Judge) -> None:
        assert said(judge, D, connection(WEB | NAMES, inspected=True), connection(WEB, inspected=True)) == []

    def test_differs_where_some_is_to_get_through_to_some_and_does_not_or_to_all(self, judge: Judge) -> None:
        assert said(judge, D, connection(WEB, inspected=True)) == ["gets through to none of it instead of some: names"]
        assert said(judge, D, connection(WEB | NAMES, inspected=True)) == [
            "gets through to all of it instead of some: names"
        ]

    def test_differs_where_a_firewall_is_missing(self, judge: Judge) -> None:
        both = connection(WEB | NAMES), connection(WEB, inspected=True)

        assert said(judge, D, *both) == ["sometimes passes through a firewall, and should"]
        assert said(judge, D, both[0], connection(WEB)) == ["does not pass through a firewall, and should"]

    def test_differs_where_a_firewall_is_in_the_way(self, judge: Judge) -> None:
        assert said(judge, B, connection(inspected=True)) == ["passes through a firewall, and should not"]


class TestAccounts:
    FACTS = facts(groups={"fraud": "production", "claims": "production"}, vpcs={"fraud": 1, "claims": 2})

    def differing(self, judge: Judge, known: Facts, *accounts: str) -> list[tuple[str, str, str]]:
        """Judge a network with a VPC for each account that is named."""
        built = SmallNetwork()
        for number, account in enumerate(accounts):
            built.vpc(f"vpc-{number}", f"10.{number}.0.0/16", account=account, tiers=())
        found = Judge(judge.policy, known, judge.probes).network(built.network)
        return [(one.sender, one.receiver, one.message) for one in found]

    def test_have_the_vpcs_that_they_are_to_have(self, judge: Judge) -> None:
        assert self.differing(judge, self.FACTS, "claims", "fraud", "claims") == []

    def test_without_all_of_them_are_told_of(self, judge: Judge) -> None:
        assert self.differing(judge, self.FACTS, "claims") == [
            ("fraud", "production", "has 0 VPCs where 1 are wanted"),
            ("claims", "production", "has 1 VPCs where 2 are wanted"),
        ]

    def test_with_more_are_told_of(self, judge: Judge) -> None:
        assert self.differing(judge, self.FACTS, "claims", "fraud", "claims", "fraud") == [
            ("fraud", "production", "has 2 VPCs where 1 are wanted")
        ]

    def test_that_are_to_have_none_are_told_of(self, judge: Judge) -> None:
        assert self.differing(judge, facts(), "security") == [("security", "", "has a VPC where none is wanted")]


class TestAttachments:
    @pytest.mark.parametrize(("tables", "messages"), [(0, ["is associated with no route table"]), (1, [])])
    def test_that_no_table_is_associated_with_are_told_of(self, judge: Judge, tables: int, messages: list[str]) -> None:
        built = SmallNetwork()
        gateway = built.gateway()
        attachment = built.attach(built.vpc("own", "10.0.0.0/16"), gateway)
        for number in range(tables):
            built.table(gateway, f"table-{number}", of=[attachment])

        found = list(Judge(judge.policy, facts(), judge.probes).network(built.network))

        assert [(one.sender, one.message) for one in found] == [
            ("ec2_transit_gateway_vpc_attachment.own", message) for message in messages
        ]
