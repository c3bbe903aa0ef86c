"""A deploy on a terminal asks before it applies, and applies nothing without a yes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NoReturn

import pytest

from modules.commands import agreement
from modules.commands.agreement import can_ask, is_agreed
from modules.commands.console import out
from modules.runner.outcome import Outcome, PlanReport, WorkspaceResult

COMMAND = ("python", "main.py", "deploy", "staging", "account-*")


def planned(*outcomes: Outcome) -> PlanReport:
    results = (WorkspaceResult(workspace=f"staging-{outcome}", outcome=outcome) for outcome in outcomes)
    return PlanReport("staging", tuple(results), 1.0)


def answering(monkeypatch: pytest.MonkeyPatch, answer: Callable[[], str]) -> list[str]:
    asked: list[str] = []

    def read(prompt: str, **_: Any) -> str:
        asked.append(prompt)
        return answer()

    monkeypatch.setattr(out, "input", read)
    return asked


@pytest.mark.parametrize(("answer", "agreed"), [("y", True), (" YES ", True), ("", False), ("n", False), ("yo", False)])
def test_only_a_yes_is_one(monkeypatch: pytest.MonkeyPatch, answer: str, *, agreed: bool) -> None:
    asked = answering(monkeypatch, lambda: answer)

    assert is_agreed(planned(Outcome.CHANGES, Outcome.WAITS), COMMAND) is agreed
    assert asked == ["Apply? [y/N] "]


@pytest.mark.parametrize("error", [EOFError, KeyboardInterrupt])
def test_no_answer_applies_nothing_and_says_how_to_go_on(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], error: type[BaseException]
) -> None:
    def leave() -> NoReturn:
        raise error

    answering(monkeypatch, leave)

    with out.capture() as captured:
        assert not is_agreed(planned(Outcome.CHANGES), COMMAND)

    assert "Nothing was applied. To be asked again: python main.py deploy staging 'account-*'." in captured.get()
    assert capsys.readouterr().err == ""


def test_nobody_is_asked_where_nothing_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = answering(monkeypatch, lambda: "n")

    assert is_agreed(planned(Outcome.NO_CHANGES, Outcome.NO_CHANGES), COMMAND)
    assert asked == []


def test_what_failed_to_plan_or_is_refused_is_applied_by_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = answering(monkeypatch, lambda: "y")

    assert not is_agreed(planned(Outcome.CHANGES, Outcome.FAILED), COMMAND)
    assert asked == []


class _Stream:
    def __init__(self, *, is_terminal: bool) -> None:
        self.is_terminal = is_terminal

    def isatty(self) -> bool:
        return self.is_terminal


@pytest.mark.parametrize(("reads", "writes"), [(True, False), (False, True), (False, False), (True, True)])
def test_somebody_can_be_asked_only_where_both_ends_are_a_terminal(
    monkeypatch: pytest.MonkeyPatch, *, reads: bool, writes: bool
) -> None:
    monkeypatch.setattr("sys.stdin", _Stream(is_terminal=reads))
    monkeypatch.setattr(agreement, "out", _Stream(is_terminal=writes))

    assert can_ask() is (reads and writes)
