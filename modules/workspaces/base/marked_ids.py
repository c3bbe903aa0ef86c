"""Logical ids of constructs that have markers in their paths.

CDKTF makes an id of the marker, where each member needs the id that its own value gives. So the ids become markers
themselves, and each member's values are joined by the ids that follow from them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cdktf import TerraformElement, TerraformStack

from modules.workspaces.base.logical_ids import logical_id
from modules.workspaces.base.template import Template, marker


@dataclass(frozen=True, slots=True)
class MarkedId:
    """One construct whose path has markers."""

    written: str
    """The logical id that CDKTF gave to it."""
    path: Sequence[Template]
    """The ids of its scopes below the stack, and its own."""

    @property
    def name(self) -> str:
        """The name of the marker that stands for its logical id."""
        return f"logical id {self.written}"

    @property
    def names(self) -> frozenset[str]:
        """The names of the markers in its path."""
        return frozenset().union(*(part.names for part in self.path))

    def filled_in(self, values: Mapping[str, str]) -> str:
        """Return its logical id for a member."""
        return logical_id(*(part.filled_in(values) for part in self.path))


def marked_ids(stack: TerraformStack) -> list[MarkedId]:
    """Return the constructs of a stack that have markers in their paths."""
    elements = (node for node in stack.node.find_all() if isinstance(node, TerraformElement))
    paths = ([Template(id_) for id_ in element.node.path.split("/")[1:]] for element in elements)
    marked = [path for path in paths if any(part.names for part in path)]
    return [MarkedId(logical_id(*(part.text for part in path)), path) for path in marked]


def with_marked_ids(document: Mapping[str, Any], ids: Sequence[MarkedId]) -> dict[str, Any]:
    """Put the markers of logical ids in the places of those that CDKTF gave."""
    text = json.dumps(document, ensure_ascii=False)
    for id_ in ids:
        text = text.replace(id_.written, marker(id_.name))
    changed: dict[str, Any] = json.loads(text)
    return changed
