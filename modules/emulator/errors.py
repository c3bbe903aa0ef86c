"""What the emulator says when it cannot start, or is asked for what it does not have. Knows no project."""

from __future__ import annotations


class EmulatorError(Exception):
    """One thing that the emulator cannot do.

    Args:
        what: The fault, or what must be; starts lower-case, no full stop.
        got: What was found instead.
        why: The reason.
        fix: What to write or run instead.

    """

    def __init__(self, what: str, *, got: object, why: str, fix: str) -> None:
        self.what, self.got, self.why, self.fix = what, got, why, fix
        super().__init__(f"{what}\n  got: {got}\n  why: {why}\n  fix: {fix}")
