"""A problem as a user sees it, and an environment that has some."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

LONGEST = 600
"""Characters of one line of a message."""


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

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}  {self.path}".rstrip()
        return "\n  ".join(
            map(printable, [place, self.what, f"got: {self.got}", f"why: {self.why}", f"fix: {self.fix}"])
        )


class InvalidEnvironmentError(Exception):
    """An environment that cannot be built, with all its problems in the order of files and lines."""

    def __init__(self, folder: str, problems: Sequence[Problem], *, cross_checked: bool) -> None:
        self.folder, self.problems, self.cross_checked = folder, sorted(problems), cross_checked
        count = f"{len(problems)} problem{'' if len(problems) == 1 else 's'}"
        waiting = [] if cross_checked else ["Checks between parts of the environment run once these are mended."]
        super().__init__("\n\n".join([f"{folder} has {count}", *map(str, self.problems), *waiting]))


def dotted(path: Sequence[str | int]) -> str:
    """Write a path as a user reads it: `teams.fraud.stages[3]`."""
    return "".join(f"[{part}]" if isinstance(part, int) else f".{_quoted(part)}" for part in path).removeprefix(".")


def _quoted(key: str) -> str:
    """Quote a key that would not be seen as one: empty, or with dots, brackets or spaces in it."""
    return key if re.fullmatch(r"[^\s.\[\]\"]+", key) else f'"{key}"'


def printable(text: str) -> str:
    """Write in one line, of bearable length, what a terminal shows as it is."""
    shown = "".join(one if one.isprintable() else repr(one)[1:-1] for one in text)
    return shown if len(shown) <= LONGEST else f"{shown[:LONGEST]}... ({len(text)} characters)"
