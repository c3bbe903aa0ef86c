"""A copy of the project for each test to run, and to spoil."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.project import copy_project


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the project without its tools and outputs."""
    return copy_project(tmp_path)
