"""Shared VPCs, VPCs with a range of their own, and what exists already: proved as far as anybody can see.

What is made is followed like everything else, and what is wrong with it is noticed. What exists is believed, and said
to be believed.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from modules.environment import Environment
from modules.reachability.proof import Proof
from modules.reachability.tables import proof_lines
from modules.specification.errors import LandingZoneError
from modules.synthesized.resources import Resource
from tests.reachability.proving import prover_of, resources_of
from tests.support.environments import environment, smaller_staging

HUB = {"range": "10.128.0.0/14", "zone_ids": ["euw1-az1", "euw1-az2"]}
ON_PREMISES = {"ranges": ["10.0.0.0/11"], "vpns": {"dublin": {"hub": "eu-west-1", "address": "203.0.113.10"}}}
EVERYTHING = {"ingress": True, "on_premises": ON_PREMISES}
MODES: Mapping[str, dict[str, Any]] = {
    "as it is": {},
    "not inspected": {"inspection": {"mode": "none"}},
    "all inspected": {"inspection": {"mode": "east-west"}},
    "no way out": {"inspection": {"mode": "east-west"}, "egress": False},
    "everything": EVERYTHING,
    "everything inspected": {**EVERYTHING, "inspection": {"mode": "east-west"}},
}


def app(**said: Any) -> dict[str, Any]:
    """An account that says for itself what it is connected to."""
    return {"function": "sandbox", "unit": "Sandbox", "owner": "retail", "connectivity": "corporate", **said}


def vpc(number: int, range_: str, *, attached: bool = False) -> dict[str, Any]:
    """A VPC that exists."""
    attachment = {"attachment_id": f"tgw-attach-{number:017x}"} if attached else {}
    subnets = {zone: f"subnet-{number:016x}{index}" for index, zone in enumerate(HUB["zone_ids"])}
    return {"id": f"vpc-{number:017x}", "range": range_, "attachment_subnet_ids": subnets, **attachment}


def with_accounts(accounts: dict[str, Any], hub: dict[str, Any], **network: Any) -> Environment:
    """Staging with more accounts, and something else said about its network."""
    said = environment("staging").zone.model_dump(mode="json", exclude_defaults=True)
    hubs = {"eu-west-1": {**HUB, **hub}}
    return smaller_staging(
        accounts={**said["accounts"], **accounts}, network={**said["network"], "hubs": hubs, **network}
    )


def units_that_share(**network: Any) -> Environment:
    """A VPC for each business unit and stage: one by accounts, one by unit, one in another account."""
    shared = {
        "retail-prod": {"hub": "eu-west-1", "segment": "production", "vpc_prefix": 20, "accounts": ["pos", "crm"]},
        "retail-test": {"hub": "eu-west-1", "segment": "pre-production", "units": ["Sandbox"]},
        "bank-prod": {
            "hub": "eu-west-1",
            "segment": "production",
            "range": "10.130.0.0/22",
            "owner": "shared-services",
            "units": ["Workloads"],
        },
    }
    accounts = {name: app(connectivity="shared") for name in ("pos", "crm")}
    return with_accounts(accounts, {}, shared_vpcs=shared, **network)


def ranges_of_their_own(**network: Any) -> Environment:
    """Accounts with ranges inside and outside of the hub's, one of another size, one alone in its place."""
    accounts = {
        "inside": app(segment="production", vpc={"range": "10.130.4.0/24"}),
        "small": app(segment="pre-production", vpc_prefix=24),
        "outside": app(segment="production", vpc={"range": "172.20.0.0/24"}),
        "beside": app(segment="production", vpc={"range": "172.20.1.0/24"}),
        "alone": app(segment="shared", vpc={"range": "172.22.0.0/24"}),
    }
    others = {"production": ["172.20.0.0/16"], "shared": ["172.22.0.0/24"]}
    return with_accounts(accounts, {"other_ranges": others}, **network)


def all_by_id(**network: Any) -> Environment:
    """A transit gateway, a route table, VPCs to attach and VPCs that are attached, all there already."""
    accounts = {
        "old": app(segment="production", id="300000000001", vpc=vpc(1, "172.20.0.0/24", attached=True)),
        "older": app(segment="production", id="300000000002", vpc=vpc(2, "172.20.1.0/26", attached=True)),
        "joining": app(segment="pre-production", id="300000000003", vpc=vpc(3, "172.21.0.0/20")),
    }
    hub = {
        "other_ranges": {"production": ["172.20.0.0/16"], "pre-production": ["172.21.0.0/16"]},
        "transit_gateway": {
            "id": "tgw-0123456789abcdef0",
            "route_tables": {"production": "tgw-rtb-0123456789abcdef0"},
        },
    }
    return with_accounts(accounts, hub, **network)


def vpcs_by_id(**network: Any) -> Environment:
    """VPCs that exist, at a hub that is made."""
    accounts = {"joining": app(segment="production", id="300000000003", vpc=vpc(3, "10.130.0.0/20"))}
    return with_accounts(accounts, {}, **network)


def several_ranges(**network: Any) -> Environment:
    """VPCs that exist with several ranges: outside of the hub's, in its pools, and some of each."""
    attached = {**vpc(1, "172.20.0.0/24", attached=True), "secondary_ranges": ["172.20.64.0/20", "10.130.32.0/20"]}
    joining = {**vpc(3, "10.129.0.0/22"), "secondary_ranges": ["10.129.8.0/24"]}
    accounts = {
        "old": app(segment="production", id="300000000001", vpc=attached),
        "joining": app(segment="pre-production", id="300000000003", vpc=joining),
    }
    hub = {
        "other_ranges": {"production": ["172.20.0.0/16"]},
        "transit_gateway": {"id": "tgw-0123456789abcdef0", "route_tables": {}},
    }
    return with_accounts(accounts, hub, **network)


def of_the_root() -> Environment:
    """Accounts in no unit: one with a VPC of a pool, one that owns a shared VPC, and one that shares in it."""
    shared = {"hub": "eu-west-1", "segment": "production", "owner": "bank", "accounts": ["teller"]}
    accounts = {
        "pos": app(unit="Root", segment="production"),
        "bank": app(unit="Root", connectivity="none"),
        "teller": app(unit="Root", connectivity="shared"),
    }
    return with_accounts(accounts, {}, shared_vpcs={"bank-prod": shared})


Changing = Callable[[Callable[[], Environment]], "Changed"]
"""Gives the network of an environment as it is."""


class Changed:
    """An environment's network with something changed in it."""

    def __init__(self, one: Environment, folder: Path) -> None:
        self._prover, self.resources = prover_of(one), resources_of(one, folder / "out")

    def proof(self, resources: list[Resource]) -> Proof:
        return self._prover.proof(resources)

    def without(self, kind: str, part: str) -> list[Resource]:
        """Leave out resources of a kind whose identity has a part in it."""
        kept = [one for one in self.resources if one.kind != kind or part not in one.identity]
        assert len(kept) < len(self.resources)
        return kept


@pytest.fixture(scope="module")
def changing(tmp_path_factory: pytest.TempPathFactory) -> Changing:
    """Synthesize each environment once."""

    @functools.cache
    def changed(made: Callable[[], Environment]) -> Changed:
        return Changed(made(), tmp_path_factory.mktemp("changed"))

    return changed


def test_accounts_of_the_root_share_one_by_one(tmp_path: Path) -> None:
    one = of_the_root()

    assert prover_of(one).proof(resources_of(one, tmp_path / "out")).differences == ()


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("made", [units_that_share, ranges_of_their_own, all_by_id, vpcs_by_id, several_ranges])
def test_reaches_what_it_should_and_nothing_else(made: Any, mode: str, changing: Changing, tmp_path: Path) -> None:
    said = MODES[mode]
    one = Changed(made(**said), tmp_path) if said else changing(made)

    assert one.proof(one.resources).differences == ()


def test_what_is_believed_is_told_in_front_of_what_is_proved(changing: Changing) -> None:
    one = changing(all_by_id)
    lines = list(proof_lines(one.proof(one.resources), "staging"))

    assert lines[0] == "  Believed, not proved, for it exists already:"
    assert [line.strip().split(" ")[1] for line in lines[1:6]] == [
        "tgw-0123456789abcdef0",
        "tgw-rtb-0123456789abcdef0",
        "vpc-00000000000000001",
        "vpc-00000000000000002",
        "vpc-00000000000000003",
    ]
    assert "Proved" in lines[6]


def test_nothing_is_believed_where_everything_is_made(changing: Changing) -> None:
    one = changing(units_that_share)

    assert one.proof(one.resources).believed == ()


def test_every_range_of_an_existing_vpc_is_told(changing: Changing) -> None:
    one = changing(several_ranges)
    lines = list(proof_lines(one.proof(one.resources), "staging"))

    assert any("is 172.20.0.0/24 and 172.20.64.0/20 and 10.130.32.0/20, sends" in line for line in lines)


def further_range(cidr: str | None, of: str) -> Resource:
    """A range that a VPC has beside its first."""
    identity = f"anything:{cidr}"
    values = {"vpc_id": of, **({"cidr_block": cidr} if cidr else {"ipv4_ipam_pool_id": "pool"})}
    kind = "aws_vpc_ipv4_cidr_block_association"
    return Resource(identity=identity, address=identity, kind=kind, values=values, account="old")


class TestWhatIsWrongIsNoticed:
    @pytest.mark.parametrize(
        ("kind", "part"),
        [
            ("aws_ec2_transit_gateway_route_table_association", "network-vpc-retail-prod"),
            ("aws_ec2_transit_gateway_route_table_propagation", "network-vpc-retail-prod:"),
            ("aws_route", "network-vpc-bank-prod/vpc"),
            ("aws_vpc", "network-vpc-retail-test/vpc"),
        ],
    )
    def test_of_a_shared_vpc(self, kind: str, part: str, changing: Changing) -> None:
        changed = changing(units_that_share)
        left = changed.without(kind, part)
        if kind == "aws_vpc":  # with everything in it
            left = [one for one in left if part not in one.identity and "network-vpc-retail-test:" not in one.identity]

        assert changed.proof(left).differences

    def test_a_shared_vpc_in_another_segment(self, changing: Changing) -> None:
        changed = changing(units_that_share)
        kind = "aws_ec2_transit_gateway_route_table_association"
        (elsewhere,) = {
            one.text("transit_gateway_route_table_id")
            for one in changed.resources
            if one.kind == kind and "network-vpc-retail-test:" in one.identity
        }
        moved = [
            replace(one, values={**one.values, "transit_gateway_route_table_id": elsewhere})
            if one.kind == kind and "network-vpc-retail-prod:" in one.identity
            else one
            for one in changed.resources
        ]

        assert changed.proof(moved).differences

    @pytest.mark.parametrize("destination", ["172.20.0.0/16", "172.22.0.0/24"])
    def test_a_way_that_a_range_of_its_own_needs(self, destination: str, changing: Changing) -> None:
        changed = changing(ranges_of_their_own)
        routes = [one for one in changed.resources if one.text("destination_cidr_block") == destination]
        assert routes
        for route in routes:
            left = [one for one in changed.resources if one is not route]

            assert changed.proof(left).differences, route.identity

    def test_two_vpcs_over_each_other(self, changing: Changing) -> None:
        changed = changing(ranges_of_their_own)
        moved = [
            replace(one, values={**one.values, "cidr_block": "172.20.0.128/25"})
            if one.kind == "aws_vpc" and "account-beside" in one.identity
            else one
            for one in changed.resources
        ]

        messages = [difference.message for difference in changed.proof(moved).differences]

        assert "lies over the same addresses: 172.20.0.0/24 and 172.20.0.128/25" in messages

    def test_a_further_range_over_that_of_another(self, changing: Changing) -> None:
        changed = changing(several_ranges)
        old = "vpc-00000000000000001"
        proof = changed.proof(
            [*changed.resources, further_range("10.129.9.0/24", old), further_range("10.129.8.128/25", old)]
        )

        messages = [difference.message for difference in proof.differences]

        assert "lies over the same addresses: 10.129.8.0/24 and 10.129.8.128/25" in messages
        assert all("10.129.9.0" not in message for message in messages)

    def test_a_further_range_that_hubs_do_not_lead_to(self, changing: Changing) -> None:
        changed = changing(several_ranges)
        strange = further_range("172.31.0.0/24", "vpc-00000000000000001")

        assert changed.proof([*changed.resources, strange]).differences

    @pytest.mark.parametrize(
        ("cidr", "of", "fault"),
        [
            (None, "vpc-00000000000000001", "known only after an apply"),
            ("172.20.128.0/24", "vpc-0aaaaaaaaaaaaaaaa", "not in what was synthesized"),
        ],
    )
    def test_a_further_range_that_nobody_knows_is_refused(
        self, cidr: str | None, of: str, fault: str, changing: Changing
    ) -> None:
        changed = changing(several_ranges)

        with pytest.raises(LandingZoneError, match=fault):
            changed.proof([*changed.resources, further_range(cidr, of)])

    @pytest.mark.parametrize("part", ["old", "joining"])
    def test_an_existing_vpc_without_its_place(self, part: str, changing: Changing) -> None:
        changed = changing(all_by_id)
        kind = "aws_ec2_transit_gateway_route_table_association"

        assert changed.proof(changed.without(kind, part)).differences

    def test_the_attachment_of_a_vpc_that_nobody_named(self, changing: Changing) -> None:
        """Only what the environment says of existing things is believed: any other is a stranger."""
        changed = changing(all_by_id)
        strange = [
            replace(one, values={**one.values, "vpc_id": "vpc-0aaaaaaaaaaaaaaaa"})
            if one.kind == "aws_ec2_transit_gateway_vpc_attachment" and "account-joining" in one.identity
            else one
            for one in changed.resources
        ]

        with pytest.raises(LandingZoneError, match="leads to something that is not in what was synthesized"):
            changed.proof(strange)
