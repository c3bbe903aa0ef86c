"""What a comparison says: entries in sections, the same for people and for programs."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Change(StrEnum):
    """What became of something."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Entry:
    """One difference."""

    change: Change
    what: str
    """What differs, in words of the specification: `fraud-dev`, `teams.fraud.cost_center`."""
    how: str = ""
    """How it differs, or what it was and is: `4711 → 4799`."""


@dataclass(frozen=True, slots=True)
class Section:
    """What differs of one kind."""

    title: str
    entries: tuple[Entry, ...]
    failure: str = ""
    """Why this could not be compared."""
