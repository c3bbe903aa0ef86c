"""What decides which VPCs an account has: its function, its stage, and its own entry."""

from __future__ import annotations

from dataclasses import replace

import pytest

from modules.accounts.roster import Account
from modules.accounts.spec import Connectivity, Function
from modules.accounts.stages import KNOWN_STAGES
from modules.network.plan.placements import class_of, connectivity_of, spokes
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
