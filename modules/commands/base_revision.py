"""An environment as another revision of the project synthesizes it: with that revision's code, kept by its content."""

from __future__ import annotations

import hashlib
import io
import os
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from modules.commands.folders import DEFAULT_OUTPUT
from modules.commands.git import git
from modules.commands.kept_bases import kept
from modules.commands.synthesized import python_and_packages
from modules.environment import ENVIRONMENTS, PROJECT
from modules.specification.errors import LandingZoneError

LOCK_FILE = ".terraform.lock.hcl"
"""What Terraform writes down of providers; a project that has it in Git says by it which ones are applied with."""

_LAST_LINES = 6


@dataclass(frozen=True, slots=True)
class Base:
    """What a revision is, beside what it makes."""

    revision: str
    """What Git was asked for: a branch, a tag, a commit."""
    commit: str
    """The commit's id."""
    environments: tuple[str, ...]
    """The environments that it has."""


@dataclass(frozen=True, slots=True)
class SynthesizedBase:
    """The folders of what a revision makes of an environment. To read, not to change."""

    output: Path
    """What synthesis wrote, and lock files of providers that the revision has for workspaces."""
    environments: Path
    """The YAML of all its environments."""


def base_of(revision: str) -> Base:
    """Find a revision in Git.

    Args:
        revision: What Git calls it.

    Raises:
        LandingZoneError: Git does not know the revision.

    """
    commit = _commit(revision)
    found = git("ls-tree", "-d", "--name-only", commit, f"{ENVIRONMENTS.name}/").decode().split("\n")
    return Base(revision, commit, tuple(Path(path).name for path in found if path))


@contextmanager
def synthesized_at(base: Base, environment: str) -> Iterator[SynthesizedBase]:
    """Synthesize an environment as it was at a revision, unless that is kept; give the folders until the block ends.

    The revision's files are taken out of Git, so that nothing of the checkout or of Git's own folder changes. They run
    with the Python packages of this checkout. What is made is kept by all that it depends on: the tree of the commit,
    the environment, Python and its packages.

    Args:
        base: The revision.
        environment: The environment's name.

    Raises:
        LandingZoneError: it cannot be synthesized.

    """
    with kept(_key(base, environment), lambda folder: _make(base, environment, folder)) as folder:
        yield SynthesizedBase(folder / DEFAULT_OUTPUT, folder / ENVIRONMENTS.name)


def tracked_locks(output: Path) -> frozenset[str]:
    """Return the workspaces of an output folder whose lock files are in Git: any other is this machine's own."""
    found = git("ls-files", "-z", "--", str(output / "stacks" / "*" / LOCK_FILE)) if _is_below_project(output) else b""
    return frozenset(Path(path).parent.name for path in found.decode().split("\0") if path)


def changed_since(base: Base, folder: str) -> tuple[str, ...]:
    """Return the files of a folder of the project that differ from a revision, those that are in no commit included.

    Args:
        base: The revision.
        folder: The folder, below the project.

    """
    tracked = git("diff", "--name-only", "-z", "--relative", base.commit, "--", folder)
    new = git("ls-files", "-z", "--others", "--exclude-standard", "--", folder)
    return tuple(sorted({path for path in (tracked + new).decode().split("\0") if path}))


def _is_below_project(output: Path) -> bool:
    return output.is_relative_to(PROJECT)


def _key(base: Base, environment: str) -> str:
    tree = git("rev-parse", "--verify", "--end-of-options", f"{base.commit}:./").decode().strip()
    return hashlib.sha256("\n".join((tree, environment, *python_and_packages())).encode()).hexdigest()


def _commit(revision: str) -> str:
    try:
        found = git("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    except (OSError, subprocess.CalledProcessError) as error:
        raise _unknown(revision) from error
    return found.decode().strip()


def _unknown(revision: str) -> LandingZoneError:
    if _is_shallow():
        return LandingZoneError(
            "there is no such revision in this checkout, which has only a part of the history",
            got=revision,
            why="it was cloned with a depth, as CI does by default: what is older is not here, nor are other branches",
            fix="fetch the whole history: `fetch-depth: 0` of actions/checkout, GIT_DEPTH 0 of GitLab, "
            "or `git fetch --unshallow`; then name a branch as `origin/main`",
        )
    return LandingZoneError(
        "there is no such revision",
        got=revision,
        why="Git finds no commit of that name in this checkout, or there is no Git",
        fix="name a branch, a tag or a commit that `git log` knows here",
    )


def _is_shallow() -> bool:
    try:
        return git("rev-parse", "--is-shallow-repository").strip() == b"true"
    except (OSError, subprocess.CalledProcessError):
        return False


def _make(base: Base, environment: str, target: Path) -> None:
    """Fill a folder with what a revision makes of an environment, and with its YAML."""
    with TemporaryDirectory(prefix="landing-zone-base-") as temporary:
        project, locks = Path(temporary) / "project", Path(temporary) / "tracked"
        with tarfile.open(fileobj=io.BytesIO(git("archive", "--format=tar", base.commit))) as files:
            files.extractall(project, filter="data")
        output = project / DEFAULT_OUTPUT
        if output.is_dir():
            output.rename(locks)  # synthesis writes to no folder that others have files in
        _synthesize(project, environment, base.revision)
        for lock in sorted(locks.glob(f"stacks/*/{LOCK_FILE}")):
            workspace = output / "stacks" / lock.parent.name
            if workspace.is_dir():
                shutil.copyfile(lock, workspace / LOCK_FILE)
        shutil.copytree(output, target / DEFAULT_OUTPUT)
        shutil.copytree(project / ENVIRONMENTS.name, target / ENVIRONMENTS.name)


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
