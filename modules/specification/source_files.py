"""The files of an environment: which there are, what is in the folder beside them, and their bytes."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path

from modules.specification import yaml_rules as rules
from modules.specification.problems import Problem

ENDING = ".yaml"

ACCOUNTS_LOCK = "accounts.lock.json"
"""What every account was applied with, as the last deploy found it."""

LEFT_ALONE = (ACCOUNTS_LOCK, "README.md", ".DS_Store", ".gitignore", ".gitkeep", ".*.sw?", ".#*", "#*#", "*~")
"""Names of what may stand beside the files, unread: what a deploy writes, a page for readers, and
what editors and file managers leave."""

FOLDERS = ("permission_sets",)
"""Folders of what an environment has of its own, which their rooms read."""

_ELSEWHERE = {
    "guardrails": "policies/own_guardrails",
    "own_guardrails": "policies/own_guardrails",
    "own_permission_sets": FOLDERS[0],
    "own_products": "policies/own_products",
    "products": "policies/own_products",
}
"""Folders that are looked for in another place, by the name that somebody may give them here."""

_KINDS = {
    stat.S_IFLNK: "a link",
    stat.S_IFDIR: "a folder",
    stat.S_IFIFO: "a FIFO",
    stat.S_IFSOCK: "a socket",
    stat.S_IFBLK: "a device",
    stat.S_IFCHR: "a device",
}


def kind(path: Path) -> str | None:
    """Tell what stands at `path` where it is no regular file; a link is not followed."""
    return _KINDS.get(stat.S_IFMT(path.lstat().st_mode))


def is_left_alone(name: str) -> bool:
    """Whether something of this name may stand beside what is read."""
    return any(fnmatchcase(name, pattern) for pattern in LEFT_ALONE)


def content(path: Path, *, room: int = rules.LARGEST_ENVIRONMENT) -> bytes:
    """Read a regular file; nothing else is opened for longer than it takes to see what it is.

    Args:
        path: The file.
        room: Bytes that it may have beside those read before.

    Raises:
        BrokenRuleError: it is none, it is too large, or it cannot be read.

    """
    try:
        # Without O_NONBLOCK a FIFO would be waited for; with O_NOFOLLOW a link is an error.
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        with os.fdopen(descriptor, "rb") as file:
            status = os.fstat(descriptor)
            if not stat.S_ISREG(status.st_mode):
                raise rules.BrokenRuleError(rules.NO_FILE, _KINDS.get(stat.S_IFMT(status.st_mode), "something else"))
            if status.st_size > rules.LARGEST_FILE:
                raise rules.BrokenRuleError(rules.FILE_TOO_LARGE, f"{status.st_size:,} bytes")
            if status.st_size > room:
                raise rules.BrokenRuleError(rules.TOO_LARGE, f"{status.st_size:,} bytes, with room for {room:,}")
            return file.read(rules.LARGEST_FILE)
    except OSError as error:
        found = kind(path) if path.is_symlink() or path.exists() else None
        if found:
            raise rules.BrokenRuleError(rules.NO_FILE, found) from None
        raise rules.BrokenRuleError(rules.NOT_READ, error.strerror or str(error)) from None


def is_part(path: Path) -> bool:
    """Whether what stands at `path` is meant to be read. What is hidden is not, whatever its ending."""
    return path.name.endswith(ENDING) and not path.name.startswith(".")


def entries(folder: Path) -> list[Path]:
    """Return what is in a folder, in alphabetical order, without what is left alone."""
    return sorted(path for path in folder.iterdir() if not is_left_alone(path.name))


def not_read(folder: Path, shown: str) -> Iterator[Problem]:
    """Every entry of an environment's folder that would be passed over in silence."""
    for path in entries(folder):
        if is_part(path) or (path.name in FOLDERS and kind(path) == "a folder"):
            continue
        rule, fix = rules.OTHER_ENTRY, rules.OTHER_ENTRY.fix
        if path.suffix.lower() in (".yaml", ".yml"):
            rule, fix = rules.OTHER_ENDING, f"rename it to {path.stem.lstrip('.')}{ENDING}"
        elif kind(path) == "a folder":
            fix = f"move its files into {shown}, or the folder elsewhere"
            if path.name in _ELSEWHERE:
                place = _ELSEWHERE[path.name]
                fix = f"call it {place}" if place in FOLDERS else f"move what is in it to {place}, for all environments"
        got = f"{path.name}, {kind(path)}" if kind(path) else path.name
        yield Problem(f"{shown}/{path.name}", 1, "", rule.what, got, rule.why, fix)
