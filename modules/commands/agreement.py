"""Whether somebody at a terminal agrees to what a plan has shown."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Sequence

from modules.commands.console import out
from modules.runner.outcome import Outcome, PlanReport

_YES = frozenset({"y", "yes"})


def can_ask() -> bool:
    """Whether there is somebody to ask: both what is read and what is written is a terminal."""
    return sys.stdin is not None and sys.stdin.isatty() and out.is_terminal


def is_agreed(planned: PlanReport, command: Sequence[str], *, retires: bool = False) -> bool:
    """Ask whether to apply what was planned, where anything changes and nothing is refused.

    Args:
        planned: What was shown.
        command: The words of the command that deploys it.
        retires: Whether a deploy also retires what workspaces left behind, as was said.

    """
    if planned.ok and not planned.no_changes and planned.with_outcome(Outcome.WAITS):
        out.print("What waits is planned in its turn, and applied without another question.")
    if planned.ok and ((planned.no_changes and not retires) or _answer() in _YES):
        return True
    again = shlex.join(command)
    if planned.ok:
        next_step = f"To be asked again: {again}. To look closer: python main.py plan {planned.environment} --save DIR"
    else:
        next_step = f"Mend what is told above, and run it again: {again}"
    out.print(f"Nothing was applied. {next_step}", markup=False, soft_wrap=True)
    return False


def _answer() -> str:
    """Read an answer; Ctrl-C and the end of the input are none."""
    try:
        return out.input("Apply? [y/N] ", markup=False).strip().lower()
    except (EOFError, KeyboardInterrupt):
        out.print()
        return ""
