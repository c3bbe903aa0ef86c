"""The whole of staging, applied by the real Terraform on the embedded emulator."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.project import copy_project


@pytest.mark.terraform
@pytest.mark.emulator
@pytest.mark.timeout(1200)
def test_preview_applies_all_of_staging_and_a_second_plan_is_empty(tmp_path: Path) -> None:
    copy_project(tmp_path)
    done = subprocess.run(
        [sys.executable, "main.py", "preview", "staging"], cwd=tmp_path, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stdout + done.stderr
    workspaces = json.loads((tmp_path / ".preview/staging/cdktf.out/manifest.json").read_text())["stacks"]
    applied = re.findall(r"^ (\S+) +✓ applied +(\d+)", done.stdout, re.MULTILINE)
    unchanged = re.findall(r"^ (\S+) +✓ no changes", done.stdout, re.MULTILINE)
    assert len(applied) == len(unchanged) == len(workspaces)
    assert "The gate is open" in done.stdout
    assert "No changes: staging is as synthesized" in done.stdout
    assert not (tmp_path / "state").exists()
