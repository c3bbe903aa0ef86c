"""What is left of an account that nobody needs any more: first emptied where it is, then moved."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from modules.commands.across_accounts import across_proof
from modules.commands.cost import estimate_synthesized
from modules.commands.creates import creates_proof
from modules.commands.names import ledger_of
from modules.environment import PROJECT, Environment
from modules.estimate.catalogue import read_catalogue
from modules.landing_zone.known_ids import known_ids
from modules.synthesized.environment import Synthesized, read_synthesized
from modules.workspaces.writing.synthesis import synthesize
from tests.support.environments import document, environment, environment_with

SUSPENDED = ("fraud-test", "sandbox-canary")
"""An account of a team with a network, roles, keys and people, and a sandbox with a budget that stops it."""

REGIONS = ("eu-west-1", "us-east-1")

FREE = {"aws_iam_policy", "aws_iam_role", "aws_iam_role_policy"}
"""What is left, and costs nothing."""


def suspended(how: str) -> Environment:
    said = environment().zone.model_dump(mode="json", exclude_defaults=True)
    said["teams"]["fraud"]["suspension"] = {"test": how}
    said["accounts"]["sandbox-canary"]["suspension"] = how
    return environment_with("staging", teams=said["teams"], accounts=said["accounts"])


@pytest.fixture(scope="module")
def emptied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("emptied") / "out"
    synthesize([suspended("emptied")], folder)
    return folder


@pytest.fixture(scope="module")
def moved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("moved") / "out"
    synthesize([suspended("moved")], folder)
    return folder


def read(output: Path, how: str) -> Synthesized:
    return read_synthesized(output, "staging", known_ids(suspended(how).zone))


def stacks(output: Path) -> set[str]:
    return {folder.name for folder in (output / "stacks").iterdir()}


def in_account(synthesized: Synthesized, key: str) -> set[str]:
    """Types of resources that are in an account, or are known by its key in another."""
    found = synthesized.resources(_Everything())
    return {each.kind for each in found if each.account == key and ":data." not in each.identity}


class _Everything:
    def __contains__(self, _: object) -> bool:
        return True


@pytest.mark.parametrize("key", SUSPENDED)
def test_an_emptied_account_keeps_what_costs_nothing(outputs: dict[str, Path], emptied: Path, key: str) -> None:
    before = read_synthesized(outputs["staging"], "staging", known_ids(environment().zone))

    assert in_account(before, key) > FREE
    assert in_account(read(emptied, "emptied"), key) == FREE
    assert f"staging-account-{key}" in stacks(emptied)


def test_an_emptied_account_costs_what_watching_every_account_does(outputs: dict[str, Path], emptied: Path) -> None:
    zone, zone_after = environment().zone, suspended("emptied").zone
    before = estimate_synthesized(
        zone, read_synthesized(outputs["staging"], "staging", known_ids(zone)), read_catalogue(PROJECT)
    )
    after = estimate_synthesized(zone_after, read(emptied, "emptied"), read_catalogue(PROJECT))

    assert {f"staging-account-{key}" for key in SUSPENDED} <= {line.workspace for line in before.lines}
    left = {line.workspace for line in after.lines if line.account in SUSPENDED}
    assert left == {f"staging-{what}-{region}" for what in ("conformance", "security") for region in REGIONS}


@pytest.mark.parametrize("how", ["emptied", "moved"])
def test_an_organization_with_suspended_accounts_is_proved_as_before(emptied: Path, moved: Path, how: str) -> None:
    zone, output = suspended(how).zone, {"emptied": emptied, "moved": moved}[how]

    found = ledger_of("staging", zone, output)
    assert [*(entry.shown for entry in found.missing), *found.misplaced] == []
    assert creates_proof("staging", zone, output).ok
    assert across_proof("staging", zone, output).ok


@pytest.mark.parametrize("key", SUSPENDED)
def test_no_other_account_has_anything_left_of_it(emptied: Path, moved: Path, key: str) -> None:
    for output in (emptied, moved):
        for folder in (output / "stacks").iterdir():
            if folder.name in {f"staging-account-{key}", "staging-accounts", "staging-cost"}:
                continue
            written = json.dumps(document(output, folder.name))
            assert key not in written.replace(f"staging-account-{key}", ""), folder.name


def test_what_lets_go_of_an_emptied_account_goes_first(emptied: Path) -> None:
    manifest = json.loads((emptied / "manifest.json").read_text())
    waits_for = dependencies(manifest, "staging-account-fraud-test")

    assert {
        "staging-network-eu-west-1-attachments",
        "staging-data-products-claims",
        "staging-security-eu-west-1-members",
        "staging-accounts",
    } <= waits_for
    assert not any("staging-account-fraud-test" in dependencies(manifest, other) for other in waits_for)


def test_a_moved_account_has_no_workspace_and_is_closed_by_nobody(outputs: dict[str, Path], moved: Path) -> None:
    assert {f"staging-account-{key}" for key in SUSPENDED} == stacks(outputs["staging"]) - stacks(moved) - {
        "staging-identity-sandbox-canary",
        "staging-sandbox-budgets",
    }
    before, after = vended(outputs["staging"]), vended(moved)
    assert before.keys() == after.keys()
    changed = {address for address in before if before[address] != after[address]}
    assert len(changed) == len(SUSPENDED)
    assert {"Suspended" in after[address]["parent_id"] for address in changed} == {True}
    assert {"Suspended" in before[address]["parent_id"] for address in changed} == {False}


def test_an_account_that_is_emptied_is_not_moved_yet(outputs: dict[str, Path], emptied: Path) -> None:
    assert vended(emptied) == vended(outputs["staging"])


def vended(output: Path) -> dict[str, Any]:
    """Every account that Terraform vends, by its address."""
    found: dict[str, Any] = document(output, "staging-accounts")["resource"]["aws_organizations_account"]
    return found


def dependencies(manifest: dict[str, Any], workspace: str) -> set[str]:
    """What a workspace waits for, by whatever way."""
    found: set[str] = set()
    left = [workspace]
    while left:
        for name in manifest["stacks"][left.pop()]["dependencies"]:
            if name not in found:
                found.add(name)
                left.append(name)
    return found
