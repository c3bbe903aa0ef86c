"""How often a workspace had to wait for somebody, or Terraform was run again: what the summary tells of retries.

What providers try again inside of one request is not in it: they tell of it in debug logs alone, which hold whole
requests, secrets included.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from modules.runner.terraform.events import (
    CommandRepeated,
    EarlierRunAwaited,
    Event,
    ServiceAwaited,
    StateLockAwaited,
    StateMended,
)


def repetition(event: Event) -> str:
    """Name what was repeated or waited for; empty where an event tells of neither."""
    match event:
        case StateLockAwaited():
            return "wait for the state's lock"
        case EarlierRunAwaited():
            return "wait for the Terraform of an earlier run"
        case StateMended():
            return "torn state taken from its backup"
        case ServiceAwaited():
            return "wait for AWS, which was busy or broken"
        case CommandRepeated(command):
            return f"{command} again"
    return ""


def repetitions_in_words(counts: Mapping[str, int]) -> str:
    """List them: `init again (1), wait for the state's lock (2)`."""
    return ", ".join(f"{what} ({count})" for what, count in sorted(counts.items()))


def added_up(counts: list[Mapping[str, int]]) -> Mapping[str, int]:
    """Add up those of several workspaces."""
    total = Counter[str]()
    for each in counts:
        total.update(each)
    return total
