"""One command at a time in an output folder: a second one would replace the workspaces under the first."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager

from modules.commands.folders import Folders
from modules.specification.errors import LandingZoneError


@contextmanager
def alone_in(folders: Folders) -> Iterator[None]:
    """Hold the output folder until the block ends; the system lets go of it when the process ends, however it ends.

    Raises:
        LandingZoneError: another command holds it.

    """
    path = folders.output.with_name(f".{folders.output.name}.lock")
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            raise LandingZoneError(
                "another command works in the same folder",
                got=f"process {file.read().strip() or 'unknown'} works in {folders.output.name}",
                why="each command synthesizes first, and would replace the workspaces that the other one is running",
                fix="wait until it has ended, or work in a second clone",
            ) from None
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield
