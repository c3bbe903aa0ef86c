"""Whom a shared VPC is shared with, and which of several an account's parameters name."""

from __future__ import annotations

from typing import Any

from modules.accounts.spec import Connectivity, Function
from modules.network.plan.capacity import capacities
from modules.network.plan.shared_vpcs import foreign_owners, found_by_parameters, shared_with
from modules.network.spec.network import NetworkSpec
from tests.network.specimens import HUB, account, network

PROD = ("Retail", "Prod")


def sharing(**vpcs: Any) -> NetworkSpec:
    """A network of two hubs with shared VPCs."""
    us = {"range": "10.80.0.0/12", "zone_ids": ["use1-az1", "use1-az2"], "asn": 64513}
    return network(hubs={"eu-west-1": HUB, "us-east-1": us}, shared_vpcs=vpcs)


def vpc(hub: str = "eu-west-1", **said: Any) -> dict[str, Any]:
    return {"hub": hub, "segment": "production", **said}


def one(**said: Any) -> Any:
    return account(Function.TEAM, "prod", Connectivity.SHARED, "pos", **said)


def test_an_account_is_named_or_lives_in_a_unit_or_below_one() -> None:
    spec = sharing(
        byname=vpc(accounts=["pos"]),
        byunit=vpc(units=["Retail/Prod"]),
        above=vpc(units=["Retail"]),
        beside=vpc(units=["Retail/Production", "Prod"]),
    )

    assert shared_with(spec, one(unit=PROD)) == ("byname", "byunit", "above")


def test_accounts_and_their_owner_are_named_by_any_key_that_an_account_may_have() -> None:
    spec = sharing(a=vpc(accounts=["Operations", "1st_portal"], owner="Central_Net")).shared_vpcs["a"]

    assert (*spec.accounts, spec.owner) == ("Operations", "1st_portal", "Central_Net")


def test_parameters_name_the_first_of_each_region() -> None:
    spec = sharing(a=vpc(units=["Retail"]), b=vpc(units=["Retail"]), c=vpc("us-east-1", units=["Retail"]))

    assert found_by_parameters(spec, one(unit=PROD)) == ("a", "c")


def test_parameters_of_an_account_with_a_vpc_of_its_own_name_that_one() -> None:
    spec = sharing(a=vpc(accounts=["pos"]))

    assert found_by_parameters(spec, account(Function.TEAM, "prod", Connectivity.CORPORATE, "pos")) == ()


def test_only_owners_beside_the_network_account_need_what_the_hub_has() -> None:
    spec = sharing(a=vpc(units=["Retail"]), b=vpc(units=["Retail"], owner="pos"))

    owners = foreign_owners(spec, [account(Function.NETWORK, key="network"), one()])

    assert [owner.key for owner, _ in owners] == ["pos"]


def test_vpcs_that_are_shared_or_written_down_take_room_of_their_pool() -> None:
    spec = sharing(a=vpc(units=["Retail"], vpc_prefix=16), b=vpc(units=["Retail"], range="10.72.0.0/16"))
    written = account(Function.TEAM, "prod", vpc={"range": "10.73.0.0/24"})

    before = next(pool for pool in capacities(network(), []) if pool.segment == "production")
    after = next(pool for pool in capacities(spec, [written]) if pool.segment == "production")

    assert (before.accounts, after.accounts, after.vpc_prefix) == (0, 3, 16)
    assert after.further == 8 - 3  # a /13 has eight /16, and a small range blocks one, too
