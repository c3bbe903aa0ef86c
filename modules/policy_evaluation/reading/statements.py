"""What statements of policies are about."""

from __future__ import annotations

from collections.abc import Mapping
from fnmatch import fnmatchcase
from typing import Any


def names_action(statement: Mapping[str, Any], action: str) -> bool:
    """Whether a statement is about an action: no request for another is answered otherwise without it."""
    if "NotAction" in statement:
        return not _fits(statement["NotAction"], action)
    return _fits(statement.get("Action", ()), action)


def _fits(patterns: str | list[str] | tuple[str, ...], action: str) -> bool:
    several = [patterns] if isinstance(patterns, str) else patterns
    return any(fnmatchcase(action.lower(), pattern.lower()) for pattern in several)
