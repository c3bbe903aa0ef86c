"""Places: accounts whose VPCs are alike in everything are one."""

from __future__ import annotations

from typing import Any

import pytest

from modules.reachability.following.places import Place, places, representative_vpcs
from tests.reachability.small_corporation import SmallCorporation, corporate_facts
from tests.reachability.small_network import SmallNetwork, endpoint, facts


def found(built: SmallNetwork) -> dict[str, Place]:
    return {one.shown: one for one in places(built.network, corporate_facts())}


@pytest.fixture
def built() -> SmallCorporation:
    return SmallCorporation()


def test_are_accounts_first_then_the_hub_s_own_then_what_is_outside(built: SmallCorporation) -> None:
    assert list(found(built)) == [
        "production@eu",
        "sandbox@eu",
        "sandbox/public@eu",
        "inspection@eu",
        "egress@eu",
        "on-premises@eu",
        "internet",
        "unused addresses",
    ]


def test_take_accounts_together_whose_vpcs_are_alike(built: SmallCorporation) -> None:
    place = found(built)["production@eu"]

    assert place.accounts == ("claims", "fraud")
    assert {subnets[0].vpc for subnets in place.subnets} == {built.fraud.identity, built.claims.identity}


@pytest.mark.parametrize(
    "change", ["route", "association", "propagation", "static", "appliance", "endpoints", "firewall"]
)
def test_keep_accounts_apart_whose_vpcs_differ_in_anything(built: SmallCorporation, change: str) -> None:
    match change:
        case "route":
            built.without("aws_route", route_table_id=built.claims.table(zone="z2"))
        case "association":
            gone = {"transit_gateway_attachment_id": built.spokes[1]}
            built.without("aws_ec2_transit_gateway_route_table_association", **gone)
        case "propagation":
            gone = {"transit_gateway_attachment_id": built.spokes[1]}
            built.without("aws_ec2_transit_gateway_route_table_propagation", **gone)
        case "static":
            built.static(built.inspected, "8.0.0.0/8", built.spokes[1])
        case "endpoints":
            own = built.claims.identity
            values: dict[str, Any] = {"vpc_endpoint_type": "Interface", "security_group_ids": ["hub:closed"]}
            built.add("aws_vpc_endpoint", "sts", account="claims", vpc_id=own, **values)
        case "firewall":
            for vpc, rule in ((built.fraud, "pass ip any any -> any any (sid:1;)"), (built.claims, "")):
                firewall = built.firewall(vpc, rule)
                built.route(vpc.table(), "8.0.0.0/8", vpc_endpoint_id=endpoint(firewall, vpc, "z1", "workloads"))
        case _:
            (attachment,) = (one for one in built.resources if one.identity == built.spokes[1])
            attachment.values["appliance_mode_support"] = "enable"  # type: ignore[index] # ours to change

    groups = [one.accounts for one in places(built.network, corporate_facts()) if one.name == "production"]

    assert sorted(groups) == [("claims",), ("fraud",)]


def test_take_no_vpcs_of_hubs_together_however_alike() -> None:
    built = SmallNetwork()
    for hub in ("eu", "us"):
        built.gateway(hub)
        built.vpc(f"{hub}-egress", "10.64.0.0/24")

    assert [one.name for one in places(built.network, facts())].count("egress") == 2


def test_of_an_account_that_nobody_knows_are_called_by_it(built: SmallCorporation) -> None:
    names = [one.name for one in places(built.network, facts())]

    assert "account ada" in names


def test_are_represented_by_two_vpcs_at_most() -> None:
    built = SmallNetwork()
    for account in ("a", "b", "c"):
        built.vpc("spoke", "192.168.0.0/24", account=account)

    (place, *_) = places(built.network, facts(groups=dict.fromkeys("abc", "sandbox")))

    assert place.accounts == ("a", "b", "c")
    assert representative_vpcs([place]) == {"a:aws_vpc.spoke", "b:aws_vpc.spoke"}


def test_with_nat_gateways_or_firewalls_only_open_no_connections(built: SmallCorporation) -> None:
    quiet = [name for name, one in found(built).items() if not one.sends]

    assert quiet == ["sandbox/public@eu", "inspection@eu", "egress@eu", "unused addresses"]


def test_on_premises_have_the_links_of_their_hub(built: SmallCorporation) -> None:
    assert [one.identity for one in found(built)["on-premises@eu"].links] == [built.links[1], built.links[0]]


def test_that_are_not_attached_are_at_the_hub_whose_zones_they_share(built: SmallCorporation) -> None:
    assert found(built)["sandbox@eu"].site == "eu"


def test_are_only_those_that_there_are() -> None:
    assert [one.name for one in places(SmallNetwork().network, facts())] == ["internet"]
