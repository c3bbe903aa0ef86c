"""Organizations in other shapes than ours are synthesized, and what is proved of ours is proved of them."""

from __future__ import annotations

from itertools import chain
from pathlib import Path

import pytest

from modules.access.proof import prove as prove_access
from modules.accounts.spec import Function
from modules.commands.access_inputs import personas
from modules.commands.access_inputs import scenarios as access_scenarios
from modules.commands.guardrail_inputs import facts, guardrails
from modules.consistency.notices import notices
from modules.environment import Environment
from modules.landing_zone import LandingZone
from modules.landing_zone.known_ids import known_ids
from modules.landing_zone.platform_access import platform_access
from modules.policy_evaluation.proving.proof import prove
from modules.policy_evaluation.reading.scenarios import scenarios
from modules.policy_evaluation.requests.synthesized_environment import SynthesizedEnvironment, read_environment
from modules.synthesized.environment import read_synthesized
from modules.workspaces.writing.synthesis import synthesize
from tests.support.environments import document
from tests.support.organizations import NAME, a_unit_for_each_application, business_units

Synthesized = tuple[LandingZone, Path]


@pytest.fixture(scope="module", params=[True, False], ids=["with a network", "without a network"])
def business(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Synthesized:
    return synthesized(business_units(network=request.param), tmp_path_factory.mktemp("business"))


def synthesized(zone: LandingZone, output: Path) -> Synthesized:
    synthesize([Environment(NAME, zone)], output)
    return zone, output


def read(business: Synthesized) -> SynthesizedEnvironment:
    zone, output = business
    return read_environment(output, facts(NAME, zone))


def test_every_unit_is_its_own_resource(business: Synthesized) -> None:
    zone, output = business
    units = document(output, f"{NAME}-organization")["resource"]["aws_organizations_organizational_unit"]

    assert len(units) == len(list(zone.organization.unit_paths()))
    assert sorted(unit["name"] for unit in units.values()).count("Default") == 2


def test_accounts_are_where_the_environment_says(business: Synthesized) -> None:
    zone, _ = business
    accounts = read(business).accounts

    found = {account.key: account.unit for account in map(accounts.named, accounts.keys()) if account}

    assert found == {account.key: account.unit for account in zone.roster}
    assert found["lobby"] == ()
    assert found["management"] == ("Core",)


def test_guardrails_are_proved(business: Synthesized) -> None:
    zone, _ = business
    known = guardrails(zone)

    report = prove(read(business), known, scenarios(known))

    assert report.ok


def test_access_is_proved(business: Synthesized) -> None:
    zone, output = business
    known = guardrails(zone)

    assert prove_access(personas(NAME, zone, output), access_scenarios(zone), known).ok


def test_every_workspace_works_in_an_account_that_is_known(business: Synthesized) -> None:
    zone, output = business

    assert read_synthesized(output, NAME, known_ids(zone))


def test_what_is_lost_is_told() -> None:
    told = " ".join(notice.what for notice in notices(business_units(network=False)))

    assert "there is no network" in told
    assert "the function shared-services" in told
    assert "no unit does what Sandbox" in told
    assert "Security" not in told
    assert "ml-shared-services" not in told, "nobody here has a team"


def test_a_share_has_the_units_of_accounts_and_those_in_the_root_one_by_one(tmp_path: Path) -> None:
    _, output = synthesized(business_units(network=True), tmp_path)
    hub = document(output, f"{NAME}-network-eu-west-1")["resource"]["aws_ram_principal_association"]

    principals = [association["principal"] for association in hub.values()]

    assert "333333333332" in principals
    assert len(set(principals)) == len(["legacy", "lobby", "Prod", "Non.Prod", "Default", "Core/Default"])
    assert len(set(principals)) == len(principals)


def test_an_organization_of_applications_has_a_workspace_for_each_account_and_access_in_all(tmp_path: Path) -> None:
    zone, output = synthesized(a_unit_for_each_application(units=30, accounts=60), tmp_path)

    workloads = [account for account in zone.roster if Function.WORKLOAD in account.functions]
    written = {path.name.removeprefix(f"{NAME}-") for path in (output / "stacks").iterdir()}
    assert len(zone.roster) == 60
    assert {f"account-{account.key}" for account in zone.roster} <= written
    assert not {f"identity-{account.key}" for account in workloads} & written
    platform = platform_access(zone)
    assignments = [*platform.own.assignments, *chain.from_iterable(platform.parts.values())]
    assert {account.key for account in workloads} <= {assignment.account.key for assignment in assignments}
    assert {"identity", *(f"identity-{name}" for name in platform.parts)} <= written
