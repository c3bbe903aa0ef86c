"""A copy of the project for each test to run, and to spoil."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from modules.environment import PROJECT


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the project without its tools and outputs."""
    for name in ("main.py", "cdktf.json", "modules", "environments", "policies"):
        source = PROJECT / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, tmp_path / name)
    return tmp_path
