"""What is left of an environment's data when the parts that were refused are taken out.

Checks between parts need a whole. So a refused entry of a list or a mapping is taken out; where a key is
required up to the top, a stand-in takes its place, and no error that follows from it is reported.
"""

from __future__ import annotations

from typing import Any

from modules.specification.schema_nodes import Schema, described, stand_in

KeyPath = tuple[str | int, ...]


class Remaining:
    """Data that shrinks by what is refused, and knows which place in the YAML each rest of a list came from."""

    def __init__(self, data: dict[str, Any], schema: Schema) -> None:
        self.data, self.schema = data, schema
        self._indexes: dict[KeyPath, list[int]] = {}
        self._stand_ins: set[KeyPath] = set()

    def as_written(self, path: KeyPath) -> KeyPath:
        """Translate a path of what is left into one of what was written."""
        written: KeyPath = ()
        for part in path:
            indexes = self._indexes.get(written, [])
            is_moved = isinstance(part, int) and part < len(indexes)
            written = (*written, indexes[int(part)] if is_moved else part)
        return written

    def take_out(self, path: KeyPath) -> bool:
        """Take out what stands at `path`, or the nearest part around it that can be spared.

        Returns:
            Whether the data is another one now.

        """
        if not self.holds(path[:-1]):
            return False  # gone with a part around it
        for end in range(len(path), 0, -1):
            if self._can_be_spared(path[:end]) and self.holds(path[:end]):
                self._delete(path[:end])
                return True
        return self._replace(path)

    def holds(self, path: KeyPath) -> bool:
        """Whether there is something at `path`."""
        value: Any = self.data
        for part in path:
            indexed = isinstance(value, list) and isinstance(part, int) and part < len(value)
            if not indexed and not (isinstance(value, dict) and part in value):
                return False
            value = value[part]
        return True

    def _can_be_spared(self, path: KeyPath) -> bool:
        return isinstance(path[-1], int) or path[-1] not in described(self.schema, path[:-1]).get("required", ())

    def _delete(self, path: KeyPath) -> None:
        parent = self._at(path[:-1])
        if isinstance(parent, list):
            self._indexes.setdefault(self.as_written(path[:-1]), list(range(len(parent)))).pop(int(path[-1]))
        del parent[path[-1]]

    def _replace(self, path: KeyPath) -> bool:
        parent = self._at(path[:-1])
        if path in self._stand_ins or not path or not isinstance(parent, dict):
            return False
        self._stand_ins.add(path)
        parent[path[-1]] = stand_in(described(self.schema, path), self.schema)
        return True

    def _at(self, path: KeyPath) -> Any:
        container: Any = self.data
        for part in path:
            container = container[part]
        return container
