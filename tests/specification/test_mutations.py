"""Whatever stands in an environment's folder: a specification comes out, or problems that a user can act on."""

from __future__ import annotations

import copy
import hashlib
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from modules import environment
from modules.landing_zone import LandingZone
from modules.specification.problems import InvalidEnvironmentError, Problem, dotted
from tests.specification.mutations import (
    DATA,
    KeyPath,
    at,
    dumped,
    paths,
    spoiled_bytes,
    spoiled_data,
    spoiled_text,
    write,
)

CALM = settings(
    deadline=None, database=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow], print_blob=False
)

UNKNOWN = "unknown%key"
"""A key that no part knows, and that no account, team, unit, stage or tag may be called."""

MAPPINGS = [
    (name, path) for name, data in DATA.items() for path in [(), *paths(data)] if isinstance(at(data, path), dict)
]


def outcome(files: dict[str, str] | dict[str, bytes]) -> LandingZone | list[Problem]:
    """Load files as an environment; any exception but a refusal is a failure of the test."""
    with tempfile.TemporaryDirectory() as folder:
        environments = Path(folder) / "environments"
        write(environments / "staging", files)
        before = digests(Path(folder))
        try:
            return environment.load("staging", environments)
        except InvalidEnvironmentError as error:
            return error.problems
        finally:
            assert digests(Path(folder)) == before, "loading wrote something"


def digests(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "folder"
        for path in folder.rglob("*")
    }


def check(outcome: LandingZone | list[Problem], lines: dict[str, int]) -> None:
    if isinstance(outcome, LandingZone):
        assert outcome.roster
        return
    assert outcome, "refused without a reason"
    for problem in outcome:
        name = problem.file.removeprefix("environments/staging/")
        assert 1 <= problem.line <= lines[name] + 1
        assert problem.what
        assert problem.got
        assert problem.why
        assert problem.fix
        assert all(line.isprintable() for line in str(problem).split("\n"))


def lines_of(files: dict[str, str] | dict[str, bytes]) -> dict[str, int]:
    """How many lines each file has, by the widest notion of a line that YAML knows."""
    return {
        name: len((text if isinstance(text, str) else text.decode("utf-8", "replace")).splitlines())
        for name, text in files.items()
    }


@given(files=spoiled_data())
@settings(CALM, max_examples=80)
def test_spoiled_data_is_read_or_refused(files: dict[str, str]) -> None:
    check(outcome(files), lines_of(files))


@given(files=spoiled_text())
@settings(CALM, max_examples=80)
def test_spoiled_text_is_read_or_refused(files: dict[str, str]) -> None:
    check(outcome(files), lines_of(files))


@given(files=spoiled_bytes())
@settings(CALM, max_examples=50)
def test_spoiled_bytes_are_read_or_refused(files: dict[str, bytes]) -> None:
    check(outcome(files), lines_of(files))


@given(place=st.sampled_from(MAPPINGS), position=st.floats(0, 1), value=st.sampled_from(["x", 1, None, {}, []]))
@settings(CALM, max_examples=50)
def test_an_unknown_key_is_told_where_it_stands_and_nothing_else_is(
    place: tuple[str, KeyPath], position: float, value: object
) -> None:
    name, path = place
    data = copy.deepcopy(DATA)
    mapping = at(data[name], path)
    entries = list(mapping.items())
    entries.insert(round(position * len(entries)), (UNKNOWN, value))
    mapping.clear()
    mapping.update(entries)
    files = dumped(data)
    (line,) = (number for number, text in enumerate(files[name].splitlines(), 1) if UNKNOWN in text)

    found = outcome(files)

    assert isinstance(found, list)
    assert {(one.file, one.line) for one in found} == {(f"environments/staging/{name}", line)}
    unknown = dotted((*path, UNKNOWN))
    assert unknown in {one.path for one in found}
    assert all(one.path.startswith(unknown) for one in found), "only what stands below it may be told beside it"


@given(path=st.sampled_from([(name, path) for name, data in DATA.items() for path in paths(data)]))
@settings(CALM, max_examples=30)
def test_a_key_that_is_gone_is_told_in_its_file_or_missed_by_nobody(path: tuple[str, KeyPath]) -> None:
    name, keys = path
    data = copy.deepcopy(DATA)
    del at(data[name], keys[:-1])[keys[-1]]
    files = dumped(data)

    check(outcome(files), lines_of(files))
