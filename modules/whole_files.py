"""Files that are written whole: whoever reads one, at any time, finds the old content or the new one."""

from __future__ import annotations

import os
import threading
from pathlib import Path


def write_whole(path: Path, content: str | bytes) -> None:
    """Write beside `path`, text in UTF-8, and then put it there at once. A link there is replaced, not followed.

    Raises:
        OSError: the disk is full, or nothing may be written there; what was there stays as it was.

    """
    draft = path.with_name(f".{path.name}.{os.getpid()}-{threading.get_ident()}.draft")
    try:
        with draft.open("wb") as file:
            file.write(content.encode() if isinstance(content, str) else content)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    except BaseException as error:
        if isinstance(error, OSError) and error.filename is None:
            error.filename = str(path)  # a full disk is told without the place
        draft.unlink(missing_ok=True)
        raise
