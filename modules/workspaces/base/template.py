"""Texts with markers in the places of values: what differs between the members of a family.

A marker is written with characters that no user can type (modules/specification/reserved_text.py), so a value is never
taken for one.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from modules.specification.reserved_text import literal, marked, split


def marker(name: str) -> str:
    """Return what stands for the value called `name`. CDKTF drops it from the addresses that it makes itself."""
    return marked(name)


class Template:
    """A JSON text with markers inside its strings. It is read once, and filled in for each member.

    Characters stand in it as they are, without escapes for those beyond ASCII.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        # Literal text and names take turns, beginning and ending with text.
        parts = split(text)
        parts[1::2] = [json.loads(f'"{name}"') for name in parts[1::2]]
        self._parts = parts
        self.names = frozenset(parts[1::2])
        """The names of the values that it waits for."""

    @classmethod
    def of(cls, document: Any) -> Template:
        """Return a document as it is written to JSON."""
        return cls(json.dumps(document, ensure_ascii=False))

    def filled_in(self, values: Mapping[str, str]) -> str:
        """Return the text with every value in its place, written so that Terraform reads it back as it is.

        Raises:
            KeyError: a value is missing; its name is the key.

        """
        return self._filled_in({name: _written(values[name]) for name in self.names})

    def referring_to(self, references: Mapping[str, str]) -> str:
        """Return the text with a reference in the place of every value: what Terraform reads as an expression.

        Raises:
            KeyError: a reference is missing; its name is the key.

        """
        return self._filled_in({name: _in_json(references[name]) for name in self.names})

    def _filled_in(self, written: Mapping[str, str]) -> str:
        if not self.names:
            return self.text
        parts = list(self._parts)
        parts[1::2] = [written[name] for name in parts[1::2]]
        return "".join(parts)


def _written(value: str) -> str:
    return _in_json(literal(value))


def _in_json(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)[1:-1]
