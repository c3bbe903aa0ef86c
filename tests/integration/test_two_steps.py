"""What a deploy cannot make at once, led through by the commands of a pipeline and in HCP Terraform.

A rename, a move and removals take two steps; another address is changed in AWS first.
Who deploys from a shell types what the pipeline runs. States in files are taken over in `tests/runner/two_steps`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest

from modules.emulator.services.account.primary_email import CODE
from modules.synthesized.applied_regions import regions_in_use
from tests.integration.two_steps.changes import ANOTHER_HOME, AT_ONCE, BEFORE, FIRST, REGION_GONE, REGION_LEAVES, SECOND
from tests.integration.two_steps.ways import InPipeline, Way, in_hcp, in_pipeline

pytestmark = [pytest.mark.terraform, pytest.mark.emulator, pytest.mark.timeout(900)]

ALL = ("organization", "accounts")
ADDRESS, OTHER = "aws-canary+portal@acme.example", "aws-canary+claims@acme.example"


@pytest.mark.parametrize("prepared", [in_hcp, in_pipeline])
def test_what_takes_two_steps_is_refused_at_once_and_keeps_its_ids(
    prepared: Callable[[Path], AbstractContextManager[Way]], tmp_path: Path
) -> None:
    with prepared(tmp_path) as way:
        way.say(BEFORE)
        if prepared is in_pipeline:
            way.commit("before")
        deployed(way, *ALL, "account-portal")
        before = {name: ids(way.state(name)) for name in (*ALL, "account-portal")}

        _at_once_is_refused_and_nothing_changes(way, before)
        _another_home_region_is_refused(way)
        if prepared is in_pipeline:
            _another_address_is_refused_until_aws_has_it(way)
        _first_step_takes_over_and_lets_go(way)
        _second_step_deletes_what_is_empty(way)

        assert ids(way.state("account-claims")) == before["account-portal"]
        if prepared is in_pipeline:
            _a_region_goes_in_two_steps_and_not_at_once(way)
        assert ids(way.state("account-portal")) == set()
        accounts = {each["Name"]: each["Id"] for each in way.organizations().list_accounts()["Accounts"]}
        assert ("aws_organizations_account", accounts["portal"]) in ids(way.state("accounts")) & before["accounts"]
        assert ("aws_organizations_account", accounts["canary"]) in before["accounts"] - ids(way.state("accounts"))
        (parent,) = way.organizations().list_parents(ChildId=accounts["portal"])["Parents"]
        assert ("aws_organizations_organizational_unit", parent["Id"]) in ids(way.state("organization"))
        assert len(before["organization"] - ids(way.state("organization"))) == 1  # the unit that was emptied


def _at_once_is_refused_and_nothing_changes(way: Way, before: dict[str, set[tuple[str, str]]]) -> None:
    way.say(AT_ONCE)

    code, told = way.deploy(*ALL, "account-claims")

    assert code == 1, told
    assert "what was applied must leave the YAML in two steps" in told
    assert "the account canary" in told
    assert "the account portal" in told
    assert "the unit Trial" in told
    assert {name: ids(way.state(name)) for name in before} == before


def _another_home_region_is_refused(way: Way) -> None:
    """Wherever states are: here in HCP Terraform, or in a bucket."""
    way.say(ANOTHER_HOME)

    code, told = way.deploy("accounts")

    assert code == 1, told
    assert "organization.yaml:3 organization.home_region the home region must stay the one that was applied" in told
    assert "got: eu-central-1, where eu-west-1 was applied" in told


def _another_address_is_refused_until_aws_has_it(way: Way) -> None:
    way.say(with_other_address(FIRST))

    code, told = way.deploy("accounts")

    assert code == 1, told
    assert "environments/staging/accounts.yaml:2 accounts.claims.email the address of an account must be" in told
    assert f"got: claims: {OTHER}; it was applied as {ADDRESS}" in told
    accounts = {each["Name"]: each["Id"] for each in way.organizations().list_accounts()["Accounts"]}
    asked = {"AccountId": accounts["portal"], "PrimaryEmail": OTHER}
    way.client("account").start_primary_email_update(**asked)
    way.client("account").accept_primary_email_update(**asked, Otp=CODE)


def with_other_address(files: Mapping[str, str]) -> dict[str, str]:
    return {name: text.replace(ADDRESS, OTHER) for name, text in files.items()}


def _first_step_takes_over_and_lets_go(way: Way) -> None:
    if isinstance(way, InPipeline):
        way.say(with_other_address(FIRST))
        _, planned = way.plan("organization", "account-claims")
        assert "claims is in Workloads/Trial, and its unit is Workloads/Live" in planned
        assert "a deploy of accounts moves it" in planned
        assert "waits for the state of staging-account-portal, which a deploy takes over first" in planned
        # people also choose what a change since a commit concerns
        told = deployed(way, "--affected-since", "before", "accounts", "account-claims", "account-management")
        assert "deploy staging: 2 workspaces" in told
    else:
        way.say(FIRST)
        told = deployed(way, "accounts")  # the state is taken over whatever is deployed

    if isinstance(way, InPipeline):
        written = json.loads((way.project / "environments/staging/accounts.lock.json").read_text())
        assert written["accounts"]["claims"]["email"] == OTHER
    assert "staging-account-claims goes on with the state of staging-account-portal" in told


def _second_step_deletes_what_is_empty(way: Way) -> None:
    way.say(with_other_address(SECOND) if isinstance(way, InPipeline) else SECOND)
    deployed(way, "organization")


def _a_region_goes_in_two_steps_and_not_at_once(way: Way) -> None:
    way.say(with_other_address(REGION_GONE))
    code, told = way.deploy("organization")
    assert code == 1, told
    assert "organization.regions a region must leave the YAML in two steps" in told
    assert "us-east-1, where account-claims still has resources" in told

    way.say(with_other_address(REGION_LEAVES))
    told = deployed(way, "organization", "account-claims", "--allow-destroy", "module.region-baseline-us-east-1.*")
    assert "destroyed" in told
    assert regions_in_use(way.state("account-claims")) == set()

    way.say(with_other_address(REGION_GONE))
    deployed(way, "organization", "account-claims")
    assert way.state("organization")["outputs"]["regions"]["value"] == ["eu-west-1"]


def deployed(way: Way, *workspaces: str) -> str:
    code, told = way.deploy(*workspaces)
    assert code == 0, told
    return told


def ids(state: dict[str, Any]) -> set[tuple[str, str]]:
    """List what a state manages: type and id."""
    return {
        (resource["type"], str(instance["attributes"]["id"]))
        for resource in state["resources"]
        if resource["mode"] == "managed"
        for instance in resource["instances"]
        if "id" in instance["attributes"]
    }
