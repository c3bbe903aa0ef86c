"""`affected`: which workspaces a change since another revision concerns; `plan` and `deploy` choose by it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from modules.changes.affected import State, affected
from modules.changes.as_data import affected_data, affected_table
from modules.commands.compared import base_side, today
from modules.commands.console import out
from modules.commands.synth import synthesize_if_stale
from modules.commands.validate import load_environments
from modules.landing_zone import LandingZone
from modules.runner.workspaces import read_workspaces

NOTHING, FAILED, SOMETHING = 0, 1, 2
"""Exit codes, those of `plan`: nothing is concerned, it could not be told, something is."""


def show_affected(name: str, *, base: str, as_json: bool) -> int:
    """Print which workspaces a change concerns, and why; return the exit code.

    Args:
        name: The environment's name.
        base: The revision to compare with, as Git calls it.
        as_json: Whether it is printed for programs.

    """
    (zone,) = load_environments([name]).values()
    side = base_side(name, zone, base)  # first: a wrong name is told before anything is made
    found = affected(side.revision, today(name, zone, synthesize_if_stale(name, zone).output))
    if as_json:
        document = {
            "environment": name,
            "base": {"revision": base, "commit": side.base.commit},
            "workspaces": affected_data(name, found),
            "notes": list(side.notes),
        }
        print(json.dumps(document, indent=2, ensure_ascii=False))  # noqa: T201 - a document, and no text for people
        return SOMETHING if found else NOTHING
    if found:
        out.print(affected_table(name, base, found))
    for note in side.notes:
        out.print(f"Note: {note}", markup=False, soft_wrap=True)
    counts = ", ".join(f"{count} {state.value}" for state in State if (count := sum(w.state is state for w in found)))
    out.print(f"{len(found)} workspaces ({counts})." if found else f"[green]None[/]: {name} is as it was at {base}.")
    return SOMETHING if found else NOTHING


def choose_affected(
    name: str, zone: LandingZone, output: Path, workspaces: Sequence[str], *, since: str
) -> tuple[str, ...]:
    """Return which workspaces of those that are named, of all where none is, a change concerns; say what is left out.

    Args:
        name: The environment's name.
        zone: What its YAML says.
        output: The folder that it was just synthesized to.
        workspaces: Names or globs.
        since: The revision to compare with, as Git calls it.

    """
    named = set(read_workspaces(output, name).select(workspaces).nodes)
    side = base_side(name, zone, since)
    found = affected(side.revision, today(name, zone, output))
    chosen = tuple(workspace.workspace for workspace in found if workspace.workspace in named)
    removed = [workspace.workspace for workspace in found if workspace.state is State.REMOVED]
    if removed:
        out.print(f"Left as they are, since they are not there any more: {', '.join(removed)}", soft_wrap=True)
    if not chosen:
        out.print(f"Nothing of {name} that was asked for is concerned by what changed since {since}.", markup=False)
    return chosen
