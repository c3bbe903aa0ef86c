"""Read an environment's folder. Every problem is reported at once, each with its file and line."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import TypeVar

from modules.specification.errors import LandingZoneError
from modules.specification.model import Spec
from modules.specification.problems import InvalidEnvironmentError, Problem
from modules.specification.validation import Validation
from modules.specification.yaml_files import KeyPath, read

S = TypeVar("S", bound=Spec)

CrossCheck = Callable[[S, AbstractSet[KeyPath]], Iterable[LandingZoneError]]
"""Given a specification and the paths that were refused before: every contradiction in it."""


def environments(folder: Path) -> list[str]:
    """Names of the environments below `folder`, in alphabetical order."""
    return sorted(path.name for path in folder.iterdir() if path.is_dir() and any(path.glob("*.yaml")))


def load(folder: Path, model: type[S], cross_check: CrossCheck[S], *, shown: str | None = None) -> S:
    """Read every `*.yaml` of a folder into one specification.

    Args:
        folder: The environment's folder, with at least one such file.
        model: What to read it into.
        cross_check: Finds contradictions between parts that are right by themselves.
        shown: The folder's name in messages; the path itself where none is given.

    Raises:
        InvalidEnvironmentError: with every problem that the files have.

    """
    shown = shown or str(folder)
    paths = sorted(folder.glob("*.yaml"))
    files = read([(f"{shown}/{path.name}", path) for path in paths])
    files.places[()] = (f"{shown}/{paths[0].name}", 1)
    validation = Validation(files, model)
    whole = validation.whole()
    problems = [*_other_endings(folder, shown), *validation.problems]
    if whole is not None:
        problems += validation.contradictions(cross_check(whole, validation.refused))
    if whole is None or problems:
        raise InvalidEnvironmentError(shown, problems, cross_checked=whole is not None)
    return whole


def _other_endings(folder: Path, shown: str) -> list[Problem]:
    """Refuse what would be passed over in silence."""
    what, why = "a file of an environment ends with .yaml", "nothing else in the folder is read"
    return [
        Problem(f"{shown}/{path.name}", 1, "", what, path.name, why, f"rename it to {path.stem}.yaml")
        for path in sorted(folder.glob("*.yml"))
    ]
