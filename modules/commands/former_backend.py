"""Where the states of an environment were, as whoever moves them names it."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml  # type: ignore[import-untyped] # PyYAML has no types
from pydantic import TypeAdapter, ValidationError

from modules.commands.git import git
from modules.deployment.spec import BackendSpec, LocalBackendSpec
from modules.environment import ENVIRONMENTS
from modules.specification.errors import LandingZoneError

LOCAL = "local"

_BACKEND: TypeAdapter[BackendSpec] = TypeAdapter(BackendSpec)


def former_backend(source: str, environment: str) -> BackendSpec:
    """Read what `deployment.backend` said before.

    Args:
        source: `local`; or a file of YAML with the section `deployment`; or a revision of Git, in which the
            environment's files have it.
        environment: The environment's name.

    Raises:
        LandingZoneError: nothing of that name says it.

    """
    if source == LOCAL:
        return LocalBackendSpec(type="local")
    path = Path(source)
    texts = [path.read_text(encoding="utf-8")] if path.is_file() else list(_at_revision(source, environment))
    sections = [section for section in map(_deployment, texts) if section is not None]
    try:
        return _BACKEND.validate_python(sections[0]["backend"])
    except (LookupError, TypeError, ValidationError) as error:
        raise LandingZoneError(
            "there must be something that says where states are now",
            got=f"{source}, in which no deployment.backend is, or one that cannot be read"
            if not isinstance(error, ValidationError)
            else f"{source}: {error}",
            why="a move reads them there",
            fix="name `local`, a file of YAML with deployment.backend as it was, or a revision of Git that has it",
        ) from error


def _at_revision(revision: str, environment: str) -> Iterator[str]:
    """Give the environment's files as a revision has them."""
    folder = f"{ENVIRONMENTS.name}/{environment}"
    try:
        names = git("ls-tree", "-z", "--name-only", "--end-of-options", f"{revision}:{folder}").decode().split("\0")
        yield from (git("show", f"{revision}:{folder}/{name}").decode() for name in names if name.endswith(".yaml"))
    except (OSError, subprocess.CalledProcessError) as error:
        raise LandingZoneError(
            "there is no such revision, or it does not have the environment",
            got=f"{revision}, where {folder} is looked for",
            why="--from names `local`, a file, or a revision of Git, and there is no file of that name either",
            fix="name a branch, a tag or a commit that `git log` knows in this checkout",
        ) from error


def _deployment(text: str) -> Any:
    try:
        document = yaml.safe_load(text)
    except yaml.YAMLError:
        return None
    return document.get("deployment") if isinstance(document, dict) else None
