from __future__ import annotations

import json
from decimal import Decimal

import pytest

from modules.accounts.roster import Account
from modules.accounts.spec import Function
from modules.network.plan.costs import CostLine, HubCost, hub_costs
from modules.prices import Amount, Prices
from tests.network.specimens import account, network

AMOUNTS = {
    "interface-endpoint": "0.01",
    "nat-gateway": "0.1",
    "transit-gateway-attachment": "0.2",
    "transit-gateway-traffic": "0.5",
}


def prices(**of_ireland: str) -> Prices:
    """Return prices of us-east-1, and some of eu-west-1."""
    return Prices.model_validate_json(
        json.dumps(
            {
                "currency": "USD",
                "otherwise": "us-east-1",
                "sources": {"page": {"title": "A page", "read_on": "2026-11-24"}},
                "prices": {
                    key: {
                        "service": "A service",
                        "unit": "thing",
                        "per": "hour",
                        "source": "page",
                        "amounts": {"us-east-1": amount}
                        | ({"eu-west-1": of_ireland[key]} if key in of_ireland else {}),
                    }
                    for key, amount in AMOUNTS.items()
                },
            }
        )
    )


PRICES = prices()


def teams(count: int, stage: str = "prod") -> list[Account]:
    return [account(Function.TEAM, stage, key=f"team-{number}-{stage}") for number in range(count)]


def only(accounts: list[Account], **said: object) -> HubCost:
    (cost,) = hub_costs(network(**said), accounts, PRICES)
    return cost


def line(cost: HubCost, what: str) -> CostLine:
    (found,) = (one for one in cost.lines if what in one.what)
    return found


def test_endpoints_are_counted_by_service_zone_and_vpc() -> None:
    endpoints = line(only(teams(4), endpoints={"services": ["sts", "kms"]}), "endpoints")

    assert endpoints.central == 2 * 3
    assert endpoints.in_each_vpc == 2 * 3 * 4
    assert endpoints.central_month == Decimal("0.01") * 6 * 730


def test_gateway_endpoints_and_accounts_with_their_own_internet_are_not_counted() -> None:
    """Development accounts and sandboxes have no corporate VPC."""
    cost = only([*teams(2), *teams(5, "dev"), account(Function.SANDBOX)], endpoints={"services": []})

    assert cost.vpcs == 2
    assert line(cost, "endpoints").in_each_vpc == 0
    assert line(cost, "NAT").in_each_vpc == 3 * 2


def test_without_egress_there_is_no_nat_gateway_on_either_side() -> None:
    nat = line(only(teams(4), egress=False), "NAT")
    assert (nat.central, nat.in_each_vpc) == (0, 0)


@pytest.mark.parametrize(
    ("said", "attachments"),
    [
        ({}, 2),
        ({"egress": False}, 1),
        ({"endpoints": {"services": []}}, 1),
        ({"egress": False, "endpoints": {"services": []}}, 0),
    ],
)
def test_what_is_central_pays_for_its_own_attachments(said: dict[str, object], attachments: int) -> None:
    assert line(only(teams(1), **said), "attachments").central == attachments


def test_a_hub_saves_what_every_vpc_would_cost_less_what_it_costs_itself() -> None:
    cost = only(teams(10), endpoints={"services": ["sts"]})
    each = 10 * (3 * Decimal("0.01") + 3 * Decimal("0.1"))
    central = 3 * Decimal("0.01") + 3 * Decimal("0.1") + 2 * Decimal("0.2")

    assert cost.saved_month == (each - central) * 730
    assert cost.break_even_gigabytes == int(cost.saved_month / Decimal("0.5"))


def test_a_hub_that_serves_nobody_saves_nothing() -> None:
    cost = only([])
    assert cost.saved_month < 0
    assert cost.break_even_gigabytes == 0


def test_a_hub_pays_for_its_own_accounts_only() -> None:
    hubs = {
        "eu-west-1": {"range": "10.64.0.0/12", "zone_ids": ["euw1-az1", "euw1-az2"], "segments": ["production"]},
        "us-east-1": {
            "range": "10.80.0.0/12",
            "zone_ids": ["use1-az1", "use1-az2"],
            "segments": ["pre-production", "shared"],
            "asn": 64513,
        },
    }
    costs = hub_costs(network(hubs=hubs), [*teams(3), *teams(2, "test")], PRICES)
    assert {cost.hub: cost.vpcs for cost in costs} == {"eu-west-1": 3, "us-east-1": 2}


class TestPrices:
    def test_of_a_region_that_is_not_listed_are_those_of_another_that_is_named(self) -> None:
        assert only(teams(1)).priced_as == ("us-east-1",)

    def test_of_a_region_that_is_listed_are_its_own(self) -> None:
        (cost,) = hub_costs(network(), teams(1), prices(**{"nat-gateway": "0.3"}))

        assert line(cost, "NAT").hour == Amount(Decimal("0.3"), "eu-west-1")
        assert set(cost.priced_as) == {"us-east-1", "eu-west-1"}
