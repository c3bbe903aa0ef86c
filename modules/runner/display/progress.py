"""What a run tells while it works, and to whom: a terminal, or a log that somebody reads later."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Protocol

from rich.console import Console

from modules.runner.display.live import LiveProgress
from modules.runner.display.plain import PlainProgress
from modules.runner.outcome import WorkspaceResult
from modules.runner.terraform.events import Event


class Progress(AbstractContextManager["Progress"], Protocol):
    """What a run tells. `event` and `phase` are called from several threads at once."""

    def begin(self, environment: str, total: int, parallel: int) -> None:
        """Say how much is to do."""

    def phase(self, workspace: str, phase: str) -> None:
        """Say what Terraform does in a workspace now: init, plan, apply."""

    def event(self, workspace: str, event: Event) -> None:
        """Pass on what Terraform tells."""

    def finished(self, result: WorkspaceResult) -> None:
        """Say what came of a workspace."""

    def note(self, text: str) -> None:
        """Say something about the run as a whole."""

    def tick(self) -> None:
        """Let time pass: called several times a second."""


def progress_on(console: Console, verb: str) -> Progress:
    """Choose a live display for a terminal, plain lines for everything else.

    Args:
        console: Where to.
        verb: What the run does: plan or deploy.

    """
    return LiveProgress(console, verb) if console.is_terminal else PlainProgress(console, verb)
