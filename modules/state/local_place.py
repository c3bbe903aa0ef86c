"""A state in a local file."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from modules.state.place import ASIDE, holder_in_words, locked
from modules.whole_files import write_whole


class LocalPlace:
    """The state in a file, locked as Terraform's local backend locks it: by the system, for as long as we live.

    The system takes the lock back when the file is closed, through whatever it was opened: while the file is held, all
    goes through what was opened first.
    """

    def __init__(self, path: Path, name: str) -> None:
        self._path, self._name = path, name
        self._held: IO[bytes] | None = None

    @property
    def name(self) -> str:
        """Its path in the project, which is the same in every checkout."""
        return self._name

    def read(self) -> bytes:
        """Return what lies in the file."""
        if self._held is not None:
            self._held.seek(0)
            return self._held.read()
        return self._path.read_bytes() if self._path.exists() else b""

    def holder(self, lock: str) -> str:
        """Say who has locked the file: nobody, where the system gives us the lock."""
        del lock  # the system knows whose a lock is
        if not self._path.exists() or self._held is not None:
            return ""
        file = self._path.open("r+b")
        with file:
            return "" if _is_locked_by_us(file) else self._holder()

    @contextmanager
    def hold(self, lock: str) -> Iterator[None]:
        """Lock the file; one that is not there has nothing to lock, and is not made."""
        del lock
        self._take()
        try:
            yield
        finally:
            self._let_go()

    def write_state(self, content: bytes) -> None:
        """Put a state there at once."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._let_go()
        write_whole(self._path, content)
        self._take()

    def write_notice(self, notice: bytes) -> None:
        """Write a notice over what is there, and cut off the rest.

        A Terraform that waits for the lock has the file open: it would go on with a file that was put in its place.
        Killed in between, a notice stands before the rest of a state, which Terraform refuses as well.
        """
        if self._held is None:
            self.write_state(notice)
            return
        self._held.seek(0)
        self._held.write(notice)
        self._held.flush()
        os.fsync(self._held.fileno())
        self._held.truncate(len(notice))

    def keep_aside(self) -> None:
        """Copy the file to one that ends in `.moved`."""
        write_whole(self._path.with_name(f"{self._path.name}{ASIDE}"), self.read())

    def _take(self) -> None:
        if not self._path.exists():
            return
        file = self._path.open("r+b")
        if not _is_locked_by_us(file):
            file.close()
            raise locked(self.name, self._holder())
        self._held = file

    def _let_go(self) -> None:
        if self._held is not None:
            self._held.close()
            self._held = None

    def _holder(self) -> str:
        info = self._path.with_name(f".{self._path.name}.lock.info")
        return holder_in_words(info.read_bytes() if info.exists() else b"")


def _is_locked_by_us(file: IO[bytes]) -> bool:
    try:
        fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
