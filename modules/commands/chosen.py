"""The workspaces that a command works on, where it works on more than those that are named."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from modules.commands.affected import choose_affected
from modules.landing_zone import LandingZone
from modules.runner.workspaces import read_workspaces


def choose(  # noqa: PLR0913 - keyword-only
    name: str, zone: LandingZone, output: Path, workspaces: Sequence[str], *, since: str | None, needed: bool
) -> tuple[str, ...] | None:
    """Return which workspaces a plan or a deploy works on; nothing, which means all; None where nothing is concerned.

    Args:
        name: The environment's name.
        zone: What its YAML says.
        output: The folder that it was synthesized to.
        workspaces: Names or globs of workspaces, with or without the environment's prefix.
        since: A revision, as Git calls it: only what a change since then concerns.
        needed: Whether what they depend on is chosen as well.

    Raises:
        LandingZoneError: a pattern matches nothing, or there is no such revision.

    """
    chosen = tuple(workspaces)
    if since is not None:
        chosen = choose_affected(name, zone, output, workspaces, since=since)
        if not chosen:
            return None
    return with_dependencies(output, name, chosen) if needed else chosen


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
