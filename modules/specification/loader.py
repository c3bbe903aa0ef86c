"""Read an environment's folder. Every problem is reported at once, each with its file and line."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import islice
from pathlib import Path
from typing import TypeVar

from modules.specification.errors import LandingZoneError
from modules.specification.model import Spec
from modules.specification.problems import InvalidEnvironmentError, Problem
from modules.specification.source_files import ENDING, entries, is_part, kind, not_read
from modules.specification.validation import Validation
from modules.specification.yaml_files import KeyPath, read

S = TypeVar("S", bound=Spec)

CrossCheck = Callable[[S, Iterable[KeyPath]], Iterable[LandingZoneError]]
"""Given a specification and the paths that were refused before: every contradiction in it."""

MOST_CONTRADICTIONS = 200
"""Contradictions after which no more are looked for: each may compare a name with thousands."""


def environments(folder: Path) -> list[str]:
    """Names of the environments below `folder`, in alphabetical order.

    Raises:
        LandingZoneError: there is something else in the folder, which would be passed over in silence.

    """
    found = {path.name: kind(path) for path in entries(folder) if not path.name.startswith(".")}
    strays = [f"{name}, {what or 'a file'}" for name, what in found.items() if what != "a folder"]
    if strays:
        raise LandingZoneError(
            f"{folder.name} must hold nothing but folders",
            got="; ".join(strays),
            why="each folder is an environment, and what stands beside them is not read",
            fix="move it into the environment's folder that it belongs to, or elsewhere",
        )
    return list(found)


def load(  # noqa: PLR0913 - all but two are keyword-only
    folder: Path,
    model: type[S],
    cross_check: CrossCheck[S],
    *,
    shown: str | None = None,
    located: Callable[[S], S] = lambda whole: whole,
    days_below: KeyPath | None = None,
) -> S:
    """Read every `*.yaml` of a folder into one specification.

    Args:
        folder: The environment's folder.
        model: What to read it into.
        cross_check: Finds contradictions between parts that are right by themselves.
        shown: The folder's name in messages; the path itself where none is given.
        located: Tells the specification where it was found, before it is cross-checked.
        days_below: Below which key days may stand without quotes.

    Raises:
        InvalidEnvironmentError: with every problem that the files have.

    """
    shown = shown or str(folder)
    paths = [path for path in entries(folder) if is_part(path)]
    unread = list(not_read(folder, shown))
    if not paths:
        raise InvalidEnvironmentError(shown, unread or [_empty(shown)], cross_checked=False)
    files = read([(f"{shown}/{path.name}", path) for path in paths], days_below=days_below)
    files.places[()] = (f"{shown}/{paths[0].name}", 1)
    if unread:
        files.refused.add(())  # what they hold may be what is missing
    validation = Validation(files, model)
    whole = validation.whole()
    problems = [*unread, *validation.problems]
    is_checked = whole is not None
    if whole is not None:
        whole = located(whole)
        found = list(islice(validation.contradictions(cross_check(whole, validation.refused)), MOST_CONTRADICTIONS + 1))
        problems += found[:MOST_CONTRADICTIONS]
        is_checked = len(found) <= MOST_CONTRADICTIONS
    if whole is None or problems:
        raise InvalidEnvironmentError(shown, problems, cross_checked=is_checked)
    return whole


def _empty(shown: str) -> Problem:
    what, why = "an environment must have a file", f"its folder holds none that ends with {ENDING}"
    return Problem(shown, 1, "", what, "nothing", why, "write one, or remove the folder")
