"""Settings of an effective policy: looked up by path, and compared as Organizations would."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def setting_at(settings: Mapping[str, Any], path: str) -> Any:
    """Return what is set at a path, or `None`.

    Args:
        settings: An effective policy's settings, or a part of them.
        path: Keys, joined by dots. Capital letters make no difference; a key with a dot in it cannot be named.

    """
    found: Any = settings
    for key in path.split("."):
        by_key = {name.lower(): value for name, value in found.items()} if isinstance(found, Mapping) else {}
        found = by_key.get(key.lower())
    return found


def setting_equals(settings: Mapping[str, Any], path: str, expected: Any) -> bool:
    """Whether what is set at a path is what one expects; `None` expects that nothing is."""
    return same(setting_at(settings, path), expected)


def same(first: Any, other: Any) -> bool:
    """Whether two settings are one to Organizations: it knows no order of a list, and writes numbers as text."""
    if isinstance(first, Mapping) and isinstance(other, Mapping):
        return _lower(first).keys() == _lower(other).keys() and all(
            same(value, _lower(other)[key]) for key, value in _lower(first).items()
        )
    if isinstance(first, list | tuple) and isinstance(other, list | tuple):
        return sorted(map(_written, first)) == sorted(map(_written, other))
    if first is None or other is None:
        return first is other
    return _written(first) == _written(other)


def _lower(settings: Mapping[str, Any]) -> dict[str, Any]:
    return {key.lower(): value for key, value in settings.items()}


def _written(value: Any) -> str:
    """Write a value as it stands in an effective policy."""
    return str(value).lower() if isinstance(value, bool) else str(value)
