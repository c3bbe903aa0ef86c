from __future__ import annotations

import re
from ipaddress import IPv4Network
from typing import Any

import pytest
from hypothesis import given

from modules.network.plan.segment_rules import segment_rules
from modules.network.plan.segments import may_communicate
from modules.network.spec.network import ON_PREMISES, NetworkSpec
from tests.network.specimens import ON_PREMISES as LINKS
from tests.network.specimens import network, networks

RULE = re.compile(r'pass (\S+) (\S+) any (->|<>) (\S+) (any|\d+) \(msg:"(.+)"; sid:(\d+); rev:1;\)')


LAST = 'drop ip $HOME_NET any -> any any (msg:"what no rule passes"; ip_proto:!TCP; sid:2999999; rev:1;)'


def rules(said: NetworkSpec, hub: str = "eu-west-1") -> list[tuple[str, ...]]:
    *lines, _ = segment_rules(said, hub).splitlines()
    found = [RULE.fullmatch(line) for line in lines]
    assert all(found), lines
    return [one.groups() for one in found if one]


def east_west(**said: Any) -> NetworkSpec:
    return network(inspection={"mode": "east-west"}, **said)


class TestWhatIsPassed:
    @given(networks())
    def test_is_every_pair_that_talks_and_no_other(self, said: NetworkSpec) -> None:
        for hub in said.hubs:
            names = {str(pool): segment for segment, pool in said.pools_of(hub).items()}
            names |= {str(one): ON_PREMISES for one in (said.on_premises.ranges if said.on_premises else ())}
            passed = set()
            for _, source, arrow, target, *_ in rules(said, hub):
                if arrow == "<>" or source == target:
                    ends = [{names[one] for one in end.strip("[]").split(",")} for end in (source, target)]
                    assert all(len(end) == 1 for end in ends)
                    passed.add(frozenset(ends[0] | ends[1]))
            if said.inspection.mode == "east-west":
                places = [*said.pools_of(hub), *([ON_PREMISES] if said.on_premises else [])]
                talking = {frozenset({a, b}) for a in places for b in places if may_communicate(said, a, b)}
                assert passed == talking
            else:
                assert passed == set()

    def test_is_nothing_where_only_the_internet_is_inspected(self) -> None:
        assert rules(network(on_premises=LINKS)) == []

    def test_is_what_load_balancers_send_wherever_there_are_some(self) -> None:
        ((protocol, source, arrow, target, *_),) = rules(network(ingress=True))

        assert (protocol, source, arrow) == ("tcp", "10.64.32.0/20", "->")
        assert target == "[10.72.0.0/13,10.68.0.0/14,10.65.0.0/16]"

    def test_is_tls_to_the_endpoints_from_everybody(self) -> None:
        to_endpoints = [one for one in rules(east_west(on_premises=LINKS)) if one[3] == "10.64.48.0/20"]

        assert [(one[0], one[2], one[4]) for one in to_endpoints] == [("tcp", "->", "443")]
        assert "10.0.0.0/11" in to_endpoints[0][1]

    def test_is_dns_with_on_premises_where_it_is_asked_for(self) -> None:
        said = east_west(
            on_premises=LINKS, dns={"inbound": True, "forward": {"corp.acme.example": ["10.0.0.53", "10.0.1.53"]}}
        )
        asked = [one[:4] for one in rules(said) if one[4] == "53"]

        assert asked == [
            ("udp", "[10.0.0.0/11,172.20.0.0/14]", "->", "10.64.48.0/20"),
            ("tcp", "[10.0.0.0/11,172.20.0.0/14]", "->", "10.64.48.0/20"),
            ("udp", "10.64.48.0/20", "->", "[10.0.0.53,10.0.1.53]"),
            ("tcp", "10.64.48.0/20", "->", "[10.0.0.53,10.0.1.53]"),
        ]

    def test_goes_to_no_place_that_is_not_named(self) -> None:
        said = east_west(on_premises=LINKS, ingress=True)
        ends = {end for one in rules(said) for side in (one[1], one[3]) for end in side.strip("[]").split(",")}

        assert all(IPv4Network(end).prefixlen > 0 for end in ends)


def test_ids_are_distinct() -> None:
    ids = [*(one[6] for one in rules(east_west(on_premises=LINKS, ingress=True))), "2999999"]

    assert len(set(ids)) == len(ids) > 5


@pytest.mark.parametrize("mode", ["none", "egress"])
def test_segments_are_not_passed_where_they_do_not_pass_through(mode: str) -> None:
    assert rules(network(inspection={"mode": mode})) == []


@given(networks())
def test_behind_all_others_a_rule_drops_packets_from_inside_that_nobody_answers(said: NetworkSpec) -> None:
    """The default action drops packets of established connections: a datagram that nobody answers is none of these."""
    for hub in said.hubs:
        assert segment_rules(said, hub).splitlines()[-1] == LAST


def test_a_pair_counts_both_ways_and_a_segment_with_itself_once() -> None:
    arrows = {(one[1], one[3]): one[2] for one in rules(east_west())}

    assert arrows["[10.72.0.0/13]", "[10.72.0.0/13]"] == "->"
    assert arrows["[10.72.0.0/13]", "[10.65.0.0/16]"] == "<>"
