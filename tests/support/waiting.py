"""Waiting for something that must come: the one place in the tests where a clock runs, and nothing is measured."""

from __future__ import annotations

import time
from collections.abc import Callable


def becomes(condition: Callable[[], object], seconds: float = 60) -> bool:
    """Wait until something holds, but no longer than a deadline; say whether it does."""
    deadline = time.monotonic() + seconds
    while not (held := bool(condition())) and time.monotonic() < deadline:
        time.sleep(0.02)
    return held


def wait_until(condition: Callable[[], object], seconds: float = 60) -> None:
    """Wait for something that must come."""
    assert becomes(condition, seconds), "it never came"
