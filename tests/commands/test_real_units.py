"""Accounts in another unit than the YAML says, in words and as drift."""

from __future__ import annotations

from collections.abc import Mapping
from io import StringIO
from typing import Any

import pytest
from rich.console import Console

from modules.commands.real_units import judge_with_units, misplaced, told_once
from modules.drift.finding import Difference, Finding, Remedy
from modules.drift.tables import for_machines, print_findings
from modules.environment import PROJECT
from modules.landing_zone import LandingZone
from modules.workspaces.foundation.addresses import account_address, unit_address
from tests.support.environments import environment, environment_with

ADOPTED = "333333333333"
LAKE, SANDBOX = "data-lake-claims", "sandbox-canary"
PRODUCTION, DATA_LAKE = ("Workloads", "Production"), ("Workloads", "DataLake")


@pytest.fixture(scope="module")
def zone() -> LandingZone:
    return environment("staging").zone


@pytest.fixture(scope="module")
def adopting() -> LandingZone:
    """Give staging, whose sandbox is named by its id, and whose data lake has an address with a capital letter."""
    zone = environment("staging").zone
    accounts = {key: spec.model_dump(mode="json", exclude_defaults=True) for key, spec in zone.accounts.items()}
    accounts[SANDBOX]["id"] = ADOPTED
    accounts[LAKE]["email"] = "Lake@acme.example"
    return environment_with(accounts=accounts).zone


def shown(zone: LandingZone, moved: Mapping[str, tuple[str, ...]]) -> dict[str, Any]:
    """Give what Terraform shows of an organization in which some accounts are in another unit."""
    found = [
        {"id": account.known_id or f"{number:012}", "email": account.email.upper(), "unit": account.unit}
        for number, account in enumerate(zone.every_account, 1)
    ]
    for each, account in zip(found, zone.every_account, strict=True):
        each["unit"] = moved.get(account.key, account.unit)
    units = [
        resource(
            unit_address(path),
            {
                "id": "/".join(path),
                "name": path[-1],
                "parent_id": "/".join(path[:-1]),
                "accounts": [each for each in found if each["unit"] == path],
            },
        )
        for path in zone.organization.unit_paths()
    ]
    organization = resource("aws_organizations_organization.acme", {"accounts": found})
    return {"prior_state": {"values": {"root_module": {"resources": [organization, *units]}}}}


def resource(address: str, values: Mapping[str, Any]) -> dict[str, Any]:
    return {"address": address, "type": address.partition(".")[0], "mode": "managed", "values": values}


def test_where_every_account_is_where_it_should_be_nothing_is_told(zone: LandingZone) -> None:
    assert misplaced(zone, shown(zone, {})) == []
    assert misplaced(zone, {}) == []


def test_an_account_that_was_moved_is_told_with_the_guardrails_that_its_own_unit_has(zone: LandingZone) -> None:
    (found,) = misplaced(zone, shown(zone, {LAKE: PRODUCTION}))

    assert found.in_words == (
        "data-lake-claims is in Workloads/Production, and its unit is Workloads/DataLake; until it is moved, these "
        "guardrails do not hold: backup-data-lake, protect-data-lakes; a deploy of accounts moves it"
    )


def test_an_address_is_the_same_in_any_case(adopting: LandingZone) -> None:
    assert [found.account.key for found in misplaced(adopting, shown(adopting, {LAKE: PRODUCTION}))] == [LAKE]


def test_guardrails_of_units_above_hold_where_the_other_unit_is_below_them_too(zone: LandingZone) -> None:
    (in_workloads,) = misplaced(zone, shown(zone, {LAKE: ("Workloads",)}))
    (in_sandbox,) = misplaced(zone, shown(zone, {LAKE: ("Sandbox",)}))
    (below,) = misplaced(zone, shown(zone, {SANDBOX: ()}))

    assert "sagemaker-vpc-only" not in in_workloads.lost
    assert "sagemaker-vpc-only" in in_sandbox.lost
    assert "deny-leaving-organization" not in {*in_sandbox.lost, *below.lost}
    assert below.found_in_words == "no unit that is managed here"


def test_an_account_that_is_named_by_its_id_is_found_by_it_and_moved_by_no_deploy(adopting: LandingZone) -> None:
    document = shown(adopting, {SANDBOX: PRODUCTION})

    (found,) = misplaced(adopting, document)

    assert found.in_words.startswith("sandbox-canary is in Workloads/Production, and its unit is Sandbox; until")
    assert found.in_words.endswith("; no deploy moves it (docs/how-to/change-an-account.md)")
    (finding,) = judge_with_units(adopting, "staging", "staging-organization", document)
    assert (finding.workspace, finding.address, finding.severity) == (
        "staging-accounts",
        "account sandbox-canary",
        "guardrails",
    )
    assert finding.remedy is Remedy.NOT_MOVED
    assert finding.differences == (Difference("unit", "Sandbox", "Workloads/Production"),)
    assert judge_with_units(adopting, "staging", "staging-accounts", document) == ()


def test_what_terraform_says_of_the_same_account_is_told_once_and_with_the_words(zone: LandingZone) -> None:
    (in_words,) = judge_with_units(zone, "staging", "staging-organization", shown(zone, {LAKE: PRODUCTION}))
    raw = Finding(
        workspace="staging-accounts",
        address=account_address(LAKE),
        type="aws_organizations_account",
        severity="guardrails",
        differences=(Difference("parent_id", "ou-1", "ou-2"),),
        remedy=Remedy.SET_BACK,
    )

    (told,) = told_once([in_words, raw])

    assert (told.differences, told.words) == (raw.differences, in_words.words)
    assert told_once([in_words]) == [in_words]
    assert told_once([raw]) == [raw]


def test_the_report_says_what_it_means_and_what_to_do(adopting: LandingZone) -> None:
    (finding,) = judge_with_units(
        adopting, "staging", "staging-organization", shown(adopting, {SANDBOX: ("Workloads",)})
    )
    console = Console(width=400, record=True, file=StringIO())

    print_findings(console, [finding], environment="staging", stacks=PROJECT)

    lines = [line.strip() for line in console.export_text().splitlines() if line.strip()]
    assert lines[1:] == [
        "~ accounts: account sandbox-canary",
        "unit: Sandbox -> Workloads",
        finding.words,
        "move it in AWS Organizations",
        "adopt: write the unit that it is in into the YAML",
    ]
    (told,) = for_machines([finding], environment="staging", stacks=PROJECT)
    assert (told["words"], told["deploy"]) == (finding.words, "not moved")
