from __future__ import annotations

from typing import Any

import pytest

from modules.runner.retirement.left_state import Fate, left_state

GROUP = {"mode": "managed", "type": "aws_identitystore_group", "name": "leads", "instances": [{}]}
READ = {"mode": "data", "type": "terraform_remote_state", "name": "accounts", "instances": [{}]}


def state_of(workspace: str, environment: str = "staging") -> dict[str, Any]:
    record = {"environment": environment, "workspace": workspace, "reads": []}
    return {"resources": [GROUP, READ], "outputs": {"retirement": {"value": record}}}


def fate(workspace: str, state: dict[str, Any]) -> Fate:
    left = left_state("staging", workspace, state)
    assert left is not None
    return left.fate


def test_a_state_that_manages_nothing_is_not_left_behind() -> None:
    assert left_state("staging", "staging-identity-fraud", {"resources": [READ]}) is None


def test_what_was_applied_with_its_record_is_retired_and_said_with_its_resources() -> None:
    left = left_state("staging", "staging-identity-fraud", state_of("staging-identity-fraud"))

    assert left is not None
    assert left.in_words == "left behind: identity-fraud (1 resource): a deploy of all workspaces retires it"


@pytest.mark.parametrize(
    "state",
    [
        {"resources": [GROUP]},
        state_of("staging-identity"),
        state_of("staging-identity-fraud", environment="production"),
    ],
    ids=["applied before there were records", "a copy of another state", "another environment's"],
)
def test_what_is_not_proved_to_be_of_the_workspace_stays(state: dict[str, Any]) -> None:
    assert fate("staging-identity-fraud", state) is Fate.UNKNOWN


def test_accounts_that_were_let_go_of_and_what_holds_states_stay_whatever_they_record() -> None:
    assert fate("staging-account-fraud-dev", state_of("staging-account-fraud-dev")) is Fate.LET_GO
    assert fate("staging-bootstrap", state_of("staging-bootstrap")) is Fate.HOLDS_STATES


@pytest.mark.parametrize(
    ("name", "expected"),
    [("identity", True), ("identity-fraud", True), ("models-fraud", False), ("identitylike", False)],
)
def test_access_is_told_from_all_else(name: str, expected: bool) -> None:  # noqa: FBT001 - a parameter of a test
    left = left_state("staging", f"staging-{name}", state_of(f"staging-{name}"))

    assert left is not None
    assert left.is_access is expected
