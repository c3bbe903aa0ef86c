"""The whole of staging, applied by the real Terraform on the embedded emulator."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from modules.environment import PROJECT, load


@pytest.mark.terraform
@pytest.mark.emulator
@pytest.mark.timeout(1200)
def test_preview_applies_all_of_staging_and_a_second_plan_is_empty(tmp_path: Path) -> None:
    for name in ("main.py", "modules", "environments", "policies"):
        source = PROJECT / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, tmp_path / name)

    done = subprocess.run(
        [sys.executable, "main.py", "preview", "staging"], cwd=tmp_path, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stdout + done.stderr
    workspaces = len(load("staging").roster) + 2
    applied = re.findall(r"^ (\S+) +✓ applied +(\d+)", done.stdout, re.MULTILINE)
    unchanged = re.findall(r"^ (\S+) +✓ no changes", done.stdout, re.MULTILINE)
    assert len(applied) == len(unchanged) == workspaces
    assert "The gate is open" in done.stdout
    assert "No changes: staging is as synthesized" in done.stdout
    assert not (tmp_path / "state").exists()
