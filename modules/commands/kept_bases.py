"""Other revisions as they were synthesized, kept by what they are made of: who asks again has the answer at once."""

from __future__ import annotations

import fcntl
import os
import re
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from modules.commands.console import err
from modules.environment import PROJECT

FOLDER = PROJECT / ".cdktf.out.bases"

MOST = 8
"""How many are kept, of 13 MB each for production: the one that was asked for longest ago goes first."""

_DRAFT = ".draft"
_LOCK = "lock"
_OURS = re.compile(rf"[0-9a-f]{{64}}({re.escape(_DRAFT)})?")


@contextmanager
def kept(key: str, make: Callable[[Path], object]) -> Iterator[Path]:
    """Give the folder that is kept under a key; make it where there is none.

    One process at a time makes, reads and forgets: the system lets go of the lock when a process ends, however it ends.
    What is made gets its name when it is whole. So what a killed process left is a draft, which the next one removes.

    Args:
        key: 64 hexadecimal digits, made of all that the folder's content depends on.
        make: Fills an empty folder.

    """
    folder = FOLDER / key
    with _alone():
        if not folder.is_dir():
            _forget(path for path in _ours() if path.name.endswith(_DRAFT))
            draft = folder.with_name(f"{key}{_DRAFT}")
            draft.mkdir()
            try:
                make(draft)
            except BaseException:
                shutil.rmtree(draft, ignore_errors=True)
                raise
            draft.rename(folder)
        os.utime(folder)
        _forget(sorted(_ours(), key=lambda path: path.stat().st_mtime, reverse=True)[MOST:])
        yield folder


def forget_kept() -> list[Path]:
    """Remove all that is kept; return what else is in the folder."""
    if FOLDER.is_symlink() or not FOLDER.is_dir():
        return []
    with _alone():
        _forget(_ours())
        left = sorted(path for path in FOLDER.iterdir() if path.name != _LOCK)
        if not left:
            (FOLDER / _LOCK).unlink()
            FOLDER.rmdir()
    return left


def _ours() -> list[Path]:
    return [path for path in FOLDER.iterdir() if _OURS.fullmatch(path.name) and not path.is_symlink()]


def _forget(folders: Iterable[Path]) -> None:
    for folder in folders:
        shutil.rmtree(folder)


@contextmanager
def _alone() -> Iterator[None]:
    FOLDER.mkdir(exist_ok=True)
    with os.fdopen(os.open(FOLDER / _LOCK, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o666), "r+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            err.print("Another command works with what another revision was synthesized to: waiting for it.")
            fcntl.flock(file, fcntl.LOCK_EX)
        yield
