"""What workspaces of one kind have in common: a text with places that wait for values.

CDKTF constructs one workspace of each kind, with a place for every value that differs
(docs/decisions/0011-one-workspace-for-each-kind.md). A place is marked with characters that no user can type
(modules/specification/reserved_text.py), so a value is never taken for a place.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from modules.specification.reserved_text import literal, marked, split


def place(name: str) -> str:
    """Return what marks the place of a value: for any text that CDKTF takes but construct ids, which lose the mark."""
    return marked(name)


@dataclass(frozen=True, slots=True)
class Template:
    """A JSON text, cut at its places."""

    parts: tuple[str, ...]
    """Text, the name of a place, text, and so on, with text at both ends."""

    @classmethod
    def of(cls, text: str) -> Template:
        """Cut a JSON text in which characters stand as they are, without escapes for those beyond ASCII."""
        parts = split(text)
        parts[1::2] = [json.loads(f'"{name}"') for name in parts[1::2]]
        return cls(tuple(parts))

    @classmethod
    def of_json(cls, document: Any) -> Template:
        """Cut a document as it is written to JSON."""
        return cls.of(json.dumps(document, ensure_ascii=False))

    @property
    def places(self) -> tuple[str, ...]:
        """The names of its places, each once, in the order in which they come."""
        return tuple(dict.fromkeys(self.parts[1::2]))

    def filled_in(self, values: Mapping[str, str]) -> str:
        """Put values in their places, written so that Terraform reads them back as they are.

        Raises:
            KeyError: nothing is said of one of the places.

        """
        written = {name: json.dumps(literal(values[name]), ensure_ascii=False)[1:-1] for name in self.places}
        return "".join(written[part] if index % 2 else part for index, part in enumerate(self.parts))
