"""Ranges that are known at apply only: with one of them nothing is proved."""

from __future__ import annotations

from typing import Any

import pytest

from modules.specification.errors import LandingZoneError
from tests.reachability.small_network import SmallNetwork

KNOWN_LATER = "hub:aws_vpc.egress#cidr_block"


def refusal(built: SmallNetwork) -> str:
    with pytest.raises(LandingZoneError) as refused:
        _ = built.network
    return str(refused.value)


def test_a_route_to_one_is_refused() -> None:
    built = SmallNetwork()
    built.route("hub:aws_route_table.own", KNOWN_LATER, transit_gateway_id="hub:aws_ec2_transit_gateway.eu")

    assert refusal(built) == (
        "an IPv4 range is missing where the proof needs one\n"
        "  got: vpc.egress#cidr_block in route_table.own\n"
        "  why: what is known only at apply could be any range, and IPv6 is not followed\n"
        "  fix: write a range of IPv4, that of the pool where a VPC has its own from one"
    )


@pytest.mark.parametrize("text", [KNOWN_LATER, "::/0", "10.0.0.1/8"])
@pytest.mark.parametrize(
    ("kind", "values"),
    [
        ("aws_vpc", {"cidr_block": "?"}),
        ("aws_vpc_ipam_pool_cidr", {"cidr": "?"}),
        ("aws_vpc_security_group_ingress_rule", {"cidr_ipv4": "?"}),
        ("aws_security_group", {"ingress": [{"cidr_blocks": ["?"]}]}),
        ("aws_ec2_transit_gateway_route", {"destination_cidr_block": "?", "blackhole": True}),
        ("aws_route_table", {"route": [{"cidr_block": "?", "gateway_id": "hub:aws_internet_gateway.own"}]}),
    ],
)
def test_so_is_one_anywhere_else(kind: str, values: dict[str, Any], text: str) -> None:
    built = SmallNetwork()
    built.add(kind, "own", **_put(values, text))

    assert f"in {kind.removeprefix('aws_')}.own" in refusal(built)


def test_so_is_one_that_direct_connect_tells_of() -> None:
    built = SmallNetwork()
    built.direct_connect(built.gateway(), KNOWN_LATER)

    assert "vpc.egress#cidr_block" in refusal(built)


def test_so_is_one_that_is_a_firewall_s_variable() -> None:
    built = SmallNetwork()
    built.firewall(built.vpc("inspection", "10.9.0.0/24"))
    (policy,) = (one for one in built.resources if one.kind == "aws_networkfirewall_firewall_policy")
    home = {"key": "HOME_NET", "ip_set": {"definition": [KNOWN_LATER]}}
    policy.values["firewall_policy"]["policy_variables"] = {"rule_variables": [home]}

    assert "vpc.egress#cidr_block" in refusal(built)


def _put(value: Any, text: str) -> Any:
    """Put a text in the place of each question mark."""
    if isinstance(value, dict):
        return {key: _put(one, text) for key, one in value.items()}
    if isinstance(value, list):
        return [_put(one, text) for one in value]
    return text if value == "?" else value
