"""What decides which VPCs an account has: its function, its stage, and its own entry."""

from __future__ import annotations

from dataclasses import replace

import pytest

from modules.accounts.roster import Account
from modules.accounts.spec import Connectivity, Function
from modules.accounts.stages import KNOWN_STAGES
from modules.network.plan.placements import Origin, class_of, connectivity_of, spokes
from modules.network.spec.network import DEFAULT_CONNECTIVITY
from tests.network.specimens import HUB, account, network

US = {"range": "10.80.0.0/12", "zone_ids": ["use1-az1", "use1-az2"], "asn": 64513}


@pytest.mark.parametrize("function", [Function.MANAGEMENT, Function.LOG_ARCHIVE, Function.SECURITY_TOOLING])
def test_accounts_in_which_nothing_runs_have_no_vpc(function: Function) -> None:
    assert spokes(network(), account(function)) == ()


def test_the_network_account_has_no_spoke_for_it_has_the_hubs() -> None:
    assert spokes(network(), account(Function.NETWORK)) == ()


def test_every_other_function_and_stage_is_a_class() -> None:
    with_a_stage = (Function.TEAM, Function.WORKLOAD)
    classes = {class_of(account(one)) for one in Function if one is not Function.TEAM}
    classes |= {class_of(account(one, stage)) for one in with_a_stage for stage in KNOWN_STAGES}

    assert {one.default for one in classes if one} == set(DEFAULT_CONNECTIVITY)


@pytest.mark.parametrize(
    ("one", "to", "segment"),
    [
        (account(Function.SANDBOX), Connectivity.INTERNET, None),
        (account(Function.TEAM, "dev"), Connectivity.INTERNET, None),
        (account(Function.TEAM, "test"), Connectivity.CORPORATE, "pre-production"),
        (account(Function.TEAM, "prod"), Connectivity.CORPORATE, "production"),
        (account(Function.WORKLOAD), Connectivity.CORPORATE, "production"),
        (account(Function.WORKLOAD, "dev"), Connectivity.CORPORATE, "pre-production"),
        (account(Function.WORKLOAD, "test"), Connectivity.CORPORATE, "pre-production"),
        (account(Function.WORKLOAD, "prod"), Connectivity.CORPORATE, "production"),
        (account(Function.DATA_LAKE), Connectivity.CORPORATE, "production"),
        (account(Function.SHARED_SERVICES), Connectivity.CORPORATE, "shared"),
    ],
)
def test_function_and_stage_decide_by_default(one: Account, to: Connectivity, segment: str | None) -> None:
    (spoke,) = spokes(network(), one)

    assert (spoke.hub, spoke.to, spoke.segment) == ("eu-west-1", to, segment)


def test_the_accounts_own_entry_goes_before_its_class() -> None:
    dev = account(Function.TEAM, "dev", Connectivity.CORPORATE)

    assert connectivity_of(network(), dev) is Connectivity.CORPORATE
    assert [spoke.segment for spoke in spokes(network(), dev)] == ["pre-production"]
    assert spokes(network(), account(Function.TEAM, "prod", Connectivity.NONE)) == ()


def test_an_account_has_a_vpc_at_every_hub_unless_its_class_names_some() -> None:
    two = {"eu-west-1": HUB, "us-east-1": US}
    only_here = {"team/prod": {"to": "corporate", "segment": "production", "hubs": ["us-east-1"]}}
    team = account(Function.TEAM, "prod")

    assert [one.hub for one in spokes(network(hubs=two), team)] == ["eu-west-1", "us-east-1"]
    assert [one.hub for one in spokes(network(hubs=two, connectivity=only_here), team)] == ["us-east-1"]


def test_of_two_hubs_in_a_region_each_segment_has_its_own_and_the_internet_needs_only_one() -> None:
    two = {
        "eu-west-1": {**HUB, "segments": ["production", "shared"]},
        "dublin": {**HUB, "range": "10.80.0.0/12", "region": "eu-west-1", "segments": ["pre-production"]},
    }
    spec = network(hubs=two)

    assert [one.hub for one in spokes(spec, account(Function.TEAM, "prod"))] == ["eu-west-1"]
    assert [one.hub for one in spokes(spec, account(Function.TEAM, "test"))] == ["dublin"]
    assert [one.hub for one in spokes(spec, account(Function.SANDBOX))] == ["eu-west-1"]


def test_a_class_without_an_entry_for_its_stage_goes_by_that_of_its_function() -> None:
    spec = network(connectivity={"workload": {"to": "none"}, "workload/test": {"to": "internet"}})

    assert connectivity_of(spec, account(Function.WORKLOAD, "prod")) is Connectivity.NONE
    assert connectivity_of(spec, account(Function.WORKLOAD, "test")) is Connectivity.INTERNET
    assert connectivity_of(spec, account(Function.TEAM, "prod")) is Connectivity.CORPORATE


def test_the_network_account_has_no_spoke_whatever_else_it_does() -> None:
    hub = replace(account(Function.SHARED_SERVICES), functions=(Function.SHARED_SERVICES, Function.NETWORK))
    logs = replace(account(Function.LOG_ARCHIVE), functions=(Function.LOG_ARCHIVE, Function.SHARED_SERVICES))

    assert spokes(network(), hub) == ()
    assert [spoke.segment for spoke in spokes(network(), logs)] == ["shared"]


class TestAnAccountOfItsOwnMind:
    """One account says for itself what its class says for all."""

    def test_is_in_the_segment_and_of_the_size_that_it_says(self) -> None:
        one = account(Function.TEAM, "prod", segment="shared", vpc_prefix=24)

        (spoke,) = spokes(network(), one)

        assert (spoke.segment, spoke.vpc_prefix, spoke.origin) == ("shared", 24, Origin.POOL)

    def test_may_be_a_sandbox_on_the_corporate_network_where_it_names_a_segment(self) -> None:
        one = account(Function.SANDBOX, connectivity=Connectivity.CORPORATE, segment="pre-production")

        assert [spoke.segment for spoke in spokes(network(), one)] == ["pre-production"]

    def test_is_attached_only_to_the_hub_that_its_range_belongs_to(self) -> None:
        two = network(hubs={"eu-west-1": HUB, "us-east-1": US})

        there = account(Function.TEAM, "prod", vpc={"range": "10.88.0.0/24"})
        nowhere = account(Function.TEAM, "prod", vpc={"range": "172.20.0.0/24"})

        assert [(spoke.hub, spoke.vpc_prefix, spoke.origin) for spoke in spokes(two, there)] == [
            ("us-east-1", 24, Origin.RANGE)
        ]
        assert spokes(two, nowhere) == ()

    def test_may_lie_outside_of_the_hub_s_range_where_the_hub_says_so(self) -> None:
        hub = {**HUB, "other_ranges": {"production": ["172.20.0.0/16"]}}
        vpc = {"id": "vpc-0123456789abcdef0", "attachment_subnet_ids": {"euw1-az2": "subnet-0123456789abcdef0"}}

        there = account(Function.TEAM, "prod", vpc={"range": "172.20.3.0/27", **vpc})
        attached = {"range": "172.20.4.0/24", **vpc, "attachment_id": "tgw-attach-0123456789abcdef0"}
        spec = network(hubs={"eu-west-1": hub})

        assert [(spoke.origin, spoke.zone_ids) for spoke in spokes(spec, there)] == [(Origin.EXISTING, ("euw1-az2",))]
        assert [spoke.origin for spoke in spokes(spec, account(Function.TEAM, "prod", vpc=attached))] == [
            Origin.ATTACHED
        ]

    def test_has_no_vpc_where_it_shares_in_one(self) -> None:
        assert spokes(network(), account(Function.TEAM, "prod", Connectivity.SHARED)) == ()
