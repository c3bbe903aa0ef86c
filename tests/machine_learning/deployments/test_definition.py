"""The state machine's ways: each ends, each failure is told, and nothing is made before the registry is asked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.machine_learning.deployments.models import machine

STATES: dict[str, Any] = machine()["States"]
READING = "describe"


def _next(name: str, *, without_failures: bool = False) -> set[str]:
    state = STATES[name]
    found = {state.get("Next"), state.get("Default"), *(way["Next"] for way in state.get("Choices", ()))}
    if not without_failures:
        found |= {caught["Next"] for caught in state.get("Catch", ())}
    return found - {None}


def _reached(start: str, *, but: str | None = None) -> set[str]:
    reached, ahead = set[str](), [start]
    while ahead:
        name = ahead.pop()
        if name not in reached and name != but:
            reached.add(name)
            ahead.extend(_next(name))
    return reached


def _calls() -> Iterator[tuple[str, str]]:
    for name, state in STATES.items():
        if state["Type"] == "Task":
            yield name, state["Resource"].rpartition(":")[2]


def test_every_state_is_reached_and_every_way_leads_to_a_state() -> None:
    assert _reached(machine()["StartAt"]) == set(STATES)


def test_every_state_leads_to_an_end() -> None:
    ends = {name for name, state in STATES.items() if state["Type"] in ("Succeed", "Fail")}

    assert {name for name in STATES if not _reached(name) & ends} == set()


def test_nothing_is_made_on_a_way_on_which_the_registry_was_not_asked() -> None:
    made = {name for name, operation in _calls() if not operation.startswith((READING, "publish"))}

    assert made
    assert not _reached(machine()["StartAt"], but="IsItToBeDeployed") & made
    assert not _reached(machine()["StartAt"], but="WillItStayAsItIs") & made
    assert _next("AskTheRegistry", without_failures=True) == {"IsItToBeDeployed"}
    assert _next("WaitForTheEndpoint") == {"AskTheRegistry"}


def test_every_call_that_fails_leads_to_a_notice() -> None:
    able_to_fail = {name: state for name, state in STATES.items() if state["Type"] in ("Map", "Task")}
    for name, state in able_to_fail.items():
        (caught,) = state["Catch"]
        assert caught["ErrorEquals"] == ["States.ALL"]
        if not state.get("Resource", "").endswith("publish"):
            assert "SayFailure" in _reached(caught["Next"]), name
            # Where there may be no endpoint yet, that is no failure: it is made.
            assert name == "LookAtTheEndpoint" or "SaySuccess" not in _reached(caught["Next"]), name


@pytest.mark.parametrize("name", [name for name, state in STATES.items() if state["Type"] == "Fail"])
def test_nothing_fails_without_a_notice_before(name: str) -> None:
    before = {each for each in STATES if name in _next(each)}

    assert before == {"SayFailure"}


def test_only_calls_that_change_nothing_are_asked_again() -> None:
    again = {operation for name, operation in _calls() if "Retry" in STATES[name]}

    assert again == {operation for _, operation in _calls() if operation.startswith(READING)}
