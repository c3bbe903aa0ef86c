"""A place of a state in memory, with a lock that others may hold."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from modules.state.place import locked


class MemoryPlace:
    def __init__(self, name: str, content: bytes = b"") -> None:
        self.name, self.content, self.aside, self.locked_by = name, content, b"", ""

    def read(self) -> bytes:
        return self.content

    def holder(self, lock: str) -> str:
        return "" if self.locked_by in {"", lock} else f"by {self.locked_by}"

    @contextmanager
    def hold(self, lock: str) -> Iterator[None]:
        if holder := self.holder(lock):
            raise locked(self.name, holder)
        self.locked_by = lock
        try:
            yield
        finally:
            self.locked_by = ""

    def write_state(self, content: bytes) -> None:
        assert self.locked_by
        self.content = content

    def write_notice(self, notice: bytes) -> None:
        assert self.locked_by
        self.content = notice

    def keep_aside(self) -> None:
        self.aside = self.content
