"""What a preview makes of operations that the emulator lacks. The preview as a whole is in `tests/integration`."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from modules.commands import preview
from modules.commands.folders import Folders
from modules.emulator.server import EmbeddedAws
from modules.runner.outcome import Changes, DeployReport, Outcome, PlanReport, WorkspaceResult
from tests.support.environments import environment

APPLIED = WorkspaceResult(workspace="organization", outcome=Outcome.APPLIED)
BLOCKED = WorkspaceResult(workspace="account-fraud-dev", outcome=Outcome.BLOCKED, error="accounts was not applied")
PLANNED = (
    WorkspaceResult(workspace="organization", outcome=Outcome.NO_CHANGES),
    WorkspaceResult(workspace="accounts", outcome=Outcome.CHANGES, changes=Changes(added=3)),
    WorkspaceResult(workspace="account-fraud-dev", outcome=Outcome.WAITS, error="waits for accounts"),
)
LACKING = "not emulated: servicecatalog.ScanProvisionedProducts"
LACKING_TOO = "not emulated: ds.CreateDirectory"


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "accounts.log"


def failed(log: Path, *errors: str) -> WorkspaceResult:
    diagnostics = [{"severity": "error", "summary": "creating a thing", "detail": error} for error in errors]
    lines = [{"@level": "error", "type": "diagnostic", "diagnostic": diagnostic} for diagnostic in diagnostics]
    log.write_text("# terraform apply\n" + "".join(json.dumps(line) + "\n" for line in lines))
    first = f"{errors[0]} (and {len(errors) - 1} more)"
    return WorkspaceResult(workspace="accounts", outcome=Outcome.FAILED, error=first, log=log)


def run(
    monkeypatch: pytest.MonkeyPatch, *results: WorkspaceResult, planned: tuple[WorkspaceResult, ...] = PLANNED
) -> int:
    monkeypatch.setattr(preview, "deploy", lambda *_, **__: DeployReport("staging", results, 1))
    monkeypatch.setattr(preview, "plan", lambda *_, **__: PlanReport("staging", planned, 1))
    return preview._Preview("staging", Folders(Path("cdktf.out")), [], None, {}).run()


def test_an_emulator_that_is_kept_is_reached_and_ended_as_the_preview_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    zone = environment("staging").zone
    kept = EmbeddedAws(log_path=tmp_path / "emulator.log", detached=True)
    monkeypatch.setattr(preview, "EmbeddedAws", lambda **_: kept)
    monkeypatch.setattr(preview, "preview_folders", lambda _: Folders(tmp_path / "cdktf.out"))
    monkeypatch.setattr(preview, "write_if_stale", lambda *_: None)
    monkeypatch.setattr(preview, "gate_opens", lambda *_, **__: True)
    monkeypatch.setattr(preview._Preview, "run", lambda _: 0)
    assert preview.preview("staging", [], parallel=None, keep=True) == 0
    said = capsys.readouterr().out
    pid = int(said.rpartition("End it with: kill ")[2])
    try:
        exported = dict(line.split()[1].split("=", 1) for line in said.splitlines() if " export " in line)
        command = [sys.executable, "-c", "import boto3; print(boto3.client('sts').get_caller_identity()['Account'])"]
        done = subprocess.run(command, env={**os.environ, **exported}, capture_output=True, text=True, check=True)
    finally:
        os.kill(pid, signal.SIGTERM)
        kept.stop()  # what a process that ends does, too: let go of its pipes

    assert done.stdout.strip() == zone.organization.management_account.id


def test_what_the_emulator_lacks_is_named_and_what_waits_for_it_is_planned(
    log: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, APPLIED, failed(log, LACKING, LACKING_TOO), BLOCKED) == 0

    said = capsys.readouterr().out.partition("Not applied here")[2]
    rows = [" ".join(line.replace("│", " ").split()) for line in said.splitlines()]
    assert f"accounts {LACKING} 3 changes planned" in rows
    assert LACKING_TOO in rows
    assert "account-fraud-dev accounts was not applied waits" in rows
    assert "Everything else is applied." in said


def test_one_error_of_another_kind_fails_the_preview(log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run(monkeypatch, APPLIED, failed(log, LACKING, "AccessDenied"), BLOCKED) == 1


def test_an_interrupted_preview_has_failed_and_plans_nothing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    stopped = WorkspaceResult(workspace="accounts", outcome=Outcome.INTERRUPTED)

    assert run(monkeypatch, APPLIED, stopped) == 1
    assert "Not applied here" not in capsys.readouterr().out


def test_a_second_plan_that_changes_what_was_applied_fails_the_preview(
    log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    restless = WorkspaceResult(workspace="organization", outcome=Outcome.CHANGES, changes=Changes(changed=1))

    assert run(monkeypatch, APPLIED, failed(log, LACKING), BLOCKED, planned=(restless, *PLANNED[1:])) == 1
