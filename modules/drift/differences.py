"""What differs between two sets of values of one resource, as Terraform shows them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from modules.drift.finding import Difference

SENSITIVE = "(sensitive)"


def differences(before: Any, after: Any, sensitive: Any = None, path: str = "") -> Iterator[Difference]:
    """Give what differs, key by key; a list is compared as a whole.

    What is empty on both sides is the same: providers read null, an empty text, zero and false of what was never set.

    Args:
        before: What was applied.
        after: What is there now.
        sensitive: What of either must not be shown: true, or the same by key.
        path: Of the values.

    """
    if comparable(before) == comparable(after):
        return
    if isinstance(before, Mapping) and isinstance(after, Mapping) and sensitive is not True:
        for key in sorted(before.keys() | after.keys()):
            marks = sensitive.get(key) if isinstance(sensitive, Mapping) else None
            yield from differences(before.get(key), after.get(key), marks, f"{path}.{key}" if path else key)
    elif _is_marked(sensitive):
        yield Difference(path, SENSITIVE, SENSITIVE)
    else:
        yield Difference(path, before, after)


def comparable(value: Any) -> Any:
    """Return what a value means: without what is empty in it, and JSON, such as a policy, without its spaces."""
    if isinstance(value, Mapping):
        return {key: kept for key, each in value.items() if (kept := comparable(each))} or None
    if isinstance(value, list):
        return [kept for each in value if (kept := comparable(each))] or None
    if isinstance(value, str) and value[:1] in {"{", "["}:
        try:
            return json.loads(value)
        except ValueError:
            return value
    return value or None


def _is_marked(sensitive: Any) -> bool:
    """Whether Terraform marks anything in there; it repeats the form of values of which nothing is marked."""
    if isinstance(sensitive, Mapping):
        return any(map(_is_marked, sensitive.values()))
    return any(map(_is_marked, sensitive)) if isinstance(sensitive, list) else bool(sensitive)
