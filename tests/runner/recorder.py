"""Progress that only remembers."""

from __future__ import annotations

from types import TracebackType
from typing import Self

from modules.runner.outcome import WorkspaceResult
from modules.runner.terraform.events import Event


class Recorder:
    """Remembers what it is told."""

    def __init__(self) -> None:
        self.notes: list[str] = []
        self.phases: list[tuple[str, str]] = []
        self.events: list[tuple[str, Event]] = []
        self.results: list[WorkspaceResult] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        return

    def begin(self, environment: str, total: int, parallel: int) -> None:
        self.notes.append(f"begin {environment} {total} {parallel}")

    def phase(self, workspace: str, phase: str) -> None:
        self.phases.append((workspace, phase))

    def event(self, workspace: str, event: Event) -> None:
        self.events.append((workspace, event))

    def finished(self, result: WorkspaceResult) -> None:
        self.results.append(result)

    def note(self, text: str) -> None:
        self.notes.append(text)

    def tick(self) -> None:
        return
