"""One way in which a network differs from the policy."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is not as the policy says."""

    sender: str
    receiver: str
    message: str
    where: str
    """File and line of the rule; empty where no rule says anything."""
