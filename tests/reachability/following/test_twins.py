"""Whatever is the only one of its kind has a twin, which differs in nothing but its name and its range."""

from __future__ import annotations

from modules.reachability.following.places import places
from modules.reachability.following.twins import with_twins
from tests.reachability.small_corporation import SmallCorporation, corporate_facts


def test_every_place_of_accounts_has_two_vpcs() -> None:
    built = SmallCorporation()
    alike = places(built.network, corporate_facts())

    _, found = with_twins(built.network, alike)

    assert {one.name: len(one.subnets) for one in alike if one.accounts} == {
        "production": 2, "sandbox": 1, "sandbox/public": 1,
    }  # fmt: skip
    assert {len(one.subnets) for one in found if one.accounts} == {2}
    assert [one.accounts for one in found] == [one.accounts for one in alike]


def test_a_network_treats_twins_alike() -> None:
    built = SmallCorporation()
    network, _ = with_twins(built.network, places(built.network, corporate_facts()))

    again = places(network, corporate_facts())

    assert {one.name: len(one.subnets) for one in again if one.accounts} == {
        "production": 2, "sandbox": 2, "sandbox/public": 2,
    }  # fmt: skip


def test_a_twin_is_joined_to_all_that_its_vpc_is_joined_to() -> None:
    built = SmallCorporation()
    network = built.network.only(built.network.vpcs.keys() - {built.claims.identity})
    alike = places(network, corporate_facts())

    joined, found = with_twins(network, alike)

    (twin,) = {place.subnets[1][0].vpc for place in found if place.name == "production"}
    (attachment,) = (key for key, one in joined.attachments.items() if one.vpc == twin)
    assert joined.associations[attachment] == joined.associations[built.spokes[0]]
    learning = [table.identity for table in joined.gateway_tables.values() if attachment in table.learns_from]
    assert learning == [built.inspected]
