"""Families inside a workspace: what stands in it once, and is written once for each member.

Every entry of a map whose label has a marker of the family is written for each member in turn, with that member's
values: a resource, a data source, an entry of an output's value. The same goes for workspaces that it waits for.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from modules.workspaces.base.template import Template

REPEATED = frozenset({"data", "locals", "output", "resource"})
"""The parts of a document that may have what is repeated."""


@dataclass(frozen=True, slots=True)
class Repetition:
    """What is repeated in one workspace: the values of each member, by the names of the markers that stand for them."""

    members: Sequence[Mapping[str, str]]

    def document(self, document: Mapping[str, Any]) -> dict[str, Any]:
        """Return a workspace's document with what every member has."""
        return {part: self._repeated(body) if part in REPEATED else body for part, body in document.items()}

    def dependencies(self, dependencies: Sequence[str]) -> list[str]:
        """Return the ids of the workspaces that a workspace waits for, with those of every member."""
        return [text for id_ in dependencies for text in self._texts(Template(id_))]

    def _texts(self, template: Template) -> Iterator[str]:
        if self._is_of_this_family(template):
            yield from (template.filled_in(values) for values in self.members)
        else:
            yield template.text

    def _repeated(self, node: Any) -> Any:
        return dict(self._entries(node)) if isinstance(node, Mapping) else node

    def _entries(self, node: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
        for label, body in node.items():
            if self._is_of_this_family(Template(label)):
                for text in self._texts(Template(json.dumps({label: body}, ensure_ascii=False))):
                    yield from json.loads(text).items()
            else:
                yield label, self._repeated(body)

    def _is_of_this_family(self, template: Template) -> bool:
        return bool(self.members) and not template.names.isdisjoint(self.members[0])
