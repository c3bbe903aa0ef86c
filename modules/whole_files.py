"""Text files that are written whole: whoever reads one, at any time, finds the old text or the new one."""

from __future__ import annotations

import os
import threading
from pathlib import Path


def write_whole(path: Path, text: str) -> None:
    """Write `text` beside `path`, in UTF-8, and then put it there at once. A link there is replaced, not followed.

    Raises:
        OSError: the disk is full, or nothing may be written there; what was there stays as it was.

    """
    draft = path.with_name(f".{path.name}.{os.getpid()}-{threading.get_ident()}.draft")
    try:
        with draft.open("w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    except BaseException as error:
        if isinstance(error, OSError) and error.filename is None:
            error.filename = str(path)  # a full disk is told without the place
        draft.unlink(missing_ok=True)
        raise
