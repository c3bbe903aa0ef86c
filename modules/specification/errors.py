"""The errors a user of this library sees: what is wrong, what we got, why it matters, how to fix it."""

from __future__ import annotations

from modules.specification.printing import printable


class LandingZoneError(ValueError):
    """One thing that cannot be built or done. A `ValueError`, so pydantic collects it with the rest.

    Args:
        what: The fault that was found, or what must be; starts lower-case, no full stop.
        got: What was found instead; a terminal obeys nothing in it.
        why: The reason for the rule, with its source.
        fix: What to write or run instead.
        path: Keys below the model that raises, where the fault is in one of its fields (`("accounts", "network")`).

    """

    def __init__(self, what: str, *, got: object, why: str, fix: str, path: tuple[str | int, ...] = ()) -> None:
        self.what, self.got, self.why, self.fix, self.path = what, got, why, fix, path
        lines = "\n  ".join([what, f"got: {got}", f"why: {why}", f"fix: {fix}"]).split("\n")
        super().__init__("\n".join(map(printable, lines)))
