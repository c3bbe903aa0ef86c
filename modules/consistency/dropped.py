"""What was refused before, so that one mistake gives one message."""

from __future__ import annotations

KeyPath = tuple[str | int, ...]


class Dropped(frozenset[KeyPath]):
    """Paths of the parts that were refused before, and are missing from what a check sees."""

    def below(self, *prefix: str) -> bool:
        """Whether anything at or below `prefix` was refused, or something that it is a part of."""
        return any(path[: len(prefix)] == prefix or prefix[: len(path)] == path for path in self)
