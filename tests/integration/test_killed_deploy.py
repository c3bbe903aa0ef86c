"""A deploy that is killed in the middle, and the one after it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
from pathlib import Path

import pytest

from tests.support.emulator import emulated_staging
from tests.support.main_program import main_program
from tests.support.project import BY_CHOICE, copy_project
from tests.support.waiting import becomes

SELECTION = ("organization", "accounts", "account-security-tooling", "account-network")


@pytest.mark.terraform
@pytest.mark.emulator
@pytest.mark.timeout(900)
def test_a_killed_deploy_resumes_and_converges(tmp_path: Path) -> None:
    copy_project(tmp_path, without=BY_CHOICE)
    deploy = main_program("deploy", *SELECTION)

    with emulated_staging(tmp_path / "emulator.log") as environ:
        killed = subprocess.Popen(
            deploy, cwd=tmp_path, env=environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            _until_an_account_is_being_changed(tmp_path, killed)
            os.kill(killed.pid, signal.SIGKILL)
        finally:
            killed.wait()
        resumed = subprocess.run(deploy, cwd=tmp_path, env=environ, capture_output=True, text=True, check=False)
        planned = subprocess.run(
            main_program("plan", *SELECTION, resume=True),
            cwd=tmp_path,
            env=environ,
            capture_output=True,
            text=True,
            check=False,
        )

    assert resumed.returncode == 0, resumed.stdout + resumed.stderr
    assert "resuming the last run" in resumed.stdout + resumed.stderr
    assert planned.returncode == 0, planned.stdout + planned.stderr
    assert "No changes: staging is as synthesized" in planned.stdout
    for workspace in SELECTION:
        state = json.loads((tmp_path / "state" / "staging" / f"staging-{workspace}.tfstate").read_text())
        assert state["resources"], workspace


def _until_an_account_is_being_changed(project: Path, deploy: subprocess.Popen[bytes]) -> None:
    """Wait until Terraform has begun to change something in a member account."""
    logs = [project / "logs" / "staging" / f"staging-{name}.log" for name in SELECTION[2:]]

    def begun() -> bool:
        assert deploy.poll() is None, "the deploy ended before it could be killed"
        return any(log.exists() and '"apply_start"' in log.read_text().replace("data.", "") for log in logs)

    assert becomes(begun, 240), "no account was reached"
