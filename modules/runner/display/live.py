"""Progress on a terminal: a line for each running workspace, and one for the whole; what is finished scrolls by."""

from __future__ import annotations

import threading
from types import TracebackType
from typing import Self

from rich.console import Console, Group
from rich.live import Live
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn
from rich.table import Column

from modules.runner.display.running import Running
from modules.runner.display.wording import STYLES, details_in_words, duration, outcome_in_words
from modules.runner.outcome import WorkspaceResult
from modules.runner.terraform.events import Event

_NAME_WIDTH = 32


class LiveProgress:
    """Progress for a terminal."""

    def __init__(self, console: Console, verb: str) -> None:
        self._console, self._verb = console, verb
        self._running: dict[str, tuple[TaskID, Running]] = {}
        self._prefix = ""
        self._lock = threading.RLock()
        self._lines = Progress(
            SpinnerColumn(),
            TextColumn("{task.description}", table_column=Column(width=_NAME_WIDTH, no_wrap=True)),
            BarColumn(bar_width=18),
            TextColumn("[dim]{task.fields[state]}", table_column=Column(ratio=1, no_wrap=True)),
            TimeElapsedColumn(),
            console=console,
            expand=True,
        )
        self._whole = Progress(
            TextColumn("[bold]{task.description}", table_column=Column(width=_NAME_WIDTH + 2, no_wrap=True)),
            BarColumn(bar_width=None),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            console=console,
            expand=True,
        )
        self._live = Live(Group(self._lines, self._whole), console=console, refresh_per_second=8)

    def __enter__(self) -> Self:
        self._live.start(refresh=True)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._live.stop()

    def begin(self, environment: str, total: int, parallel: int) -> None:
        """Show how many workspaces there are."""
        self._prefix = f"{environment}-"
        self._whole.add_task(f"{self._verb} {environment}, {parallel} at once", total=total)

    def phase(self, workspace: str, phase: str) -> None:
        """Show which step Terraform takes in a workspace."""
        with self._lock:
            if workspace not in self._running:
                task = self._lines.add_task(self._name(workspace), total=None, state=phase)
                self._running[workspace] = task, Running(phase)
            self._running[workspace][1].phase = phase
            self._show(workspace)

    def event(self, workspace: str, event: Event) -> None:
        """Count and draw an event of Terraform's."""
        with self._lock:
            self._running[workspace][1].update(event)
            self._show(workspace)

    def finished(self, result: WorkspaceResult) -> None:
        """Show the result of a workspace."""
        with self._lock:
            if result.workspace in self._running:
                self._lines.remove_task(self._running.pop(result.workspace)[0])
            self._whole.advance(TaskID(0))
        mark, style = STYLES[result.outcome]
        took = duration(result.seconds) if result.seconds else ""
        details = escape(details_in_words(result))
        name = f"{escape(self._name(result.workspace)):<{_NAME_WIDTH}}"
        line = f"[{style}]{mark} {name}[/] {outcome_in_words(result):<11} {took:>8}  [dim]{details}"
        self._console.print(line, highlight=False, no_wrap=True, overflow="ellipsis")

    def note(self, text: str) -> None:
        """Show a message about the whole run."""
        self._console.print(f"[yellow]{escape(text)}", highlight=False)

    def tick(self) -> None:
        """Do nothing: rich refreshes by itself."""

    def _show(self, workspace: str) -> None:
        task, running = self._running[workspace]
        state = ", ".join(filter(None, [running.phase, running.resources]))
        self._lines.update(task, total=running.total or None, completed=running.done, state=state)

    def _name(self, workspace: str) -> str:
        return workspace.removeprefix(self._prefix)
