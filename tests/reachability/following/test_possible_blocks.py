"""Where in their pools VPCs may lie."""

from __future__ import annotations

from ipaddress import IPv4Network
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modules.reachability.following.possible_blocks import possible_blocks
from modules.reachability.network import Vpc
from modules.specification.errors import LandingZoneError
from tests.reachability.drawn_ranges import BLOCK, networks
from tests.reachability.small_network import net

POOL, OTHER = BLOCK, net("10.80.0.0/22")


def vpc(name: str, *pools: IPv4Network, prefix: int = 24, block: IPv4Network | None = None) -> Vpc:
    return Vpc(
        identity=name,
        name=name,
        account=None,
        block=block,
        pools=pools,
        prefix=prefix,
        subnets=(),
        internet_gateway=None,
    )


THREE = (vpc("a", POOL), vpc("b", POOL, prefix=23), vpc("c", OTHER, POOL))
FIXED = vpc("fixed", block=net("10.64.4.0/24"))
RANGES = st.lists(networks(), max_size=3)
Treated = tuple[tuple[bool, bool], ...]


def treated(block: IPv4Network, ranges: list[IPv4Network]) -> Treated:
    return tuple((block.subnet_of(one), one.subnet_of(block)) for one in ranges)


def places(one: Vpc, ranges: list[IPv4Network]) -> dict[IPv4Network, Treated]:
    """Give every range that a VPC may have beside the fixed one, with how it is treated."""
    every = (block for pool in one.pools for block in pool.subnets(new_prefix=one.prefix))
    return {block: treated(block, ranges) for block in every if not block.overlaps(net("10.64.4.0/24"))}


@given(RANGES)
def test_no_two_vpcs_overlap(ranges: list[IPv4Network]) -> None:
    for way in possible_blocks([*THREE, FIXED], ranges):
        assert way.keys() == {"a", "b", "c", "fixed"}
        assert not any(one.overlaps(other) for one, other in combinations(way.values(), 2))


@given(RANGES)
def test_a_vpc_is_in_its_pool_and_has_its_size(ranges: list[IPv4Network]) -> None:
    for way in possible_blocks([*THREE, FIXED], ranges):
        assert way["fixed"] == FIXED.block
        for one in THREE:
            assert way[one.identity].prefixlen == one.prefix
            assert any(way[one.identity].subnet_of(pool) for pool in one.pools)


@given(RANGES)
def test_every_place_of_a_vpc_is_like_one_that_is_tried(ranges: list[IPv4Network]) -> None:
    ways = possible_blocks([*THREE, FIXED], ranges)

    for one in THREE:
        assert set(places(one, ranges).values()) == {treated(way[one.identity], ranges) for way in ways}


@given(RANGES)
def test_every_two_places_of_two_vpcs_are_like_two_that_are_tried_together(ranges: list[IPv4Network]) -> None:
    lower, upper = POOL.subnets(prefixlen_diff=1)
    one, other = vpc("a", lower), vpc("c", upper)
    ways = possible_blocks([one, vpc("b", POOL), other, FIXED], ranges)

    tried = {(treated(way["a"], ranges), treated(way["c"], ranges)) for way in ways}

    assert tried == {(a, c) for a in places(one, ranges).values() for c in places(other, ranges).values()}


def test_one_place_is_enough_where_nothing_tells_any_apart() -> None:
    (way,) = possible_blocks([vpc("a", POOL), vpc("b", POOL)], [net("10.0.0.0/8"), POOL])

    assert way == {"a": net("10.64.0.0/24"), "b": net("10.64.1.0/24")}


def test_without_pools_every_vpc_is_where_it_is() -> None:
    assert possible_blocks([FIXED], []) == ({"fixed": net("10.64.4.0/24")},)


def test_a_vpc_that_nobody_knows_anything_of_is_refused() -> None:
    with pytest.raises(LandingZoneError) as refused:
        possible_blocks([vpc("lost")], [])

    assert str(refused.value) == (
        "nothing says where a VPC may lie\n"
        "  got: lost, with neither a range nor a pool that has room for it\n"
        "  why: without its range nobody knows whom its packets reach\n"
        "  fix: give it a range, or a pool whose ranges are written down"
    )
