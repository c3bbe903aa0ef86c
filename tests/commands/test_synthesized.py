"""Whether the output folder is known to be what its inputs would be synthesized to."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from modules import environment
from modules.commands import synthesized
from modules.commands.folders import Folders


@pytest.fixture
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Folders:
    """Inputs that are a minute old, and an output folder that was made of them."""
    for name in (
        "environments/staging/teams.yaml",
        "modules/room/__init__.py",
        "policies/guardrails/one/policy.json",
        "policies/guardrails/two/baseline.rules",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True)
        path.write_text("")
    for path in tmp_path.rglob("*"):
        os.utime(path, (time.time() - 60,) * 2)
    monkeypatch.setattr(synthesized, "ENVIRONMENTS", tmp_path / "environments")
    monkeypatch.setattr(synthesized, "INPUTS", (tmp_path / "modules", tmp_path / "policies" / "guardrails"))
    made = Folders(tmp_path / "cdktf.out")
    (made.output / "stacks" / "staging-organization").mkdir(parents=True)
    synthesized.mark(made, ["staging"], since=time.time() - 30)
    return made


def edited(project: Path) -> None:
    (project / "environments" / "staging" / "teams.yaml").write_text("teams: {}")


def added(project: Path) -> None:
    (project / "policies" / "guardrails" / "three").mkdir()


def removed(project: Path) -> None:
    (project / "policies" / "guardrails" / "one" / "policy.json").unlink()


def coded(project: Path) -> None:
    (project / "modules" / "room" / "__init__.py").write_text("x = 1")


def ruled(project: Path) -> None:
    (project / "policies" / "guardrails" / "two" / "baseline.rules").write_text("drop udp any any -> any any (sid:1;)")


def unmarked(project: Path) -> None:
    (project / ".cdktf.out.inputs").unlink()


def emptied(project: Path) -> None:
    (project / "cdktf.out" / "stacks" / "staging-organization").rmdir()


def test_it_is_current_until_something_changes(folders: Folders) -> None:
    assert synthesized.is_current(folders, "staging")


@pytest.mark.parametrize(
    "change", [edited, added, removed, coded, ruled, unmarked, emptied], ids=lambda one: one.__name__
)
def test_it_is_out_of_date_when_an_input_is(folders: Folders, change: Callable[[Path], None]) -> None:
    change(folders.output.parent)
    assert not synthesized.is_current(folders, "staging")


def test_all_code_and_all_policies_are_inputs() -> None:
    assert {environment.PROJECT / "modules", environment.PROJECT / "policies"} == set(synthesized.INPUTS)


def test_it_is_not_current_for_another_environment(folders: Folders) -> None:
    assert not synthesized.is_current(folders, "production")


def test_it_is_not_current_for_another_checkout(folders: Folders, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(synthesized, "PROJECT", folders.output.parent / "another")
    assert not synthesized.is_current(folders, "staging")


def test_what_python_leaves_behind_changes_nothing(folders: Folders) -> None:
    (folders.output.parent / "modules" / "room" / "__pycache__").mkdir()
    assert synthesized.is_current(folders, "staging")
