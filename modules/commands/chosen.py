"""The workspaces that a command works on, where it works on more than those that are named."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from modules.runner.workspaces import read_workspaces


def with_dependencies(output: Path, name: str, workspaces: Sequence[str]) -> tuple[str, ...]:
    """Return what is named and all that it depends on, each after that; nothing, which means all, where nothing is.

    Args:
        output: The folder that the environment was synthesized to.
        name: The environment's name.
        workspaces: Names or globs of workspaces, with or without the environment's prefix.

    Raises:
        LandingZoneError: a pattern matches nothing.

    """
    if not workspaces:
        return ()
    synthesized = read_workspaces(output, name)
    return tuple(map(synthesized.short_name, synthesized.with_dependencies(workspaces)))
