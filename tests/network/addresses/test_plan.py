"""Nothing overlaps, everything lies where it should, and one thing more moves no other."""

from __future__ import annotations

from collections.abc import Iterable
from ipaddress import IPv4Network
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modules.network.addresses.plan import (
    DEFAULT_POOLS,
    HUB_VPCS,
    OWN_PART,
    Part,
    hub_vpc,
    most_zones,
    overlapping,
    room,
    tiers,
)

ZONES = tuple(f"use1-az{number}" for number in range(1, 7))


@st.composite
def ranges(draw: st.DrawFn, smallest: int, largest: int) -> IPv4Network:
    prefix = draw(st.integers(smallest, largest))
    return IPv4Network((draw(st.integers(0, 2**prefix - 1)) << (32 - prefix), prefix))


def assert_apart(networks: Iterable[IPv4Network]) -> None:
    for one, other in combinations(networks, 2):
        assert not one.overlaps(other), (one, other)


class TestAHub:
    @given(hub=ranges(8, 16))
    def test_is_parted_into_pools_and_vpcs_that_are_apart(self, hub: IPv4Network) -> None:
        parts = [part.of(hub) for part in DEFAULT_POOLS.values()] + [
            hub_vpc(OWN_PART.of(hub), name) for name in HUB_VPCS
        ]

        assert_apart(parts)
        assert all(part.subnet_of(hub) for part in parts)

    def test_gives_half_of_itself_to_production(self) -> None:
        hub = IPv4Network("10.64.0.0/12")

        assert {name: str(part.of(hub)) for name, part in DEFAULT_POOLS.items()} == {
            "shared": "10.65.0.0/16",
            "pre-production": "10.68.0.0/14",
            "production": "10.72.0.0/13",
        }
        assert str(OWN_PART.of(hub)) == "10.64.0.0/16"
        assert {name: str(hub_vpc(OWN_PART.of(hub), name)) for name in HUB_VPCS} == {
            "inspection": "10.64.0.0/20",
            "egress": "10.64.16.0/20",
            "ingress": "10.64.32.0/20",
            "endpoints": "10.64.48.0/20",
        }

    @given(hub=ranges(16, 16))
    def test_of_the_smallest_size_still_has_vpcs_with_three_zones(self, hub: IPv4Network) -> None:
        vpc = hub_vpc(OWN_PART.of(hub), "endpoints")
        layout = tiers(vpc.prefixlen, ZONES[:3])

        assert {part.of(vpc).prefixlen for part in layout.large.values()} == {26}
        assert {part.of(vpc).prefixlen for part in layout.small.values()} == {28}


class TestAVpc:
    @given(vpc=ranges(16, 28))
    def test_has_subnets_that_are_apart_within_it_and_no_smaller_than_aws_makes_them(self, vpc: IPv4Network) -> None:
        layout = tiers(vpc.prefixlen, ZONES[: most_zones(vpc.prefixlen)])
        subnets = [part.of(vpc) for part in (*layout.large.values(), *layout.small.values())]

        assert_apart(subnets)
        assert all(subnet.subnet_of(vpc) and subnet.prefixlen <= 28 for subnet in subnets if len(subnets) > 2)

    @given(prefix=st.integers(16, 26))
    def test_keeps_its_subnets_when_a_zone_is_appended(self, prefix: int) -> None:
        for count in range(1, most_zones(prefix)):
            fewer, more = tiers(prefix, ZONES[:count]), tiers(prefix, ZONES[: count + 1])

            assert fewer.large.items() <= more.large.items()
            assert fewer.small.items() <= more.small.items()

    def test_has_room_for_as_many_zones_as_it_tells(self) -> None:
        told = {16: 6, 20: 6, 21: 5, 22: 4, 23: 4, 24: 3, 25: 4, 26: 2}

        assert {prefix: most_zones(prefix) for prefix in told} == told
        for prefix, count in told.items():
            with pytest.raises(ValueError, match="no room"):
                tiers(prefix, [f"zone-{number}" for number in range(count + 1)])

    def test_gives_the_fourth_zone_half_of_what_the_others_have(self) -> None:
        vpc = IPv4Network("10.72.4.0/22")

        assert [str(part.of(vpc)) for part in tiers(22, ZONES[:4]).large.values()] == [
            "10.72.4.0/24",
            "10.72.5.0/24",
            "10.72.6.0/24",
            "10.72.7.128/25",
        ]

    def test_has_a_quarter_in_each_zone_and_small_subnets_in_the_last_quarter(self) -> None:
        vpc = IPv4Network("10.72.4.0/22")
        layout = tiers(22, ZONES[:3])

        assert [str(part.of(vpc)) for part in layout.large.values()] == ["10.72.4.0/24", "10.72.5.0/24", "10.72.6.0/24"]
        assert [str(part.of(vpc)) for part in layout.small.values()] == [
            "10.72.7.0/28",
            "10.72.7.16/28",
            "10.72.7.32/28",
        ]


class TestAPart:
    @given(whole=ranges(8, 24), bits=st.integers(0, 4), data=st.data())
    def test_is_what_the_standard_library_counts_out(self, whole: IPv4Network, bits: int, data: st.DataObject) -> None:
        index = data.draw(st.integers(0, 2**bits - 1))

        assert Part(bits, index).of(whole) == list(whole.subnets(bits))[index]


class TestOverlapping:
    @given(found=st.lists(ranges(1, 12), max_size=8))
    def test_names_every_two_that_overlap_and_no_others(self, found: list[IPv4Network]) -> None:
        named = {str(index): network for index, network in enumerate(found)}

        told = {frozenset(pair) for pair in overlapping(named)}

        assert told == {frozenset(pair) for pair in combinations(named, 2) if named[pair[0]].overlaps(named[pair[1]])}

    @given(found=st.lists(ranges(1, 12), max_size=8), split=st.integers(0, 8))
    def test_lets_those_be_that_may_overlap_each_other(self, found: list[IPv4Network], split: int) -> None:
        named = {str(index): network for index, network in enumerate(found)}
        indifferent = {str(index) for index in range(split)}

        told = {frozenset(pair) for pair in overlapping(named, indifferent=indifferent)}

        assert told == {frozenset(pair) for pair in overlapping(named) if not set(pair) <= indifferent}


class TestRoom:
    POOL = IPv4Network("10.0.0.0/20")

    def test_is_what_is_left(self) -> None:
        assert room(self.POOL, 22, taken=1) == 3

    def test_counts_no_block_that_a_reserved_range_touches(self) -> None:
        touching = [IPv4Network("10.0.4.0/28"), IPv4Network("10.0.5.0/24"), IPv4Network("10.0.8.0/22")]

        assert room(self.POOL, 22, taken=0, kept_out=touching) == 2

    def test_counts_nothing_of_reserved_ranges_elsewhere(self) -> None:
        assert room(self.POOL, 22, taken=0, kept_out=[IPv4Network("10.1.0.0/16")]) == 4

    def test_is_none_where_a_vpc_is_larger_than_the_pool(self) -> None:
        assert room(self.POOL, 16, taken=0) == 0
        assert room(self.POOL, 16, taken=2) == -2

    def test_is_none_where_the_whole_pool_is_reserved(self) -> None:
        assert room(self.POOL, 22, taken=0, kept_out=[IPv4Network("10.0.0.0/8")]) == 0

    @given(sizes=st.lists(st.integers(22, 24), max_size=12), data=st.data())
    def test_is_there_wherever_ipam_put_the_others(self, sizes: list[int], data: st.DataObject) -> None:
        """IPAM gives any free range of a size; what is told to fit must fit even after its worst choices."""
        largest = min([22, *sizes])
        promised = room(self.POOL, largest, taken=len(sizes))
        taken: list[IPv4Network] = []
        for size in sizes:
            free = [
                one for one in self.POOL.subnets(new_prefix=size) if not any(one.overlaps(other) for other in taken)
            ]
            if free:
                taken.append(data.draw(st.sampled_from(free)))

        fitting = [one for one in self.POOL.subnets(new_prefix=largest) if not any(one.overlaps(o) for o in taken)]

        assert len(fitting) >= promised
