"""What leads no packet anywhere is told of, and nothing else."""

from __future__ import annotations

import pytest

from modules.reachability.following.matrix import search
from tests.reachability.small_corporation import POOL, TRAFFIC, SmallCorporation, corporate_facts


def idle(built: SmallCorporation, *segments: str) -> list[tuple[str, str]]:
    """What is idle, by table or VPC."""
    search_ = search(built.network, corporate_facts(segments=frozenset(segments)), TRAFFIC)
    assert list(search_.cells())
    return list(search_.idle())


def test_is_nothing_where_everything_is_needed() -> None:
    assert idle(SmallCorporation()) == []


@pytest.mark.parametrize(
    ("destination", "to_firewall"),
    [
        pytest.param(POOL, True, id="what the route to everything does anyway"),
        pytest.param("10.65.0.0/16", False, id="a black hole behind which is another one"),
    ],
)
def test_is_a_route_without_which_packets_would_go_the_same_way(destination: str, *, to_firewall: bool) -> None:
    built = SmallCorporation()
    table = f"hub:aws_ec2_transit_gateway_route_table.{'senders' if to_firewall else 'inspected'}"
    built.without("aws_ec2_transit_gateway_route", destination_cidr_block="10.64.0.0/16")
    built.static(table, destination, built.through if to_firewall else None)

    assert [what for _, what in idle(built)] == [f"the static route to {destination}"]


def with_table(name: str) -> SmallCorporation:
    """A hub with one table more, which nothing is associated with."""
    built = SmallCorporation()
    tags = {"Name": f"eu-{name}"}
    table = built.add("aws_ec2_transit_gateway_route_table", name, transit_gateway_id=built.hub, tags=tags)
    built.static(table, "0.0.0.0/0", built.through)
    return built


def test_is_a_table_that_nothing_is_associated_with() -> None:
    whole = "the whole table, which nothing is associated with,"
    assert idle(with_table("stray"), "waiting") == [("eu-stray", whole)]


def test_is_no_table_of_a_segment_that_has_no_account_yet() -> None:
    assert idle(with_table("waiting"), "waiting") == []


def test_is_no_route_to_a_pool_that_no_account_is_in() -> None:
    built = SmallCorporation()
    built.pool("waiting", "10.80.0.0/16")
    built.static("hub:aws_ec2_transit_gateway_route_table.links", "10.80.0.0/16", built.through)

    assert idle(built) == []


def test_is_nothing_of_a_hub_that_has_no_accounts_though_another_one_s_name_begins_alike() -> None:
    built = SmallCorporation()
    other = built.add("aws_ec2_transit_gateway", "eu-two", tags={"Name": "eu-two"})
    built.add(
        "aws_ec2_transit_gateway_route_table", "eu-two-data", transit_gateway_id=other, tags={"Name": "eu-two-data"}
    )

    assert idle(built, "data") == []
