"""Reads spoiled environments: a specification, or problems to act on, come out; nothing else happens."""

from __future__ import annotations

import tempfile
from pathlib import Path

from modules import environment
from modules.landing_zone import LandingZone
from modules.specification.problems import InvalidEnvironmentError
from tests.fuzz.limits import ENDLESS_SECONDS, bounded
from tests.fuzz.spoiled import Files
from tests.specification.mutations import write


def read(name: str, files: Files, *, seconds: int = ENDLESS_SECONDS) -> LandingZone | None:
    """Load files as an environment; return nothing where it is refused.

    Raises:
        AssertionError: reading wrote something, or a problem does not say all that it should.
        Exception: whatever reading fails with that is no refusal.

    """
    with tempfile.TemporaryDirectory() as folder:
        environments = Path(folder) / "environments"
        write(environments / name, files)
        try:
            with bounded(seconds):
                return environment.load(name, environments)
        except InvalidEnvironmentError as refused:
            _check(refused)
            return None
        finally:
            found = {path.name: path.read_bytes() for path in (environments / name).iterdir()}
            assert found == files, "reading wrote something"
            assert [*Path(folder).iterdir(), *environments.iterdir()] == [environments, environments / name]


def _check(refused: InvalidEnvironmentError) -> None:
    assert refused.problems, "refused without a reason"
    for problem in refused.problems:
        assert problem.line >= 1
        assert all((problem.what, problem.got, problem.why, problem.fix)), problem
        assert all(line.isprintable() for line in str(problem).split("\n")), problem
