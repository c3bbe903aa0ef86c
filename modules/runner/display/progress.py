"""The progress of a run: drawn on a terminal, or as lines in a log."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Protocol

from rich.console import Console

from modules.runner.display.live import LiveProgress
from modules.runner.display.plain import PlainProgress
from modules.runner.outcome import WorkspaceResult
from modules.runner.terraform.events import Event


class Progress(AbstractContextManager["Progress"], Protocol):
    """Takes the progress of a run. `event` and `phase` are called from several threads at once."""

    def begin(self, environment: str, total: int, parallel: int) -> None:
        """Show how many workspaces there are."""

    def phase(self, workspace: str, phase: str) -> None:
        """Show which step Terraform takes in a workspace: init, plan, apply."""

    def event(self, workspace: str, event: Event) -> None:
        """Pass on an event of Terraform's."""

    def finished(self, result: WorkspaceResult) -> None:
        """Show the result of a workspace."""

    def note(self, text: str) -> None:
        """Show a message about the whole run."""

    def tick(self) -> None:
        """Let time pass: called several times a second."""


def progress_on(console: Console, verb: str) -> Progress:
    """Choose a live display for a terminal, plain lines for everything else.

    Args:
        console: Where to.
        verb: What the run does: plan or deploy.

    """
    return LiveProgress(console, verb) if console.is_terminal else PlainProgress(console, verb)
