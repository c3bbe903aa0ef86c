"""Messages about a Terraform that was stopped or killed: what it did, what it left open, and what comes next."""

from __future__ import annotations

import signal
from collections.abc import Iterable

from modules.runner.terraform.begun_creations import is_cut_off
from modules.runner.terraform.events import Diagnostic
from modules.runner.terraform.tally import Tally

_HALTED = ("execution halted", "Operation interrupted", "operation canceled")
"""Terraform's own words for having been stopped, beside those of a provider that was."""


def stopped_in_words(tally: Tally) -> str:
    """Say where Terraform stopped, and what the same command will do."""
    done, planned, under_way = tally.done.total, tally.planned.total, tally.under_way
    if not planned:
        return "stopped before anything was changed; the same command goes on from here"
    begun = f"; {under_way} more had begun, and the next run looks for what became of them" if under_way else ""
    return (
        f"stopped after {done} of {planned} changes, which its state holds{begun}; the same command goes on from here"
    )


def killed_in_words(exit_code: int, tally: Tally) -> str:
    """Say which signal ended Terraform, and what the same command will do."""
    try:
        name = signal.Signals(-exit_code).name
    except ValueError:
        name = f"signal {-exit_code}"
    return f"Terraform was killed ({name}; short of memory?): {stopped_in_words(tally)}"


def own_errors(errors: Iterable[Diagnostic]) -> list[str]:
    """Leave out the errors that only say that Terraform, or a provider, was stopped."""
    causes = [error for error in errors if error.summary not in _HALTED and not is_cut_off(f"{error}{error.detail}")]
    return list(dict.fromkeys(map(str, causes)))
