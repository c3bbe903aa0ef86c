"""What other organizations say of their networks is accepted, and limits are those of AWS or as the user says."""

from __future__ import annotations

from typing import Any

import pytest

from modules.specification.errors import LandingZoneError
from modules.specification.problems import InvalidEnvironmentError
from tests.support.environments import environment_with

HUB: dict[str, Any] = {"range": "10.128.0.0/14", "zone_ids": ["euw1-az1", "euw1-az2"]}
VPNS = {"dublin": {"hub": "eu-west-1", "address": "203.0.113.10"}}


def many(count: int) -> list[str]:
    return [f"172.{16 + number // 256}.{number % 256}.0/24" for number in range(count)]


def network(hub: dict[str, Any] | None = None, **said: Any) -> dict[str, Any]:
    return {"hubs": {"eu-west-1": {**HUB, **(hub or {})}}, **said}


ACCEPTED: dict[str, dict[str, Any]] = {
    "all of ten on premises": network(on_premises={"ranges": ["10.0.0.0/8"], "vpns": VPNS}),
    "on premises as the internet spokes": network(on_premises={"ranges": ["192.168.0.0/16"], "vpns": VPNS}),
    "existing as the internet spokes": network(existing={"office": "192.168.0.0/24"}),
    "public and benchmark ranges": network(
        hub={"range": "198.18.0.0/15"},
        growth=0,
        on_premises={"ranges": ["198.51.100.0/24", "44.0.0.0/9"], "vpns": VPNS},
        existing={"bought": "52.0.0.0/12"},
    ),
    "a long number for everything": network(
        hub={"asn": 4_200_000_001},
        on_premises={
            "ranges": ["172.20.0.0/14"],
            "vpns": {"dublin": {**VPNS["dublin"], "asn": 4_200_000_000}},
            "direct_connect": {"hubs": ["eu-west-1"], "asn": 4_294_967_294},
        },
    ),
    "three zones": network(hub={"zone_ids": ["euw1-az1", "euw1-az2", "euw1-az3"]}),
    "six zones": {
        "hubs": {
            "us-east-1": {"range": "10.128.0.0/12", "zone_ids": [f"use1-az{number}" for number in range(1, 7)]},
        },
        "connectivity": {
            class_: {"to": "corporate", "segment": segment, "vpc_prefix": 20}
            for class_, segment in {
                "shared-services": "shared",
                "devops": "shared",
                "ml-shared-services": "shared",
            }.items()
        }
        | {
            class_: {"to": "corporate", "segment": "production", "vpc_prefix": 20}
            for class_ in ("data-lake", "data-governance", "ml-deployments", "team/prod")
        }
        | {"team/test": {"to": "corporate", "segment": "pre-production", "vpc_prefix": 20}},
        "growth": 0,
        "internet_spokes": {"range": "192.168.0.0/16"},
    },
    "pools that fill the hub": network(
        hub={
            "own_range": "100.64.0.0/16",
            "pools": {"production": "10.128.0.0/15", "pre-production": "10.130.0.0/16", "shared": "10.131.0.0/16"},
        }
    ),
    "pools that fill a hub without VPCs": network(
        hub={"pools": {"production": "10.128.0.0/15", "pre-production": "10.130.0.0/16", "shared": "10.131.0.0/16"}},
        inspection={"mode": "none"},
        egress=False,
        endpoints={"services": []},
    ),
    "the hub's own VPCs behind the pools": network(
        hub={"own_range": "10.128.64.0/18", "pools": {"shared": "10.128.0.0/18"}}
    ),
    "a hundred ranges over Direct Connect": network(
        on_premises={"ranges": many(100), "direct_connect": {"hubs": ["eu-west-1"]}}, endpoints={"services": []}
    ),
    "more, where they are allotted": network(
        on_premises={"ranges": many(120), "direct_connect": {"hubs": ["eu-west-1"]}},
        quotas={"direct_connect_routes": 200, "security_group_rules": 150},
    ),
    "a thousand ranges over a VPN": network(
        on_premises={"ranges": many(1000), "vpns": VPNS}, endpoints={"services": []}, inspection={"mode": "none"}
    ),
    "a zone without NAT gateways where none stands": network(egress=False),
    "two thousand ranges behind two VPNs": network(
        on_premises={
            "ranges": many(2000),
            "vpns": {
                "dublin": {**VPNS["dublin"], "ranges": many(2000)[:1000]},
                "cork": {"hub": "eu-west-1", "address": "203.0.113.11", "ranges": many(2000)[1000:]},
            },
        },
        endpoints={"services": []},
        inspection={"mode": "none"},
    ),
    "names in capitals, as others give them": network(
        on_premises={"ranges": ["172.20.0.0/14"], "vpns": {"Parole_Board-VPN": VPNS["dublin"]}},
        shared_vpcs={"Central_Prod": {"hub": "eu-west-1", "segment": "production", "units": ["Workloads"]}},
        existing={"Office_Lan-2": "192.0.2.0/24"},
        reserved={"Old_Cluster": "10.130.0.0/24"},
    ),
    "a number that a router without BGP never tells": network(
        on_premises={
            "ranges": ["172.20.0.0/14"],
            "vpns": {"dublin": {**VPNS["dublin"], "asn": 65_535, "static": True}},
        }
    ),
    "a VPC for accounts to come": network(shared_vpcs={"retail": {"hub": "eu-west-1", "segment": "production"}}),
}


@pytest.mark.parametrize("said", ACCEPTED.values(), ids=ACCEPTED)
def test_is_accepted(said: dict[str, Any]) -> None:
    assert environment_with(network=said).zone.network is not None


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (101, {"on_premises": {"direct_connect": {"hubs": ["eu-west-1"]}}, "endpoints": {"services": []}}),
        (60, {"on_premises": {"vpns": VPNS}}),
        (31, {"on_premises": {"vpns": VPNS}, "dns": {"inbound": True}, "endpoints": {"services": []}}),
        (1001, {"on_premises": {"vpns": VPNS}, "endpoints": {"services": []}, "inspection": {"mode": "none"}}),
    ],
    ids=["Direct Connect", "rules of endpoints", "rules of who asks for names", "a router"],
)
def test_one_range_more_than_aws_takes_is_refused_with_the_limit(count: int, said: dict[str, Any]) -> None:
    said = {**said, "on_premises": {**said["on_premises"], "ranges": many(count)}}

    with pytest.raises((InvalidEnvironmentError, LandingZoneError), match="the limit is"):
        environment_with(network=network(**said))


def test_routes_that_are_learned_count_for_the_transit_gateway() -> None:
    """Twelve tables, a thousand ranges in each: more than ten thousand routes."""
    segments = {f"segment-{number}": {"talks_to": ["on-premises"]} for number in range(9)}
    pools = {name: f"10.{144 + number}.0.0/24" for number, name in enumerate(segments)}
    said: dict[str, Any] = {
        "hubs": {"eu-west-1": {"range": "10.128.0.0/9", "zone_ids": HUB["zone_ids"], "pools": pools}},
        "segments": segments,
        "on_premises": {"ranges": many(1000), "vpns": VPNS},
        "endpoints": {"services": []},
        "inspection": {"mode": "none"},
        "growth": 0,
    }

    with pytest.raises((InvalidEnvironmentError, LandingZoneError), match=r"\d+ routes"):
        environment_with(network=said)
    assert environment_with(network={**said, "quotas": {"transit_gateway_routes": 20_000}})


CARDS: dict[str, Any] = {
    "hub": {"pools": {"cards": "10.128.128.0/24"}},
    "segments": {"cards": {"talks_to": ["cards"]}},
}


def with_an_account(network: dict[str, Any], **said: Any) -> dict[str, Any]:
    """The accounts of staging and one more, on this network."""
    accounts = environment_with().zone.model_dump(mode="json", exclude_defaults=True)["accounts"]
    mine = {"function": "workload", "stage": "prod", "unit": "Workloads/Production", "owner": "cards", **said}
    return {"network": network, "accounts": {**accounts, "cards": mine}}


def test_a_pool_whose_ranges_are_all_written_down_needs_no_room_for_others() -> None:
    written = {"segment": "cards", "vpc": {"range": "10.128.128.0/24"}}

    assert environment_with(**with_an_account(network(**CARDS), **written))


def test_a_pool_that_gives_ranges_out_needs_room_for_others() -> None:
    given = {"segment": "cards", "vpc_prefix": 24}

    with pytest.raises((InvalidEnvironmentError, LandingZoneError), match="a pool has no room"):
        environment_with(**with_an_account(network(**CARDS), **given))


def test_a_pool_that_was_made_for_accounts_to_come_needs_room_for_them() -> None:
    with pytest.raises((InvalidEnvironmentError, LandingZoneError), match="a pool has no room"):
        environment_with(network=network(**CARDS))


def test_a_small_hub_needs_no_room_in_pools_that_nobody_uses() -> None:
    """A sixteenth of a /16 holds four VPCs of the usual size."""
    classes = ("shared-services", "devops", "ml-shared-services", "data-lake", "data-governance", "ml-deployments")
    nobody = {name: {"to": "none"} for name in (*classes, "team/prod")}

    assert environment_with(network=network(hub={"range": "10.130.0.0/16"}, connectivity=nobody))
