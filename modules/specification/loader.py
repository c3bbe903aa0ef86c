"""Read an environment's folder. Every problem is reported at once, each with its file and line."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import islice
from pathlib import Path
from typing import Generic, TypeVar

from modules.specification.errors import LandingZoneError
from modules.specification.model import Spec
from modules.specification.problems import InvalidEnvironmentError, Problem, dotted
from modules.specification.source_files import ENDING, entries, is_part, kind, not_read
from modules.specification.validation import Validation
from modules.specification.yaml_files import DayPath, KeyPath, read

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


class Reading(Generic[S]):
    """What the files of a folder say, as far as it is right by itself.

    Args:
        folder: The environment's folder.
        model: What to read it into.
        shown: The folder's name in messages; the path itself where none is given.
        located: Tells the specification where it was found.
        days_below: Below which keys days may stand without quotes.

    """

    def __init__(
        self,
        folder: Path,
        model: type[S],
        *,
        shown: str | None = None,
        located: Callable[[S], S] = lambda whole: whole,
        days_below: Iterable[DayPath] = (),
    ) -> None:
        self._shown = shown or str(folder)
        paths = [path for path in entries(folder) if is_part(path)]
        unread = list(not_read(folder, self._shown))
        self._validation: Validation[S] | None = None
        self.problems = unread or [_empty(self._shown)]
        """What is wrong with it, contradictions not among them."""
        self.whole: S | None = None
        """The specification without what was refused; `None` where nothing can be made of it."""
        if paths:
            named = [(f"{self._shown}/{path.name}", path) for path in paths]
            self._files = read(named, days_below=days_below)
            self._files.places[()] = (f"{self._shown}/{paths[0].name}", 1)
            if unread:
                self._files.refused.add(())  # what they hold may be what is missing
            self._validation = Validation(self._files, model)
            whole = self._validation.whole()
            self.whole = None if whole is None else located(whole)
            self.problems = [*unread, *self._validation.problems]

    def place(self, path: KeyPath) -> str:
        """Return file, line and path of something in the whole."""
        written = self._validation.as_written(path) if self._validation else path
        file, line = self._files.place(written)
        return f"{file}:{line} {dotted(written)}"

    def checked(self, cross_check: CrossCheck[S]) -> S:
        """Return the specification, where there is no problem.

        Args:
            cross_check: Finds contradictions between parts that are right by themselves.

        Raises:
            InvalidEnvironmentError: with every problem that the files have.

        """
        problems, is_checked = list(self.problems), self.whole is not None
        if self.whole is not None and self._validation is not None:
            contradictions = self._validation.contradictions(cross_check(self.whole, self._validation.refused))
            found = list(islice(contradictions, MOST_CONTRADICTIONS + 1))
            problems += found[:MOST_CONTRADICTIONS]
            is_checked = len(found) <= MOST_CONTRADICTIONS
        if self.whole is None or problems:
            raise InvalidEnvironmentError(self._shown, problems, cross_checked=is_checked)
        return self.whole


def load(  # noqa: PLR0913 - all but two are keyword-only
    folder: Path,
    model: type[S],
    cross_check: CrossCheck[S],
    *,
    shown: str | None = None,
    located: Callable[[S], S] = lambda whole: whole,
    days_below: Iterable[DayPath] = (),
) -> S:
    """Read every `*.yaml` of a folder into one specification.

    Args:
        folder: The environment's folder.
        model: What to read it into.
        cross_check: Finds contradictions between parts that are right by themselves.
        shown: The folder's name in messages; the path itself where none is given.
        located: Tells the specification where it was found, before it is cross-checked.
        days_below: Below which keys days may stand without quotes.

    Raises:
        InvalidEnvironmentError: with every problem that the files have.

    """
    return Reading(folder, model, shown=shown, located=located, days_below=days_below).checked(cross_check)


def _empty(shown: str) -> Problem:
    what, why = "an environment must have a file", f"its folder holds none that ends with {ENDING}"
    return Problem(shown, 1, "", what, "nothing", why, "write one, or remove the folder")
