"""Addresses and links as other organizations have them are proved, and what goes wrong with them is noticed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from modules.synthesized.resources import Resource
from tests.reachability.proving import proof_of, prover_of, resources_of
from tests.support.environments import smaller_staging

HUB: dict[str, Any] = {"range": "10.128.0.0/14", "zone_ids": ["euw1-az1", "euw1-az2"]}
FAR: dict[str, Any] = {"range": "10.132.0.0/14", "zone_ids": ["use1-az1", "use1-az2"], "asn": 64513}
BGP = {"hub": "eu-west-1", "address": "203.0.113.10"}
STATIC = {**BGP, "static": True}
OTHER = {**BGP, "address": "203.0.113.11"}


def network(*, hub: dict[str, Any] = HUB, **said: Any) -> dict[str, Any]:
    return {"hubs": {"eu-west-1": hub}, "endpoints": {"services": ["sts"]}, **said}


def on_premises(*ranges: str, **vpns: Any) -> dict[str, Any]:
    return {"ranges": ranges, "vpns": vpns or {"dublin": BGP}}


TWO_HUBS = {"eu-west-1": HUB, "us-east-1": FAR}
CARVED_OUT = network(
    hubs=TWO_HUBS, on_premises={**on_premises("10.0.0.0/8"), "direct_connect": {"hubs": ["eu-west-1", "us-east-1"]}}
)
TWO_STATIC = network(
    on_premises=on_premises(
        "172.20.0.0/14",
        "10.0.0.0/11",
        dublin={**STATIC, "ranges": ["172.20.0.0/14"]},
        depot={**OTHER, "static": True, "ranges": ["10.0.0.0/11"]},
    )
)
OF_THE_OTHER = {"172.20.0.0/14": "10.0.0.0/11", "10.0.0.0/11": "172.20.0.0/14"}
EACH_HUB_ITS_OWN = network(
    hubs=TWO_HUBS,
    on_premises=on_premises(
        "172.20.0.0/14",
        "10.0.0.0/11",
        dublin={**STATIC, "ranges": ["172.20.0.0/14"]},
        boston={"hub": "us-east-1", "address": "203.0.113.20", "ranges": ["10.0.0.0/11"]},
    ),
)
FULL_OF_POOLS = network(
    hub={
        **HUB,
        "own_range": "100.64.0.0/16",
        "pools": {"production": "10.128.0.0/15", "pre-production": "10.130.0.0/16", "shared": "10.131.0.0/16"},
    },
    on_premises=on_premises("10.0.0.0/8", "100.64.0.0/10"),
    ingress=True,
)
ORGANIZATIONS = {
    "ten on premises, hubs in it": CARVED_OUT,
    "ten on premises, static": network(on_premises=on_premises("10.0.0.0/8", dublin=STATIC)),
    "public on premises": network(on_premises=on_premises("198.51.100.0/24", "203.0.113.0/24", "172.20.0.0/14")),
    "public hub": network(hub={**HUB, "range": "52.16.0.0/14"}, on_premises=on_premises("172.20.0.0/14")),
    "two static": TWO_STATIC,
    "static in BGP": network(
        on_premises=on_premises("10.0.0.0/11", dublin={**STATIC, "ranges": ["10.3.0.0/16"]}, depot=OTHER)
    ),
    "each hub its own": EACH_HUB_ITS_OWN,
    "full of pools": FULL_OF_POOLS,
    "one pool is all": network(
        hub={
            **HUB,
            "own_range": "100.64.0.0/16",
            "segments": ["production"],
            "pools": {"production": "10.128.0.0/14"},
        },
        connectivity={
            class_: {"to": "corporate", "segment": "production"}
            for class_ in ("shared-services", "devops", "ml-shared-services", "team/test")
        },
    ),
    "four zones": network(
        hubs={"us-east-1": {**FAR, "zone_ids": ["use1-az1", "use1-az2", "use1-az4", "use1-az6"]}},
    ),
    "small VPCs": network(
        connectivity={"team/prod": {"to": "corporate", "segment": "production", "vpc_prefix": 26}},
    ),
}


@pytest.mark.parametrize("mode", ["none", "east-west"])
@pytest.mark.parametrize("said", ORGANIZATIONS.values(), ids=ORGANIZATIONS)
def test_is_proved(tmp_path: Path, said: dict[str, Any], mode: str) -> None:
    proof = proof_of(smaller_staging(network={**said, "inspection": {"mode": mode}}), tmp_path / "cdktf.out")

    assert [(one.sender, one.receiver, one.message) for one in proof.differences] == []
    assert any(cell.reached for cell in proof.matrix.cells.values())


@pytest.mark.parametrize("said", [CARVED_OUT, EACH_HUB_ITS_OWN], ids=["carved out", "each its own"])
def test_is_proved_without_a_way_to_the_internet(tmp_path: Path, said: dict[str, Any]) -> None:
    proof = proof_of(smaller_staging(network={**said, "egress": False}), tmp_path / "cdktf.out")

    assert proof.differences == ()


def messages(tmp_path: Path, said: dict[str, Any], change: Callable[[list[Resource]], list[Resource]]) -> set[str]:
    """What is told of an environment in whose resources something is changed."""
    environment = smaller_staging(network=said)
    resources = resources_of(environment, tmp_path / "cdktf.out")
    changed = change(resources)
    assert changed != resources
    return {one.message for one in prover_of(environment).proof(changed).differences}


def drops(resource: Resource, table: str, destination: str) -> bool:
    return (
        resource.kind == "aws_ec2_transit_gateway_route"
        and resource.values.get("blackhole") is True
        and resource.values["destination_cidr_block"] == destination
        and table in str(resource.values["transit_gateway_route_table_id"])
    )


@pytest.mark.parametrize("hub", [HUB["range"], FAR["range"]], ids=["its own", "another"])
def test_a_hub_whose_range_goes_on_premises_is_noticed(tmp_path: Path, hub: str) -> None:
    """Without what drops it, a packet to a VPC that is gone, or to another hub, leaves by the wider range there."""
    said = {**CARVED_OUT, "egress": False, "inspection": {"mode": "none"}}

    told = messages(tmp_path, said, lambda found: [one for one in found if not drops(one, "production", hub)])

    assert "packets to a corporate address leave the corporate network" in told


def test_a_static_connection_announces_nothing(tmp_path: Path) -> None:
    def announce(found: list[Resource]) -> list[Resource]:
        return [
            replace(one, values={**one.values, "static_routes_only": True}) if one.kind == "aws_vpn_connection" else one
            for one in found
        ]

    told = messages(tmp_path, network(on_premises=on_premises("172.20.0.0/14")), announce)

    assert any("is to be reached, and it is not" in message for message in told)


def test_a_range_that_leads_to_the_wrong_router_is_noticed(tmp_path: Path) -> None:
    def swap(found: list[Resource]) -> list[Resource]:
        return [
            replace(one, values={**one.values, "destination_cidr_block": OF_THE_OTHER[destination]})
            if one.kind == "aws_ec2_transit_gateway_route"
            and (destination := one.values["destination_cidr_block"]) in OF_THE_OTHER
            else one
            for one in found
        ]

    told = messages(tmp_path, {**TWO_STATIC, "inspection": {"mode": "none"}}, swap)

    assert any("is to be reached" in message for message in told)


def test_what_is_behind_another_hub_s_link_is_dropped_and_not_sent_to_the_internet(tmp_path: Path) -> None:
    told = messages(
        tmp_path, EACH_HUB_ITS_OWN, lambda found: [one for one in found if not drops(one, "production", "10.0.0.0/11")]
    )

    assert "packets to a corporate address leave the corporate network" in told
