"""When a deploy is disturbed: told by what its log and its state show, or so many seconds behind its start."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

_LOOK_SECONDS = 0.02
_WRITE_SECONDS = 0.0005
"""How often a state is looked at: Terraform empties the file, and has written it milliseconds later."""


class Moment(StrEnum):
    """What the deploy is doing."""

    ANY = "at any time"
    INITIALIZING = "while Terraform initializes"
    PLANNING = "before the first creation"
    CREATING = "amid creations"
    WRITING = "while a state is written"
    BEHIND = "behind a workspace"


@dataclass(frozen=True, slots=True)
class When:
    """A moment of one workspace.

    Args:
        moment: What is done there.
        workspace: Where.
        number: Which creation, or which writing of the state; 1 is the first.
        seconds: How much later; of `ANY`, behind the deploy's start.

    """

    moment: Moment
    workspace: str
    number: int = 1
    seconds: float = 0

    def __str__(self) -> str:
        """Tell it in a line of a log."""
        counted = {Moment.CREATING: f" (creation {self.number})", Moment.WRITING: f" (time {self.number})"}
        return f"{self.moment}{counted.get(self.moment, '')} + {self.seconds:.2f} s, {self.workspace}"

    def came(self, deploy: subprocess.Popen[bytes], project: Path) -> bool:
        """Wait for it; whether it came before the deploy had ended."""
        log = project / "logs" / "staging" / f"staging-{self.workspace}.log"
        state = project / "state" / "staging" / f"staging-{self.workspace}.tfstate"
        watched = _Watched(log, state)
        if self.moment is not Moment.ANY and not _becomes(deploy, self._condition(watched), self._pause()):
            return False
        try:
            deploy.wait(self.seconds)
        except subprocess.TimeoutExpired:
            return True
        return False

    def _pause(self) -> float:
        return _WRITE_SECONDS if self.moment is Moment.WRITING else _LOOK_SECONDS

    def _condition(self, watched: _Watched) -> Callable[[], bool]:
        match self.moment:
            case Moment.INITIALIZING:
                return lambda: watched.has_begun("init")
            case Moment.PLANNING:
                return lambda: watched.has_begun("plan") or watched.has_begun("apply")
            case Moment.WRITING:
                return lambda: watched.writings() >= self.number
            case Moment.BEHIND:
                return watched.is_done
        return lambda: watched.creations() >= self.number or watched.is_done()


class _Watched:
    """What one deploy writes of a workspace: its log, which is another file than an earlier deploy's, and its state."""

    def __init__(self, log: Path, state: Path) -> None:
        self._log, self._earlier_log = log, _identity(log)
        self._state, self._version, self._writings = state, _version(state), 0

    def has_begun(self, command: str) -> bool:
        """Whether Terraform was started with a command."""
        return f"/terraform {command} " in self._text()

    def creations(self) -> int:
        """Count the creations that Terraform has begun."""
        return sum('"apply_start"' in line and '"action":"create"' in line for line in self._text().splitlines())

    def is_done(self) -> bool:
        """Whether all was applied, or nothing is to be."""
        text = self._text()
        return '"operation":"apply"' in text or ('"operation":"plan"' in text and '"add":0' in text)

    def writings(self) -> int:
        """Count how often the state was written while it was looked at."""
        if (version := _version(self._state)) != self._version:
            self._version, self._writings = version, self._writings + 1
        return self._writings

    def _text(self) -> str:
        return self._log.read_text() if _identity(self._log) not in {None, self._earlier_log} else ""


def _becomes(deploy: subprocess.Popen[bytes], condition: Callable[[], bool], pause: float) -> bool:
    while deploy.poll() is None:
        if condition():
            return True
        time.sleep(pause)
    return False


def _identity(path: Path) -> int | None:
    return path.stat().st_ino if path.exists() else None


def _version(path: Path) -> int | None:
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return None
