"""The summary that ends a search for drift."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from modules.runner.display.tables import explanation
from modules.runner.display.wording import duration
from modules.runner.outcome import DriftReport, Outcome

_COUNTED = {
    Outcome.DRIFT: "with drift",
    Outcome.NO_DRIFT: "without drift",
    Outcome.NEVER_APPLIED: "never applied",
    Outcome.LOCKED: "locked",
    Outcome.FAILED: "not reached",
    Outcome.INTERRUPTED: "interrupted",
    Outcome.NOT_STARTED: "not started",
}


def print_drift_summary(console: Console, report: DriftReport) -> None:
    """Print which workspaces could not be looked at and why, then the result in one line."""
    console.print()
    for result in report.with_outcome(Outcome.LOCKED, Outcome.FAILED, Outcome.INTERRUPTED):
        console.print(explanation(report, result), highlight=False)
    counts = {words: len(report.with_outcome(outcome)) for outcome, words in _COUNTED.items()}
    parts = ", ".join(f"{count} {words}" for words, count in counts.items() if count)
    styles = {0: "bold green", 1: "bold red", 2: "bold yellow"}
    text = f"{report.environment}: workspaces {parts} ({duration(report.seconds)})."
    console.print(Text(text, style=styles[report.exit_code]), highlight=False)
