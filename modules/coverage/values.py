"""What a synthesized argument says, and whether that is what must be."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any


def values_at(value: Any, path: str) -> list[Any]:
    """Return every value that a path leads to: `auto_enable.ec2`. It leads into each of a list, and into JSON."""
    found = [value]
    for key in path.split("."):
        found = [inner[key] for block in _each(found) for inner in (_opened(block),) if _has(inner, key)]
    return list(_each(found))


def equals(value: Any, expected: str | int | bool) -> bool:  # noqa: FBT001 - what YAML holds
    """Whether a value is the expected one. Terraform takes `"true"` for `true`, and `"1"` for 1."""
    return bool(_plain(value) == _plain(expected))


def shown(values: list[Any]) -> str:
    """Return values as a message shows them."""
    return " and ".join(_plain(value) for value in values) if values else "not stated"


def _each(values: list[Any]) -> Iterator[Any]:
    for value in values:
        if isinstance(value, list):
            yield from _each(value)
        else:
            yield value


def _opened(block: Any) -> Any:
    """Return what a text says in JSON, or the value as it is."""
    if isinstance(block, str) and block.startswith("{"):
        try:
            return json.loads(block)
        except ValueError:
            return block
    return block


def _has(block: Any, key: str) -> bool:
    return isinstance(block, Mapping) and block.get(key) is not None


def _plain(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
