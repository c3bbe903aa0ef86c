"""Environments with something wrong: staging, with other files laid over it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from modules import environment
from modules.commands.accounts_lock import contradictions_with_lock
from modules.organization.guardrails import library
from modules.specification.errors import LandingZoneError
from modules.specification.problems import InvalidEnvironmentError, Problem

ENVIRONMENTS = Path(__file__).parent.parent / "environments"
REFUSED = ENVIRONMENTS / "refused"
TOO_LARGE = ENVIRONMENTS / "too_large"
"""Messages about environments that are made while testing: they are too large to keep, depend on permissions, or are
two."""
EXPECTED = "expected.txt"
DIRECTORY = "active-directory.yaml"
TODAY = date(2026, 11, 29)
"""The day that counts for what is accepted until another."""
LIBRARY = "library"
"""Guardrails that an overlay adds to the library."""


def staging_with(folder: Path, overlay: Path | None = None) -> Path:
    """Copy staging below `folder`, and lay the files of `overlay` over it; return the folder of environments.

    Staging's directory needs its network and its accounts as they are: it is there where the overlay has it.
    """
    environments = folder / "environments"
    left = shutil.ignore_patterns(DIRECTORY)
    shutil.copytree(environment.ENVIRONMENTS / "staging", environments / "staging", ignore=left if overlay else None)
    if overlay:
        without = shutil.ignore_patterns(EXPECTED, LIBRARY)
        shutil.copytree(overlay, environments / "staging", dirs_exist_ok=True, ignore=without)
        if (overlay / LIBRARY).is_dir():
            shutil.copytree(overlay / LIBRARY, folder / LIBRARY)
    return environments


@contextmanager
def _with_library(added: Path) -> Iterator[None]:
    """Let the library have more guardrails, where there are some."""
    if not added.is_dir():
        yield
        return
    for guardrail in library.LIBRARY.iterdir():
        (added / guardrail.name).symlink_to(guardrail)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(library, "LIBRARY", added)
        yield


def refusal(environments: Path, name: str = "staging") -> str:
    """Load an environment that must be refused; return the whole message."""
    try:
        with _with_library(environments.parent / LIBRARY):
            with_lock = partial(contradictions_with_lock, folder=environments)
            environment.load_each([name], environments, today=TODAY, also=with_lock)
    except (InvalidEnvironmentError, LandingZoneError) as error:
        return f"{error}\n"
    message = f"{name} was accepted"
    raise AssertionError(message)


def problems(environments: Path, name: str = "staging") -> list[Problem]:
    """Load an environment; return what is wrong with it."""
    try:
        environment.load(name, environments)
    except InvalidEnvironmentError as error:
        return error.problems
    return []
