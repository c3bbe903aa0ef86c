"""Environments with something wrong: staging, with other files laid over it."""

from __future__ import annotations

import shutil
from pathlib import Path

from modules import environment
from modules.specification.errors import LandingZoneError
from modules.specification.problems import InvalidEnvironmentError, Problem

ENVIRONMENTS = Path(__file__).parent.parent / "environments"
REFUSED = ENVIRONMENTS / "refused"
EXPECTED = "expected.txt"


def staging_with(folder: Path, overlay: Path | None = None) -> Path:
    """Copy staging below `folder`, and lay the files of `overlay` over it; return the folder of environments."""
    environments = folder / "environments"
    shutil.copytree(environment.ENVIRONMENTS / "staging", environments / "staging")
    if overlay:
        without = shutil.ignore_patterns(EXPECTED)
        shutil.copytree(overlay, environments / "staging", dirs_exist_ok=True, ignore=without)
    return environments


def refusal(environments: Path, name: str = "staging") -> str:
    """Load an environment that must be refused; return the whole message."""
    try:
        environment.load(name, environments)
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
