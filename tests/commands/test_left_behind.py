from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from rich.console import Console

from modules.commands import left_behind
from modules.commands.folders import Folders
from modules.commands.left_behind import LeftBehind, find_left_behind
from modules.runner.display.plain import PlainProgress
from modules.runner.outcome import DeployReport, Outcome, WorkspaceResult
from modules.runner.retirement.left_state import LeftState
from tests.support.environments import environment

PROGRESS = PlainProgress(Console(quiet=True), "deploy")
Around = Callable[[Outcome, Outcome], list[str]]


def left(name: str) -> LeftState:
    record = {"environment": "staging", "workspace": f"staging-{name}", "reads": []}
    return LeftState(workspace=f"staging-{name}", name=name, resources=1, record=record)


@pytest.fixture
def around(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Around:
    """Deploy around two left states, with one outcome of all that is retired and one of the rest; give the order."""

    def deployed(retired: Outcome, applied: Outcome) -> list[str]:
        written: list[LeftState] = []

        def write(states: Sequence[LeftState], *_: object, **__: object) -> None:
            written[:] = states

        def deploy(*_: object, **__: object) -> DeployReport:
            return report(retired, *(state.name for state in written))

        monkeypatch.setattr(left_behind, "write_retirement", write)
        monkeypatch.setattr(left_behind, "_any_folder", lambda *_: tmp_path)
        monkeypatch.setattr("modules.commands.left_behind.deploying.deploy", deploy)
        states = left("network-eu-west-1"), left("identity-fraud")
        found = LeftBehind("staging", Folders(tmp_path / "cdktf.out"), states)
        whole = found.around(lambda: report(applied, "accounts"), allow_destroy=(), parallel=1, progress=PROGRESS)
        return [result.workspace for result in whole.results]

    return deployed


def report(outcome: Outcome, *names: str) -> DeployReport:
    return DeployReport("staging", tuple(WorkspaceResult(workspace=name, outcome=outcome) for name in names), 0.0)


def test_access_goes_first_and_the_rest_once_what_is_synthesized_is_applied(around: Around) -> None:
    assert around(Outcome.APPLIED, Outcome.APPLIED) == ["identity-fraud", "accounts", "network-eu-west-1"]


def test_what_is_left_stays_where_something_that_is_synthesized_failed(around: Around) -> None:
    assert around(Outcome.APPLIED, Outcome.FAILED) == ["identity-fraud", "accounts"]


def test_access_that_is_protected_keeps_nothing_from_being_applied(around: Around) -> None:
    assert around(Outcome.FAILED, Outcome.UNCHANGED) == ["identity-fraud", "accounts", "network-eu-west-1"]


def test_a_run_that_is_stopped_while_access_is_retired_applies_nothing(around: Around) -> None:
    assert around(Outcome.INTERRUPTED, Outcome.APPLIED) == ["identity-fraud"]


def test_states_of_no_workspace_are_found_and_notices_of_a_move_are_none(tmp_path: Path) -> None:
    folders = Folders(tmp_path / "cdktf.out")
    folders.output.mkdir()
    stack = {"workingDirectory": "stacks/staging-accounts", "dependencies": []}
    (folders.output / "manifest.json").write_text(json.dumps({"stacks": {"staging-accounts": stack}}))
    states = folders.state / "staging"
    states.mkdir(parents=True)
    managed = {"resources": [{"mode": "managed", "instances": [{}, {}]}], "lineage": "a", "serial": 1, "version": 4}
    for name in ("accounts", "identity-fraud"):
        (states / f"staging-{name}.tfstate").write_text(json.dumps(managed))
    (states / "staging-models-fraud.tfstate").write_text('{"version": 9999, "lineage": "a", "serial": 1}')
    notes: list[str] = []

    found = find_left_behind("staging", environment("staging").zone, folders, notes.append)

    assert [(state.name, state.resources) for state in found.states] == [("identity-fraud", 2)]
    assert notes == []


def test_a_state_that_cannot_be_read_is_said_and_stops_nothing(tmp_path: Path) -> None:
    folders = Folders(tmp_path / "cdktf.out")
    folders.output.mkdir()
    stack = {"workingDirectory": "stacks/staging-accounts", "dependencies": []}
    (folders.output / "manifest.json").write_text(json.dumps({"stacks": {"staging-accounts": stack}}))
    (folders.state / "staging").mkdir(parents=True)
    (folders.state / "staging" / "staging-models-fraud.tfstate").write_text("no state")
    notes: list[str] = []

    assert find_left_behind("staging", environment("staging").zone, folders, notes.append).states == ()
    (note,) = notes
    assert note.startswith("what workspaces that left the YAML have left behind could not be looked for: ")
