"""An environment as another revision of the project synthesizes it: with its code, in a folder that goes away."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from modules.commands.folders import DEFAULT_OUTPUT
from modules.environment import PROJECT
from modules.specification.errors import LandingZoneError

_LAST_LINES = 6


@contextmanager
def synthesized_at(revision: str, environment: str) -> Iterator[Path]:
    """Synthesize an environment as it was at a revision; give the output folder, which is gone when the block ends.

    The revision's files are taken out of Git, so that nothing of the checkout or of Git's own folder changes. They run
    with the Python packages of this checkout.

    Args:
        revision: What Git calls it: a branch, a tag, a commit.
        environment: The environment's name.

    Raises:
        LandingZoneError: Git does not know the revision, or it cannot be synthesized.

    """
    commit = _commit(revision)
    with TemporaryDirectory(prefix="landing-zone-base-") as folder:
        with tarfile.open(fileobj=io.BytesIO(_git("archive", "--format=tar", commit))) as files:
            files.extractall(folder, filter="data")
        _synthesize(Path(folder), environment, revision)
        yield Path(folder) / DEFAULT_OUTPUT


def _commit(revision: str) -> str:
    try:
        found = _git("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    except (OSError, subprocess.CalledProcessError) as error:
        raise LandingZoneError(
            "there is no such revision",
            got=revision,
            why="Git finds no commit of that name in this checkout, or there is no Git",
            fix="name a branch, a tag or a commit that `git log` knows here",
        ) from error
    return found.decode().strip()


def _git(*arguments: str) -> bytes:
    done = subprocess.run(  # noqa: S603 - Git, and a revision that stands behind --end-of-options
        ["git", *arguments],  # noqa: S607 - the one on PATH
        cwd=PROJECT,
        check=True,
        capture_output=True,
    )
    return done.stdout


def _synthesize(project: Path, environment: str, revision: str) -> None:
    done = subprocess.run(  # noqa: S603 - the project's own entry point
        [sys.executable, "main.py", "synth", environment],
        cwd=project,
        env={key: value for key, value in os.environ.items() if key != "CDKTF_OUTDIR"},
        check=False,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        last = (done.stderr or done.stdout).strip().splitlines()[-_LAST_LINES:]
        raise LandingZoneError(
            f"{environment} could not be synthesized as it was at {revision}",
            got="\n       ".join(last) or f"exit code {done.returncode}",
            why="it is synthesized with the code of that revision, and with the packages that are installed here",
            fix="name a revision that has the environment, and can be synthesized",
        )
