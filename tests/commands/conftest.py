"""A copy of the project for each test to run, and to spoil."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path

import pytest

from modules.commands.console import err, out
from tests.commands.test_main import run
from tests.support.once import folder_of_all_workers
from tests.support.project import BY_CHOICE, copy_project


@pytest.fixture(autouse=True)
def _consoles_are_left_as_they_were() -> Iterator[None]:
    """What a test sends elsewhere must come back, or all later tests of the process read nothing."""
    yield
    with redirect_stdout(StringIO()) as written, redirect_stderr(StringIO()) as errors:
        assert out.file is written, "this test left the console of standard output with a stream of its own"
        assert err.file is errors, "this test left the console of errors with a stream of its own"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the project without its tools and outputs."""
    return copy_project(tmp_path)


@pytest.fixture
def small_project(tmp_path: Path) -> Path:
    """A copy in which staging has nothing that it also works without."""
    return copy_project(tmp_path, without=(*BY_CHOICE, "network"))


@pytest.fixture(scope="session")
def synthesized_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project whose staging is synthesized, the same one for all workers of a run.

    To read, not to change, and only for commands that find it as it should be: one that synthesizes shuts others out.
    """

    def make(folder: Path) -> None:
        assert run(copy_project(folder), "synth", "staging").returncode == 0

    return folder_of_all_workers(tmp_path_factory, "synthesized", make)
