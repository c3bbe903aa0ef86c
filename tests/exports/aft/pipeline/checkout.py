"""A repository as AFT has it: what git keeps of a folder."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

_ENVIRON = {
    **{name: value for name, value in os.environ.items() if not name.startswith("GIT_")},
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
    **{f"GIT_{who}_{what}": "stand-in@example.com" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
}


def cloned(folder: Path, copy: Path) -> Path:
    """Commit a folder to a repository, and clone that: what is ignored, and folders without files, are gone.

    Args:
        folder: To read; nothing is written there.
        copy: A folder that is not there yet.

    Returns:
        The clone.

    """
    bare = copy.with_name(f"{copy.name}.git")
    _git("init", "--quiet", "--bare", str(bare))
    work = ("--git-dir", str(bare), "--work-tree", str(folder))
    _git(*work, "add", "--all")
    _git(*work, "commit", "--quiet", "--allow-empty", "--message", "As exported")
    _git("clone", "--quiet", str(bare), str(copy))
    return copy


def lost(folder: Path, clone: Path) -> list[str]:
    """Return the files that git has not kept."""
    files = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    return sorted(path.as_posix() for path in files if not (clone / path).exists())


def _git(*arguments: str) -> None:
    subprocess.run(["git", *arguments], env=_ENVIRON, check=True, capture_output=True, text=True)
