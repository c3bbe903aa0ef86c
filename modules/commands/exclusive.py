"""One command at a time in an output folder: a second one would replace the workspaces under the first."""

from __future__ import annotations

import fcntl
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager

from modules.commands.folders import Folders
from modules.environment import PROJECT
from modules.specification.errors import LandingZoneError
from modules.workspaces.writing.output_place import refuse_foreign, refuse_project


@contextmanager
def exclusive_lock(folders: Folders) -> Iterator[None]:
    """Hold the output folder until the block ends; the system lets go of it when the process ends, however it ends.

    Raises:
        LandingZoneError: another command holds it, or it holds something that is not ours.

    """
    refuse_project(folders.output, PROJECT)
    refuse_foreign(folders.output)
    path = folders.output.with_name(f".{folders.output.name}.lock")
    path.parent.mkdir(parents=True, exist_ok=True)
    # Not through a link: what is behind it would be emptied.
    with os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o666), "r+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise LandingZoneError(
                "another command works in the same folder",
                got=f"process {file.read().strip() or 'unknown'} works in {folders.output.name}",
                why="each command synthesizes first, and would replace the workspaces that the other one is running",
                fix="wait until it has ended, or work in a second clone",
            ) from None
        if not re.fullmatch(r"\d*", file.read()):
            raise LandingZoneError(
                f"{path.name} must be the lock of the output folder, or not be there",
                got=path,
                why="a lock holds the number of a process, and this file holds something else",
                fix="move it away, and run the command again",
            )
        file.seek(0)
        file.truncate()
        file.write(str(os.getpid()))
        file.flush()
        yield
