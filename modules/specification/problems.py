"""A problem as a user sees it, and an environment that has some."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from modules.specification.printing import printable

WRITTEN_OUT, MOST_PLACES, MOST_WRITTEN_OUT = 3, 10, 100
"""Problems of one kind that are written out; further ones whose places are listed; problems that are written out."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One mistake in one place."""

    file: str
    line: int
    path: str
    """The keys down to it: `teams.fraud.stages[3]`."""
    what: str
    got: str
    why: str
    fix: str

    @property
    def place(self) -> str:
        """File, line and path."""
        return f"{self.file}:{self.line}  {self.path}".rstrip()

    def __str__(self) -> str:
        parts = [self.place, self.what, f"got: {self.got}", f"why: {self.why}", f"fix: {self.fix}"]
        return "\n  ".join(map(printable, parts))


class InvalidEnvironmentError(Exception):
    """An environment that cannot be built, with all its problems in the order of files and lines."""

    def __init__(self, folder: str, problems: Sequence[Problem], *, cross_checked: bool) -> None:
        self.folder, self.problems, self.cross_checked = folder, sorted(problems), cross_checked
        count = f"{len(problems):,} problem{'' if len(problems) == 1 else 's'}"
        waiting = [] if cross_checked else ["Checks between parts of the environment run once these are mended."]
        super().__init__("\n\n".join([f"{folder} has {count}", *_paragraphs(self.problems), *waiting]))


def _paragraphs(problems: Sequence[Problem]) -> Iterator[str]:
    """Write the first few of each kind of problem out, and only the places of the others."""
    alike: dict[tuple[str, str], list[Problem]] = {}
    for problem in problems:
        alike.setdefault((problem.what, problem.why), []).append(problem)
    first = (problem for problem in problems if problem in alike[problem.what, problem.why][:WRITTEN_OUT])
    for problem in islice(first, MOST_WRITTEN_OUT):
        own = alike[problem.what, problem.why]
        is_last = len(own) > WRITTEN_OUT and problem is own[WRITTEN_OUT - 1]
        yield f"{problem}\n\n{_places(own[WRITTEN_OUT:])}" if is_last else str(problem)
    if len(alike) > MOST_WRITTEN_OUT:
        yield f"Problems of {len(alike) - MOST_WRITTEN_OUT:,} more kinds are not shown."


def _places(problems: Sequence[Problem]) -> str:
    count = f"{len(problems):,} more place{'' if len(problems) == 1 else 's'}"
    shown = [printable(f"{problem.place}: {problem.got}") for problem in problems[:MOST_PLACES]]
    more = [f"and {len(problems) - MOST_PLACES:,} more"] if len(problems) > MOST_PLACES else []
    return "\n  ".join([f"The same in {count}", *shown, *more])


def dotted(path: Sequence[str | int]) -> str:
    """Write a path as a user reads it: `teams.fraud.stages[3]`."""
    return "".join(f"[{part}]" if isinstance(part, int) else f".{_quoted(part)}" for part in path).removeprefix(".")


def _quoted(key: str) -> str:
    """Quote a key that would not be seen as one: empty, or with dots, brackets or spaces in it."""
    return key if re.fullmatch(r"[^\s.\[\]\"]+", key) else f'"{key}"'
