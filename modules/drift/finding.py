"""One thing that was changed outside Terraform."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Remedy(StrEnum):
    """What the next deploy does about it."""

    CREATED = "created again"
    """It is gone, and the configuration has it."""
    SET_BACK = "set back"
    """It is not as the configuration says."""
    REPLACED = "replaced"
    """It is not as the configuration says, and cannot be changed."""
    DESTROYED = "destroyed"
    """The configuration has it no more."""
    LEFT = "left"
    """The configuration says the same as it is now, or nothing of it."""
    NOT_MOVED = "not moved"
    """It is an account in another unit, which no deploy moves."""
    UNKNOWN = "not known"
    """The workspace could not be planned."""


@dataclass(frozen=True, slots=True)
class Difference:
    """An argument or attribute that is not what was applied."""

    path: str
    """Keys from the outside in, with dots: `tags.Owner`."""
    before: Any
    """What was applied; `(sensitive)` where Terraform says that it must not be shown."""
    after: Any
    """What is there now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A resource that is not as it was applied."""

    workspace: str
    address: str
    type: str
    severity: str
    """Which of policies/drift/severities.yaml; empty where nobody has judged the type."""
    differences: tuple[Difference, ...]
    """None where it is gone."""
    remedy: Remedy
    words: str = ""
    """What it means, where more can be told than what differs."""

    @property
    def is_gone(self) -> bool:
        """Whether it does not exist any more."""
        return not self.differences
