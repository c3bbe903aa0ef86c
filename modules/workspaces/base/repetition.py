"""Families inside a workspace: what stands in it once, and is written once for each member.

Every entry of a map whose label tells a member apart is written for each member in turn, with that member's values: a
resource, a data source, an entry of an output's value. The same goes for workspaces that it waits for.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from modules.workspaces.base.template import Template

REPEATED = frozenset({"data", "locals", "output", "resource"})
"""The parts of a document that may have what is repeated."""

Values = Mapping[str, str]
"""A member's values, by the names of their markers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Repetition:
    """What is repeated in one workspace."""

    members: Sequence[Values]
    by: frozenset[str]
    """The names of the markers that tell a member apart: what has one of them in its label is repeated."""
    without: frozenset[str] = frozenset()
    """The names of the markers of what is only referred to: what has one of them in its label is left out."""
    by_name: bool = False
    """Whether all entries are then in the order of their names, as CDKTF writes them; else members are in theirs."""

    def document(self, document: Mapping[str, Any]) -> dict[str, Any]:
        """Return a workspace's document with what every member has.

        Raises:
            ValueError: two members would be written under one name.

        """
        return {part: self._repeated(body) if part in REPEATED else body for part, body in document.items()}

    def dependencies(self, dependencies: Sequence[str]) -> list[str]:
        """Return the ids of the workspaces that a workspace waits for, with those of every member."""
        return [text for id_ in dependencies for text in self._texts(Template(id_), by=Template(id_))]

    def _texts(self, template: Template, *, by: Template) -> Iterator[str]:
        if by.names & self.by:
            yield from (template.filled_in(values) for values in self.members)
        elif not by.names & self.without:
            yield template.text

    def _repeated(self, node: Any) -> Any:
        if not isinstance(node, Mapping):
            return node
        entries = list(self._entries(node))
        labels = [label for label, _ in entries]
        if len(set(labels)) < len(labels):
            raise ValueError(f"two members share a name: {next(label for label in labels if labels.count(label) > 1)}")
        is_changed = self.by_name and labels != list(node)
        return dict(sorted(entries) if is_changed else entries)

    def _entries(self, node: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
        for label, body in node.items():
            named = Template(label)
            if not named.names:
                yield label, self._repeated(body)
                continue
            for text in self._texts(Template.of({label: body}), by=named):
                yield from json.loads(text).items()
