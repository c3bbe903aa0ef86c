"""What all tests share."""

from __future__ import annotations

from pathlib import Path

import pytest

from modules.workspaces.synthesis import synthesize
from tests.support.environments import environment


@pytest.fixture(scope="session")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Both real environments, each synthesized to a folder of its own. To read, not to change."""
    folders = {}
    for name in ("production", "staging"):
        folders[name] = tmp_path_factory.mktemp(name) / "cdktf.out"
        synthesize([environment(name)], folders[name])
    return folders
