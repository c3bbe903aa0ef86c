"""What reading an environment may take: processor time of its own, memory, and no file."""

from __future__ import annotations

import resource
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

LONGEST_SECONDS = 5
"""What `make fuzz` lets reading an environment take."""
ENDLESS_SECONDS = 120
"""What nothing ever takes: the suite itself asserts no time, only that reading ends."""
MOST_MEGABYTES = 500


class TakesTooLongError(Exception):
    """Something took more of the processor than it may."""


@contextmanager
def bounded(seconds: int) -> Iterator[None]:
    """Stop what takes too long; what else the machine does is not counted."""
    before = signal.signal(signal.SIGPROF, _stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def _stop(_: int, __: FrameType | None) -> None:
    raise TakesTooLongError("reading took more of the processor than it may")


def megabytes() -> int:
    """Return the most memory that this process ever had."""
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit // 2**20
