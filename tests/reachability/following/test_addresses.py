"""Few addresses that stand for all."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv4Network
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from modules.reachability.following.addresses import (
    INTERNET,
    distinguished_ranges,
    is_private,
    outside,
    representatives,
)
from tests.reachability.drawn_ranges import BLOCK, networks
from tests.reachability.small_network import SmallNetwork, endpoint, ip, net

RANGES = st.lists(networks(), max_size=6)


def treated(address: IPv4Address, ranges: list[IPv4Network]) -> tuple[bool, ...]:
    return tuple(address in one for one in ranges)


class TestRepresentatives:
    @given(RANGES)
    def test_lie_in_their_block(self, ranges: list[IPv4Network]) -> None:
        assert all(one in BLOCK for one in representatives(BLOCK, ranges))

    @given(RANGES, st.integers(0, BLOCK.num_addresses - 1))
    def test_stand_for_every_address(self, ranges: list[IPv4Network], offset: int) -> None:
        known = {treated(one, ranges) for one in representatives(BLOCK, ranges)}

        assert treated(BLOCK[offset], ranges) in known

    @given(RANGES)
    def test_are_all_treated_differently(self, ranges: list[IPv4Network]) -> None:
        found = representatives(BLOCK, ranges)

        assert len({treated(one, ranges) for one in found}) == len(found)

    def test_are_one_on_each_side(self) -> None:
        found = representatives(net("10.0.0.0/24"), [net("10.0.0.128/25"), net("10.0.0.0/8"), net("10.1.0.0/16")])

        assert found == (ip("10.0.0.0"), ip("10.0.0.128"))


class TestOutside:
    @given(st.lists(networks(net("0.0.0.0/0")), max_size=6), st.integers(0, 2**32 - 1).map(IPv4Address))
    def test_stands_for_every_public_address(self, ranges: list[IPv4Network], address: IPv4Address) -> None:
        found = outside(ranges)

        assert not any(is_private(one) for one in found)
        assert is_private(address) or treated(address, ranges) in {treated(one, ranges) for one in found}

    def test_is_one_address_where_nothing_tells_more_apart(self) -> None:
        assert outside([net("0.0.0.0/0"), net("10.0.0.0/8"), net("192.168.4.0/24")]) == (INTERNET,)

    def test_has_both_halves_of_the_whole(self) -> None:
        found = outside([net("0.0.0.0/1"), net("128.0.0.0/1")])

        assert {one in net("0.0.0.0/1") for one in found} == {True, False}

    def test_has_the_public_part_of_a_range_that_is_partly_private(self) -> None:
        assert any(one in net("11.0.0.0/8") for one in outside([net("10.0.0.0/7")]))


class TestPrivate:
    def test_is_what_the_internet_does_not_carry(self) -> None:
        private = ("10.0.0.1", "172.31.255.255", "192.168.0.1", "100.64.0.1")
        public = ("9.255.255.255", "172.32.0.0", "8.8.8.8", "100.128.0.0", str(INTERNET))

        assert all(is_private(ip(one)) for one in private)
        assert not any(is_private(ip(one)) for one in public)


class TestToldApart:
    def test_is_every_range_that_makes_a_difference(self) -> None:
        built = SmallNetwork(announced=(net("172.20.0.0/14"),))
        gateway, vpc = built.gateway(), built.vpc("one", "10.9.0.0/24", tiers=["firewall"])
        firewall = built.firewall(vpc, "pass ip 10.1.0.0/16 any -> [10.2.0.0/16,10.3.0.0/16] any (sid:1;)")
        built.route(vpc.table("firewall"), "10.4.0.0/16", vpc_endpoint_id=endpoint(firewall, vpc, "z1"))
        built.static(built.table(gateway, "data"), "10.5.0.0/16", None)
        built.direct_connect(gateway, "10.6.0.0/16")
        rule: dict[str, Any] = {"cidr_ipv4": "10.7.0.0/16", "security_group_id": "hub:aws_security_group.own"}
        built.add("aws_vpc_security_group_ingress_rule", "own", **rule)
        groups = ["hub:aws_security_group.own"]
        values: dict[str, Any] = {"vpc_endpoint_type": "Interface", "security_group_ids": groups}
        built.add("aws_vpc_endpoint", "sts", vpc_id=vpc.identity, **values)

        found = distinguished_ranges(built.network)

        assert set(found) == {net("172.20.0.0/14"), *(net(f"10.{number}.0.0/16") for number in range(1, 8))}
