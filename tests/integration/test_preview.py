"""The whole of staging, applied by the real Terraform on the embedded emulator."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from modules.environment import load
from modules.identity.tenants import access_by_tenant
from tests.support.project import copy_project

SECURITY = ("log-archive", "trail", "security-administrator")
NETWORK = ("delegation", "network-ipam", "network-eu-west-1", "network-eu-west-1-attachments")


@pytest.mark.terraform
@pytest.mark.emulator
@pytest.mark.timeout(1200)
def test_preview_applies_all_of_staging_and_a_second_plan_is_empty(tmp_path: Path) -> None:
    copy_project(tmp_path)
    done = subprocess.run(
        [sys.executable, "main.py", "preview", "staging"], cwd=tmp_path, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stdout + done.stderr
    staging = load("staging")
    regional = [name for region in staging.organization.regions for name in of_region(region)]
    shared = ("organization", "accounts", *NETWORK, *SECURITY, *regional)
    workspaces = len(staging.roster) + len(shared) + len(access_by_tenant(staging.directory, staging.identity))
    applied = re.findall(r"^ (\S+) +✓ applied +(\d+)", done.stdout, re.MULTILINE)
    unchanged = re.findall(r"^ (\S+) +✓ no changes", done.stdout, re.MULTILINE)
    assert len(applied) == len(unchanged) == workspaces
    assert "The gate is open" in done.stdout
    assert "No changes: staging is as synthesized" in done.stdout
    assert not (tmp_path / "state").exists()


def of_region(region: str) -> tuple[str, ...]:
    """The workspaces of security services in one region."""
    return (f"security-{region}", f"security-{region}-members", f"conformance-{region}")
