"""Texts with markers in the places of values: what differs between the members of a family.

A marker is a name between two characters that nobody can type: the specification refuses them in every text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence

_START, _END = "\ue000", "\ue001"
_MARKER = re.compile(f"{_START}([^{_START}{_END}]*){_END}")


def marker(name: str) -> str:
    """Return what stands for the value called `name` in a representative."""
    return f"{_START}{name}{_END}"


def has_markers(text: str) -> bool:
    """Whether some value is still open in a text."""
    return _START in text


class Template:
    """A JSON text with markers inside its strings. It is read once, and filled in for each member."""

    def __init__(self, text: str) -> None:
        self.text = text
        # Literal text and names take turns, beginning and ending with text.
        self._parts: Sequence[str] = _MARKER.split(text)

    @property
    def names(self) -> frozenset[str]:
        """The names of the values that it waits for."""
        return frozenset(self._parts[1::2])

    def filled_in(self, values: Mapping[str, str]) -> str:
        """Return the JSON text with every value in its place.

        Raises:
            KeyError: a value is missing; its name is the key.

        """
        parts = list(self._parts)
        parts[1::2] = [_in_json(values[name]) for name in parts[1::2]]
        return "".join(parts)


def _in_json(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)[1:-1]
