"""`export hcp` and `run-task`, as they are run."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from modules.commands import run_task
from modules.commands.run_task import KEY_VARIABLE, serve
from modules.specification.errors import LandingZoneError
from tests.commands.test_main import run
from tests.exports.hcp.conftest import BACKEND

_KEY = "0123456789abcdef0123456789abcdef"


@pytest.fixture
def project_in_hcp(small_project: Path) -> Path:
    """A copy of the project whose staging is in HCP Terraform."""
    deployment = small_project / "environments" / "staging" / "deployment.yaml"
    fields = ", ".join(f"{key}: {value}" for key, value in BACKEND.items())
    text = deployment.read_text()
    assert "  backend:\n    type: local\n" in text
    deployment.write_text(text.replace("  backend:\n    type: local\n", f"  backend: {{{fields}}}\n"))
    return small_project


def test_an_environment_that_is_elsewhere_is_refused_before_anything_is_synthesized(small_project: Path) -> None:
    refused = run(small_project, "export", "hcp", "staging", "--to", "hcp")
    assert refused.returncode == 1
    assert "got: staging: deployment.backend of type local" in refused.stderr
    assert not (small_project / "cdktf.out").exists()
    assert not (small_project / "hcp").exists()


def test_what_is_written_and_what_comes_next_is_said(project_in_hcp: Path) -> None:
    first = run(project_in_hcp, "export", "hcp", "staging", "--to", "hcp")
    assert first.returncode == 0, first.stderr
    rows = {line.split("│")[1].strip(): line.split("│")[2].strip() for line in first.stdout.splitlines() if "│" in line}
    uploads = [*(project_in_hcp / "hcp" / "uploads").iterdir()]
    assert int(rows["workspaces"]) == int(rows["workspaces to upload"]) == len(uploads)
    assert "apply hcp/bootstrap-hcp" in first.stdout
    again = run(project_in_hcp, "export", "hcp", "staging", "--to", "hcp")
    assert again.stdout.splitlines()[-1] == "Nothing changed in hcp."


def test_the_run_task_answers_until_it_is_stopped(project_in_hcp: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "main.py", "run-task", "staging", "--port", "0"],
        cwd=project_in_hcp,
        env={**os.environ, KEY_VARIABLE: _KEY},
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stderr is not None
        line = process.stderr.readline()
        process.send_signal(signal.SIGINT)
        assert process.wait(60) == 0
    assert "judging runs of staging at http://127.0.0.1:" in line


@pytest.mark.parametrize("key", [None, "", "short"])
def test_the_run_task_needs_a_key_that_nobody_guesses(key: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run_task, "_in_hcp_terraform", lambda zones, **_: zones)
    monkeypatch.setattr(run_task, "_backend", lambda _zones: _Backend)
    monkeypatch.delenv(KEY_VARIABLE, raising=False)
    if key is not None:
        monkeypatch.setenv(KEY_VARIABLE, key)
    with pytest.raises(LandingZoneError, match="must have the key"):
        serve(["staging"], host="127.0.0.1", port=0, parallel=1)


class _Backend:
    organization, hostname = "acme", "app.terraform.io"


def test_the_run_task_judges_no_environment_that_is_elsewhere() -> None:
    for names in (["staging"], []):
        with pytest.raises(LandingZoneError, match="must have its workspaces in HCP Terraform"):
            serve(names, host="127.0.0.1", port=0, parallel=1)
