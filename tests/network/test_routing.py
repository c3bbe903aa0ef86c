"""Packets are walked through the route tables of any network, there and back."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv4Network

import pytest
from hypothesis import given, settings

from modules.network.addresses.plan import hub_vpc
from modules.network.plan.routing import RouteTable, hub_vpcs, route_tables
from modules.network.plan.segments import may_communicate
from modules.network.spec.inspection import InspectionMode
from modules.network.spec.network import ON_PREMISES, NetworkSpec
from tests.network.specimens import network, networks

HUB = "eu-west-1"
INTERNET = IPv4Address("198.51.100.7")


def place(spec: NetworkSpec, name: str) -> IPv4Address:
    """An address in a segment, in a VPC of the hub, on premises or on the internet."""
    if name == "internet":
        return INTERNET
    if name == ON_PREMISES:
        return IPv4Address("172.20.1.1")
    if name in spec.all_segments():
        return spec.pools_of(HUB)[name][257]
    return hub_vpc(spec.hubs[HUB].own_part, name)[17]


def owner(spec: NetworkSpec, address: IPv4Address) -> str:
    """The attachment behind which an address is."""
    for name in (*spec.all_segments(), *hub_vpcs(spec, HUB), *([ON_PREMISES] if spec.on_premises else [])):
        if place(spec, name) == address:
            return name
    return "egress"


def walk(spec: NetworkSpec, start: str, destination: IPv4Address) -> tuple[str, ...] | None:
    """Every attachment that a packet goes to, the last one its destination; None where it is dropped."""
    tables = {table.name: table for table in route_tables(spec, HUB)}
    here, path = start, []
    for _ in range(5):
        found = next_hop(spec, tables[here], destination)
        if found is None:
            return None
        path.append(found)
        if found != "inspection":
            return tuple(path) if owner(spec, destination) == found else None
        here = found
    raise AssertionError((start, destination, path))


def next_hop(spec: NetworkSpec, table: RouteTable, destination: IPv4Address) -> str | None:
    learned = [
        (IPv4Network((place(spec, name), 30), strict=False), name)
        for name in table.learns_from
        if destination == place(spec, name)
    ]
    fitting = [(network, target) for network, target in (*table.routes, *learned) if destination in network]
    return max(fitting, key=lambda one: one[0].prefixlen)[1] if fitting else None


def inspected(path: tuple[str, ...] | None) -> bool:
    return path is not None and "inspection" in path


@given(spec=networks())
@settings(max_examples=300)
def test_segments_reach_each_other_just_where_they_talk_and_both_ways_alike(spec: NetworkSpec) -> None:
    places = [*spec.all_segments(), *([ON_PREMISES] if spec.on_premises else [])]
    for one in places:
        for other in places:
            if ON_PREMISES in (one, other) and one == other:
                continue
            there, back = walk(spec, one, place(spec, other)), walk(spec, other, place(spec, one))
            assert (there is not None) == may_communicate(spec, one, other), (one, other, there)
            assert inspected(there) == inspected(back), (there, back)
            assert inspected(there) == (there is not None and spec.inspection.mode is InspectionMode.EAST_WEST)


@given(spec=networks())
@settings(max_examples=300)
def test_the_internet_is_reached_through_the_firewall_and_answers_through_it(spec: NetworkSpec) -> None:
    has_firewall = spec.inspection.mode is not InspectionMode.NONE
    for segment in spec.all_segments():
        there = walk(spec, segment, INTERNET)
        assert (there is not None) == spec.egress
        if there:
            assert inspected(there) == has_firewall
            assert inspected(walk(spec, "egress", place(spec, segment))) == has_firewall
        if spec.ingress:
            inward, answer = walk(spec, "ingress", place(spec, segment)), walk(spec, segment, place(spec, "ingress"))
            reached = spec.all_segments()[segment].ingress
            assert [inward is not None, answer is not None] == [reached, reached]
            assert inspected(inward) == inspected(answer) == (reached and has_firewall)


@given(spec=networks())
@settings(max_examples=300)
def test_every_segment_reaches_the_endpoints_and_they_answer_the_same_way(spec: NetworkSpec) -> None:
    if "endpoints" not in hub_vpcs(spec, HUB):
        return
    for one in (*spec.all_segments(), *([ON_PREMISES] if spec.on_premises else [])):
        there, back = walk(spec, one, place(spec, "endpoints")), walk(spec, "endpoints", place(spec, one))
        assert there is not None
        assert back is not None
        assert inspected(there) == inspected(back) == (spec.inspection.mode is InspectionMode.EAST_WEST)


@given(spec=networks())
@settings(max_examples=200)
def test_nothing_that_is_the_foundations_own_is_sent_to_the_internet(spec: NetworkSpec) -> None:
    nowhere = [hub.range[-2] for hub in spec.hubs.values()] + [spec.hubs[HUB].range[70000]]
    tables = {table.name: table for table in route_tables(spec, HUB)}
    for name in tables.keys() - {"inspection"}:  # where packets come only from the others
        for address in nowhere:
            first = next_hop(spec, tables[name], address)
            last = next_hop(spec, tables[first], address) if first == "inspection" else first
            assert last != "egress", (name, first)


@given(spec=networks())
def test_a_table_has_one_route_for_a_range(spec: NetworkSpec) -> None:
    for table in route_tables(spec, HUB):
        ranges = [network for network, _ in table.routes]
        assert len(ranges) == len(set(ranges)), table.name


@given(spec=networks())
def test_a_route_leads_to_a_vpc_that_the_hub_has(spec: NetworkSpec) -> None:
    for table in route_tables(spec, HUB):
        assert {target for _, target in table.routes if target} <= set(hub_vpcs(spec, HUB))


class TestDefaults:
    @pytest.mark.parametrize(
        ("one", "other", "talks"),
        [
            ("production", "production", True),
            ("production", "pre-production", False),
            ("production", "shared", True),
            ("pre-production", "shared", True),
            ("pre-production", "pre-production", True),
            ("production", "on-premises", True),
            ("pre-production", "on-premises", True),
        ],
    )
    def test_keep_production_apart_from_pre_production(self, one: str, other: str, talks: bool) -> None:  # noqa: FBT001 - a column of the table
        assert may_communicate(network(), one, other) == talks
        assert may_communicate(network(), other, one) == talks

    def test_have_a_firewall_endpoints_and_a_way_out_but_none_in(self) -> None:
        assert hub_vpcs(network(), HUB) == ("inspection", "egress", "endpoints")
