"""How results are put into words and colours, the same in progress lines and in tables."""

from __future__ import annotations

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
}
"""Each outcome's mark and rich style."""


def in_words(changes: Changes) -> str:
    """Name the counts that are not zero: `12 added, 1 changed`."""
    counts = {
        "added": changes.added,
        "changed": changes.changed,
        "destroyed": changes.destroyed,
        "imported": changes.imported,
    }
    return ", ".join(f"{count} {what}" for what, count in counts.items() if count)


def outcome_in_words(result: WorkspaceResult) -> str:
    """Say in one line what came of a workspace, and why where it went wrong."""
    if result.error:
        return result.error
    if result.outcome is Outcome.RESUMED:
        return "applied in the interrupted run"
    return in_words(result.changes) or ("outputs changed" if result.outputs_changed else "")


def duration(seconds: float) -> str:
    """Write `4.2 s` or `3 min 05 s`."""
    if seconds < 60:  # noqa: PLR2004 - a minute
        return f"{seconds:.1f} s"
    return f"{int(seconds) // 60} min {int(seconds) % 60:02} s"
