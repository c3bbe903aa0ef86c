"""A local state that a killed Terraform has left torn: it empties the file, and writes it anew in the same place.

What the file held before that command is in a `.backup` beside it. What the command has created since is recorded
(`begun_creations.py`), so nothing is lost but the time to look for it.
"""

from __future__ import annotations

import fcntl
import json
from pathlib import Path

from modules.specification.errors import LandingZoneError
from modules.synthesized.documents import read_content
from modules.whole_files import write_whole


def local_state(folder: Path) -> Path | None:
    """Find where a workspace has its state on this machine; None where it lies elsewhere."""
    try:
        return folder / str(read_content(folder)["terraform"]["backend"]["local"]["path"])
    except (LandingZoneError, KeyError, TypeError):
        return None


def mend_torn_state(folder: Path) -> bool:
    """Put a workspace's torn state back as it was before the command that was killed; whether it was torn.

    A state that somebody works on is left alone: Terraform holds a lock on the file.
    """
    path = local_state(folder)
    if path is None or not path.is_file():
        return False
    with path.open("r+b") as file:
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        earlier = _earlier(path)
        if _is_whole(text := file.read()) or text == earlier:
            return False
        write_whole(path, earlier.decode())
    return True


def _earlier(path: Path) -> bytes:
    """Read what the state was; nothing of a new workspace."""
    backup = path.with_name(f"{path.name}.backup")
    text = backup.read_bytes() if backup.is_file() else b""
    return text if _is_whole(text) else b""


def _is_whole(text: bytes) -> bool:
    try:
        return isinstance(json.loads(text), dict)
    except ValueError:
        return False
