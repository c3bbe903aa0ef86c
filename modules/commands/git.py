"""Git, asked of this checkout; nothing of it changes."""

from __future__ import annotations

import subprocess

from modules.environment import PROJECT


def git(*arguments: str) -> bytes:
    """Return what a command of Git prints.

    Args:
        arguments: The command; what users name in it stands behind `--end-of-options`, or was resolved before.

    Raises:
        OSError: there is no Git.
        subprocess.CalledProcessError: Git refuses.

    """
    done = subprocess.run(  # noqa: S603 - Git, and what users name is no option
        ["git", *arguments],  # noqa: S607 - the one on PATH
        cwd=PROJECT,
        check=True,
        capture_output=True,
    )
    return done.stdout
