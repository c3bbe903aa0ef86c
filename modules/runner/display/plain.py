"""Progress as plain lines: one for each thing that matters, and a sign of life where nothing happens for a while."""

from __future__ import annotations

import threading
import time
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.markup import escape

from modules.runner.display.running import Running
from modules.runner.display.wording import STYLES, details_in_words, duration, outcome_in_words, readable_path
from modules.runner.outcome import Outcome, WorkspaceResult
from modules.runner.terraform.events import EarlierRunAwaited, Event, StateLockAwaited

HEARTBEAT_SECONDS = 15


class PlainProgress:
    """Progress for a log."""

    def __init__(self, console: Console, verb: str, *, heartbeat_seconds: float = HEARTBEAT_SECONDS) -> None:
        self._console, self._verb = console, verb
        self._heartbeat_seconds = heartbeat_seconds
        self._running: dict[str, Running] = {}
        self._prefix, self._total, self._finished = "", 0, 0
        self._last_line = time.monotonic()
        self._lock = threading.RLock()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        return

    def begin(self, environment: str, total: int, parallel: int) -> None:
        """Print how many workspaces there are."""
        self._prefix, self._total = f"{environment}-", total
        self._print(f"{self._verb} {environment}: {total} workspaces, up to {parallel} at once")

    def phase(self, workspace: str, phase: str) -> None:
        """Print which step Terraform takes in a workspace."""
        with self._lock:
            if workspace not in self._running:
                self._running[workspace] = Running(phase)
                self._print(f"{self._count()} · {self._name(workspace)} started")
            self._running[workspace].phase = phase

    def event(self, workspace: str, event: Event) -> None:
        """Count and print an event of Terraform's."""
        with self._lock:
            running = self._running[workspace]
            running.update(event)
            if isinstance(event, StateLockAwaited | EarlierRunAwaited):
                self._print(f"{self._count()} · {self._name(workspace)} {running.phase}")

    def finished(self, result: WorkspaceResult) -> None:
        """Print the result of a workspace."""
        with self._lock:
            self._finished += 1
            self._running.pop(result.workspace, None)
            mark, style = STYLES[result.outcome]
            took = f" in {duration(result.seconds)}" if result.seconds else ""
            details = details_in_words(result)
            line = f"{self._name(result.workspace)} {outcome_in_words(result)}{took}{': ' if details else ''}{details}"
            self._print(f"{self._count()} {mark} {line}", style)
            if result.outcome is Outcome.FAILED and result.log:
                self._print(f"{' ' * len(self._count())}   log: {readable_path(result.log)}")

    def note(self, text: str) -> None:
        """Print a message about the whole run."""
        self._print(text)

    def tick(self) -> None:
        """Give a sign of life where nothing was printed for a while."""
        with self._lock:
            if self._running and time.monotonic() - self._last_line >= self._heartbeat_seconds:
                self._print(f"{self._count()} · {'; '.join(map(self._still, sorted(self._running)))}")

    def _still(self, workspace: str) -> str:
        running = self._running[workspace]
        parts = [running.phase, running.resources, duration(running.seconds)]
        return f"{self._name(workspace)} ({', '.join(filter(None, parts))})"

    def _count(self) -> str:
        width = len(str(self._total))
        return f"[{self._finished:>{width}}/{self._total}]"

    def _name(self, workspace: str) -> str:
        return workspace.removeprefix(self._prefix)

    def _print(self, text: str, style: str = "") -> None:
        self._console.print(escape(text), style=style, highlight=False, soft_wrap=True)
        self._last_line = time.monotonic()
