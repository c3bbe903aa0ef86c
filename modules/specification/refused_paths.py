"""Paths of what was refused, and what else follows from that. Questions take no longer where much was refused."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

KeyPath = tuple[str | int, ...]


class RefusedPaths:
    """A set of paths that grows. The empty path is a file of which nothing is known."""

    def __init__(self, paths: Iterable[KeyPath] = ()) -> None:
        self._paths: set[KeyPath] = set()
        self._around: set[KeyPath] = set()
        self.add(paths)

    def add(self, paths: Iterable[KeyPath]) -> None:
        """Add paths."""
        for path in paths:
            if path not in self._paths:
                self._paths.add(path)
                self._around.update(path[:end] for end in range(len(path) + 1))

    def __contains__(self, path: object) -> bool:
        return path in self._paths

    def __iter__(self) -> Iterator[KeyPath]:
        return iter(self._paths)

    def hold(self, path: KeyPath) -> bool:
        """Whether `path`, or a part that it is in, was refused; a whole file does not count."""
        return any(path[:end] in self._paths for end in range(1, len(path) + 1))

    def are_within(self, path: KeyPath) -> bool:
        """Whether `path`, or something in it, was refused."""
        return path in self._around
