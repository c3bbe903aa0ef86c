"""What was refused before, so that one mistake gives one message."""

from __future__ import annotations

from modules.specification.refused_paths import KeyPath, RefusedPaths

__all__ = ["Dropped", "KeyPath"]


class Dropped(RefusedPaths):
    """Paths of the parts that were refused before, and are missing from what a check sees."""

    def below(self, *prefix: str) -> bool:
        """Whether anything at or below `prefix` was refused, or something that it is a part of."""
        return () in self or self.hold(prefix) or self.are_within(prefix)
