"""How many more accounts fit."""

from __future__ import annotations

from modules.accounts.spec import Function
from modules.network.plan.capacity import capacities
from tests.network.specimens import account, network

ACCOUNTS = [
    account(Function.TEAM, "prod", key="a-prod"),
    account(Function.TEAM, "prod", key="b-prod"),
    account(Function.DATA_LAKE, key="lake"),
    account(Function.TEAM, "test", key="a-test"),
    account(Function.SANDBOX, key="sandbox"),
]


def further(**said: object) -> dict[str, int]:
    return {one.segment: one.further for one in capacities(network(**said), ACCOUNTS)}


def test_a_pool_has_room_for_what_its_size_leaves() -> None:
    """Half a /12 has 512 ranges of /22, a quarter 256, a sixteenth 64."""
    assert further() == {"production": 512 - 3, "pre-production": 256 - 1, "shared": 64}


def test_the_largest_vpc_of_a_segment_counts_for_all() -> None:
    large = {"data-lake": {"to": "corporate", "segment": "production", "vpc_prefix": 20}}

    assert further(connectivity=large)["production"] == 128 - 3


def test_what_is_reserved_is_not_there() -> None:
    assert further(reserved={"appliances": "10.65.0.0/24"})["shared"] == 63
