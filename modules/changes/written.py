"""What the YAML says otherwise: every key whose value differs, in the words of the specification."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from modules.changes.entries import Change, Entry

_MISSING = object()
_LONGEST = 80


def written_differences(before: Mapping[str, Any], now: Mapping[str, Any], path: str = "") -> Iterator[Entry]:
    """Give what differs between two environments as they are written, without what has its default.

    A section that only one of them has is one entry; of one that both have, its keys are.
    """
    for key in sorted({*before, *now}):
        old, new = before.get(key, _MISSING), now.get(key, _MISSING)
        place = f"{path}.{key}" if path else key
        if old == new:
            continue
        if isinstance(old, Mapping) and isinstance(new, Mapping):
            yield from written_differences(old, new, place)
        elif isinstance(old, list) and isinstance(new, list):
            yield Entry(Change.CHANGED, place, _of_lists(old, new))
        elif old is _MISSING:
            yield Entry(Change.ADDED, place, shown(new))
        elif new is _MISSING:
            yield Entry(Change.REMOVED, place, shown(old))
        else:
            yield Entry(Change.CHANGED, place, f"{shown(old)} → {shown(new)}")


def _of_lists(before: list[Any], now: list[Any]) -> str:
    """Say what comes and goes of a list; of one with the same items in another order that."""
    new, gone = ([item for item in items if item not in other] for items, other in ((now, before), (before, now)))
    parts = [f"{word} {shown(item)}" for word, items in (("without", gone), ("with", new)) for item in items]
    return ", ".join(parts) or "in another order"


def shown(value: Any) -> str:
    """Write a value in one line; a long one is cut."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
