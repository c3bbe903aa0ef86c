"""Services by choice, which staging does not have, applied on the embedded emulator."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.support.emulator import emulated_staging
from tests.support.project import copy_project

WORKSPACES = ("organization", "accounts", "log-archive", "trail", "security-administrator", "delegation", "security-*")
ACCOUNTS = """
accounts:
  log-archive: {function: log-archive, unit: Security, owner: security-operations}
  security-tooling: {function: security-tooling, unit: Security, owner: security-operations}
  sandbox-canary: {function: sandbox, unit: Sandbox, owner: cloud-platform}
"""
ELSEWHERE = ("data", "identity", "machine-learning", "network", "observability", "pipelines", "teams")
"""What the preview of staging applies, and these services do without."""
SECURITY = """
security:
  guardduty: {enabled: false}
  macie: {enabled: false}
  inspector: {enabled: false}
  detective: {enabled: false}
  access_analyzer: {enabled: false}
  firewall_manager: {enabled: true}
  security_lake: {enabled: true}
  incident_response: {enabled: true}
"""


@pytest.mark.terraform
@pytest.mark.emulator
@pytest.mark.timeout(1200)
def test_what_is_chosen_applies_in_its_order_and_a_second_plan_is_empty(tmp_path: Path) -> None:
    copy_project(tmp_path)
    staging = tmp_path / "environments" / "staging"
    for file in ELSEWHERE:
        (staging / f"{file}.yaml").unlink()
    (staging / "accounts.yaml").write_text(ACCOUNTS)
    (staging / "security.yaml").write_text(SECURITY)

    with emulated_staging(tmp_path / "emulator.log") as environ:
        deployed = run(tmp_path, environ, "deploy")
        assert deployed.returncode == 0, deployed.stdout + deployed.stderr
        for workspace in ("delegation", "security-us-east-1", "security-lake", "security-lake-members"):
            assert f"✓ {workspace} applied" in deployed.stdout
        planned = run(tmp_path, environ, "plan")
        assert planned.returncode == 0, planned.stdout + planned.stderr


def run(project: Path, environ: Mapping[str, str], verb: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "main.py", verb, "staging", *WORKSPACES]
    return subprocess.run(command, cwd=project, env=environ, capture_output=True, text=True, check=False)
