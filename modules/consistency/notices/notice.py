"""What is left out, and what is lost with it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that an environment does without."""

    what: str
    """What is left out: `no guardrail is bound`."""
    lost: str
    """What is lost with it."""
    fix: str
    """What to write for having it."""

    def __str__(self) -> str:
        """Write it as people read it."""
        return f"{self.what}: {self.lost}; {self.fix}"
