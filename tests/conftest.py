"""What all tests share."""

from __future__ import annotations

import gc
import os
from pathlib import Path

import pytest
from hypothesis import settings

from modules.workspaces.writing.synthesis import synthesize
from tests.support.environments import environment
from tests.support.once import folder_of_all_workers

os.environ.pop("COLUMNS", None)  # pytest-xdist sets it in its workers, and commands would go by it
settings.register_profile("project", deadline=None)  # how long an example takes is the machine's matter, not a promise
settings.load_profile("project")


@pytest.fixture(scope="session")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Both real environments, each synthesized to a folder of its own. To read, not to change."""

    def folder(name: str) -> Path:
        return folder_of_all_workers(
            tmp_path_factory, name, lambda made: synthesize([environment(name)], made / "cdktf.out")
        )

    return {name: folder(name) / "cdktf.out" for name in ("production", "staging")}


@pytest.hookimpl(trylast=True)  # once everything is imported and collected
def pytest_collection_finish() -> None:
    """Have the garbage collector pass over what lives until the end: every test and module, time and again."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(trylast=True)  # once it is known which tests are chosen
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Begin with what applies on the emulator, in all workers: minutes long, the last of it would keep one waiting.

    pytest-xdist's `worksteal` gives each worker an equal stretch, and has who is done take from another's end.
    """
    workers = getattr(config, "workerinput", {}).get("workercount", 1)
    long = [item for item in items if item.path.is_relative_to(Path(__file__).parent / "integration")]
    others = [item for item in items if item not in set(long)]
    ordered: list[pytest.Item] = []
    for worker in range(workers):
        first = long[worker::workers]
        stretch = (len(items) - len(ordered)) // (workers - worker)
        more = max(stretch - len(first), 0)
        ordered += [*first, *others[:more]]
        del others[:more]
    items[:] = [*ordered, *others]
