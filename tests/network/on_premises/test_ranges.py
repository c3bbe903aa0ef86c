"""What lies on premises, and which way leads to it."""

from __future__ import annotations

from ipaddress import IPv4Network
from itertools import combinations
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from modules.network.plan.needed_routes import needed
from modules.network.plan.on_premises import beyond_hubs, led_to, links, on_premises_ranges, without
from modules.network.spec.network import NetworkSpec
from tests.network.specimens import network

HUB = "eu-west-1"
STATIC = {"hub": HUB, "address": "203.0.113.10", "static": True}
BGP = {"hub": HUB, "address": "203.0.113.11"}


def net(text: str) -> IPv4Network:
    return IPv4Network(text)


@st.composite
def small_ranges(draw: st.DrawFn) -> IPv4Network:
    """A range of 10.0.0.0/24."""
    prefix = draw(st.integers(24, 30))
    return IPv4Network(
        (
            int(net("10.0.0.0/24").network_address) + (draw(st.integers(0, 2 ** (prefix - 24) - 1)) << (32 - prefix)),
            prefix,
        )
    )


def linked(ranges: list[str], **vpns: Any) -> NetworkSpec:
    return network(on_premises={"ranges": ranges, "vpns": vpns})


def behind(spec: NetworkSpec) -> dict[str | None, list[str]]:
    return {link.vpn: list(map(str, link.ranges)) for link in links(spec, HUB)}


class TestWhatIsLeft:
    @given(st.lists(small_ranges(), max_size=4), st.lists(small_ranges(), max_size=4))
    def test_is_every_address_that_is_not_taken_out(self, ranges: list[IPv4Network], out: list[IPv4Network]) -> None:
        left = without(ranges, out)

        for address in net("10.0.0.0/24"):
            wanted = any(address in range_ for range_ in ranges) and not any(address in range_ for range_ in out)
            assert any(address in range_ for range_ in left) == wanted

    def test_of_ten_without_two_hubs_has_neither(self) -> None:
        other = {"range": "10.80.0.0/12", "zone_ids": ["use1-az1", "use1-az2"], "asn": 64513}
        hub = {"range": "10.64.0.0/12", "zone_ids": ["euw1-az1", "euw1-az2"]}
        spec = network(
            hubs={HUB: hub, "us-east-1": other}, on_premises={"ranges": ["10.0.0.0/8"], "vpns": {"dublin": BGP}}
        )

        left = beyond_hubs(spec, on_premises_ranges(spec))

        assert not any(range_.overlaps(net(of_hub)) for range_ in left for of_hub in ("10.64.0.0/12", "10.80.0.0/12"))
        assert sum(range_.num_addresses for range_ in left) == (1 << 24) - 2 * (1 << 20)
        assert not any(one.overlaps(two) for one, two in combinations(left, 2))


class TestALink:
    def test_has_a_key_that_no_other_region_has_whatever_its_name(self) -> None:
        zones = {"a": ("10.64.0.0/12", "euw1", "eu-west-1"), "a-b": ("10.80.0.0/12", "use1", "us-east-1")}
        hubs = {
            name: {"range": range_, "zone_ids": [f"{zone}-az1", f"{zone}-az2"], "asn": asn, "region": region}
            for asn, (name, (range_, zone, region)) in enumerate(zones.items(), start=64512)
        }
        vpns = {"b-c": {**BGP, "hub": "a"}, "c": {**BGP, "hub": "a-b", "address": "203.0.113.12"}}
        spec = network(hubs=hubs, on_premises={"ranges": ["10.0.0.0/8"], "vpns": vpns})

        (first,), (second,) = links(spec, "a"), links(spec, "a-b")

        assert first.name == second.name
        assert first.key != second.key

    def test_leads_everywhere_where_none_names_a_range(self) -> None:
        spec = linked(["172.20.0.0/14", "10.0.0.0/11"], dublin=BGP, depot={**BGP, "address": "203.0.113.12"})

        assert behind(spec)["dublin"] == behind(spec)["depot"] == ["172.20.0.0/14", "10.0.0.0/11"]

    def test_leads_to_what_no_other_names(self) -> None:
        spec = linked(["172.20.0.0/14", "10.0.0.0/11"], dublin={**STATIC, "ranges": ["172.20.0.0/14"]}, depot=BGP)

        assert behind(spec) == {"dublin": ["172.20.0.0/14"], "depot": ["10.0.0.0/11"]}

    def test_leads_to_the_whole_where_another_names_a_part(self) -> None:
        spec = linked(["10.0.0.0/8"], dublin={**STATIC, "ranges": ["10.3.0.0/16"]}, depot=BGP)

        assert behind(spec) == {"dublin": ["10.3.0.0/16"], "depot": ["10.0.0.0/8"]}
        assert led_to(spec, HUB) == (net("10.0.0.0/8"),)

    def test_has_no_range_within_another(self) -> None:
        assert behind(linked(["10.1.0.0/16", "10.0.0.0/8"], dublin=BGP)) == {"dublin": ["10.0.0.0/8"]}


@given(
    st.lists(st.tuples(small_ranges(), st.sampled_from([None, "inspection", "egress"])), max_size=6),
    st.lists(small_ranges(), max_size=3),
)
def test_routes_that_are_left_out_made_no_difference(
    routes: list[tuple[IPv4Network, str | None]], learned: list[IPv4Network]
) -> None:
    every = dict(routes)
    kept = dict(needed(every.items(), learned))

    for address in net("10.0.0.0/24"):
        assert _target(every, learned, address) == _target(kept, learned, address)


def _target(routes: dict[IPv4Network, str | None], learned: list[IPv4Network], address: Any) -> str | None:
    fitting = [(range_.prefixlen, 1, target) for range_, target in routes.items() if address in range_]
    fitting += [(range_.prefixlen, 0, "learned") for range_ in learned if address in range_]
    return max(fitting, key=lambda route: route[:2])[2] if fitting else "no route"
