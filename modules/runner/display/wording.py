"""How results are put into words and colours, the same in progress lines and in tables."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from modules.runner.outcome import Changes, Outcome, WorkspaceResult

STYLES = {
    Outcome.APPLIED: ("✓", "green"),
    Outcome.UNCHANGED: ("✓", "dim"),
    Outcome.RESUMED: ("✓", "cyan"),
    Outcome.FAILED: ("✗", "bold red"),
    Outcome.BLOCKED: ("•", "yellow"),
    Outcome.INTERRUPTED: ("!", "bold yellow"),
    Outcome.NOT_STARTED: ("•", "yellow"),
    Outcome.CHANGES: ("~", "green"),
    Outcome.NO_CHANGES: ("✓", "dim"),
    Outcome.WAITS: ("•", "yellow"),
    Outcome.DRIFT: ("~", "bold red"),
    Outcome.NO_DRIFT: ("✓", "dim"),
    Outcome.NEVER_APPLIED: ("•", "dim"),
    Outcome.LOCKED: ("•", "yellow"),
}
"""Each outcome's mark and rich style."""

_PLANNED = {"added": "to add", "changed": "to change", "destroyed": "to destroy", "imported": "to import"}
_SAY_IT_ALL = (Outcome.BLOCKED, Outcome.WAITS)
"""Outcomes whose explanation names them: `blocked by accounts`, `waits for accounts`."""


def in_words(changes: Changes, *, planned: bool = False) -> str:
    """Name the counts that are not zero: `12 added, 1 changed`, or `12 to add, 1 to change`."""
    counts = {
        "added": changes.added,
        "changed": changes.changed,
        "destroyed": changes.destroyed,
        "imported": changes.imported,
    }
    return ", ".join(f"{count} {_PLANNED[what] if planned else what}" for what, count in counts.items() if count)


def outcome_in_words(result: WorkspaceResult) -> str:
    """Name the outcome, and what it waits for where it is of that kind."""
    return result.error if result.outcome in _SAY_IT_ALL else f"{result.outcome}"


def details_in_words(result: WorkspaceResult) -> str:
    """Say what was changed, or why it went wrong; empty where there is nothing to add to the outcome."""
    if result.outcome in _SAY_IT_ALL:
        return ""
    if result.outcome is Outcome.RESUMED:
        return "applied in the interrupted run"
    changes = in_words(result.changes, planned=result.outcome is Outcome.CHANGES)
    return result.error or changes or ("outputs" if result.outputs_changed else "")


def first_few(lines: Sequence[str], count: int = 10) -> list[str]:
    """Keep a list readable: the first of it, and how many more there are."""
    more = len(lines) - count
    return [*lines[:count], f"and {more} more"] if more > 1 else list(lines)


def duration(seconds: float) -> str:
    """Write `4.2 s` or `3 min 05 s`."""
    if seconds < 60:  # noqa: PLR2004 - a minute
        return f"{seconds:.1f} s"
    return f"{int(seconds) // 60} min {int(seconds) % 60:02} s"


def readable_path(path: Path) -> str:
    """Shorten a path below the current folder."""
    return str(path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path)
