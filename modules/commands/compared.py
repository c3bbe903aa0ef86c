"""An environment of today's tree beside what another revision made of it: one way of comparing for all verbs."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path

from modules import environment as environments
from modules.changes.revisions import Revision, nothing, read_revision
from modules.commands.base_revision import Base, base_of, changed_since, synthesized_at, tracked_locks
from modules.commands.console import err
from modules.environment import ENVIRONMENTS
from modules.landing_zone import LandingZone
from modules.landing_zone.known_ids import known_ids
from modules.specification.errors import LandingZoneError
from modules.workspaces.writing.output_list import listed


@dataclass(frozen=True, slots=True, kw_only=True)
class BaseSide:
    """What a revision made of an environment."""

    base: Base
    revision: Revision
    zone: LandingZone | None
    """What its YAML says; None where it has no such environment, or where today's specification does not take it."""
    notes: tuple[str, ...]
    """What somebody should know who reads a comparison with it."""


def base_side(name: str, zone: LandingZone, revision: str) -> BaseSide:
    """Read what a revision made of an environment; nothing, where the environment was not there yet.

    Args:
        name: The environment's name.
        zone: What its YAML says today.
        revision: What Git calls the revision.

    Raises:
        LandingZoneError: Git does not know the revision, or it cannot be synthesized.

    """
    base = base_of(revision)
    notes = [*_gone(base), *_policies(base)]
    if name not in base.environments:
        first = f"{revision} has no environment {name}: everything is new."
        return BaseSide(base=base, revision=nothing(name), zone=None, notes=(first, *notes))
    with (
        err.status(f"synthesizing {name} as it was at {revision}"),
        synthesized_at(base, name) as folders,
    ):
        before = _loaded(name, folders.environments)
        if before is None:
            notes.append(f"What the YAML of {revision} says is not compared: today's specification does not take it.")
        ids = {**known_ids(zone), **(known_ids(before) if before else {})}
        synthesized = _read(name, folders.output, ids, locked=None)
    return BaseSide(base=base, revision=synthesized, zone=before, notes=tuple(notes))


def today(name: str, zone: LandingZone, output: Path) -> Revision:
    """Read an environment as it is synthesized now, what is not committed included."""
    return _read(name, output, known_ids(zone), locked=tracked_locks(output))


def _read(name: str, output: Path, ids: dict[str, str], *, locked: frozenset[str] | None) -> Revision:
    files = listed(output) or frozenset()
    return read_revision(output, name, ids, listed=files, locked=locked)


def _loaded(name: str, folder: Path) -> LandingZone | None:
    try:
        return environments.load(name, folder)
    except LandingZoneError:
        return None


def _gone(base: Base) -> list[str]:
    known = environments.names() if ENVIRONMENTS.is_dir() else []
    return [
        f"{base.revision} has an environment {name}, which is there no more: no deploy applies its workspaces. Where "
        "it was renamed, its states are still called as they were, and what they hold is not taken over by itself."
        for name in base.environments
        if name not in known
    ]


def _policies(base: Base) -> list[str]:
    try:
        changed = changed_since(base, "policies")
    except (OSError, subprocess.CalledProcessError):
        return []
    note = (
        f"policies/ differs as well (files: {len(changed)}). Guardrails, permission sets and controls are in the "
        "workspaces, and compared there; rules, scenarios, prices and what was accepted change what `check` says, and "
        "nothing that is applied."
    )
    return [note] if changed else []
