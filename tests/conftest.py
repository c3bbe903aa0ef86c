"""What all tests share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

from modules.workspaces.writing.synthesis import synthesize
from tests.support.environments import environment

os.environ.pop("COLUMNS", None)  # pytest-xdist sets it in its workers, and commands would go by it
settings.register_profile("project", deadline=None)  # how long an example takes is the machine's matter, not a promise
settings.load_profile("project")


@pytest.fixture(scope="session")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Both real environments, each synthesized to a folder of its own. To read, not to change."""
    folders = {}
    for name in ("production", "staging"):
        folders[name] = tmp_path_factory.mktemp(name) / "cdktf.out"
        synthesize([environment(name)], folders[name])
    return folders


@pytest.hookimpl(trylast=True)  # once it is known which tests are chosen
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what applies on the emulator, in both workers: minutes long, the last of it would keep one waiting.

    pytest-xdist's `worksteal` gives each worker an equal stretch, and has who is done take from the other's end.
    """
    long = [item for item in items if item.path.is_relative_to(Path(__file__).parent / "integration")]
    others = [item for item in items if item not in set(long)]
    middle = len(items) // 2 - len(long[::2])
    items[:] = [*long[::2], *others[:middle], *long[1::2], *others[middle:]]
