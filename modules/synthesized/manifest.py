"""The workspaces that synthesis wrote, as its manifest names them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import Any

from modules.specification.errors import LandingZoneError

MANIFEST = "manifest.json"

STACKS, DELIVERED = "stacks", "delivered"
"""The parts of the manifest: what a deploy applies, and what Account Factory for Terraform delivers."""


@dataclass(frozen=True, slots=True)
class SynthesizedWorkspace:
    """One workspace of the manifest."""

    id: str
    """`<environment>-<name>`."""
    folder: Path
    """Terraform's working directory."""
    dependencies: tuple[str, ...]
    """Ids of the workspaces whose outputs it reads."""
    is_delivered: bool
    """Whether Account Factory for Terraform applies it, and no deploy."""


def read_manifest(output: Path, environment: str | None = None) -> dict[str, SynthesizedWorkspace]:
    """Read the workspaces of an output folder, each after all that it depends on, by name where that leaves a choice.

    Args:
        output: The folder that synthesis writes to.
        environment: The environment whose workspaces are wanted; None for all of them.

    Raises:
        LandingZoneError: the folder was not synthesized, or not with this environment.

    """
    everything = _stacks(output)
    prefix = f"{environment}-" if environment else ""
    try:
        workspaces = {
            id_: SynthesizedWorkspace(
                id_, output / stack["workingDirectory"], tuple(stack.get("dependencies") or ()), part == DELIVERED
            )
            for part, stacks in everything.items()
            for id_, stack in stacks.items()
            if id_.startswith(prefix)
        }
    except (LookupError, TypeError, AttributeError) as error:
        raise not_synthesized(environment, got=f"{output / MANIFEST}: {error!r}") from error
    if not workspaces:
        known = sorted(id_ for stacks in everything.values() for id_ in stacks)
        raise not_synthesized(environment, got=f"{output} has {', '.join(known) or 'no workspaces'}")
    return {id_: workspaces[id_] for id_ in _in_order(workspaces, output, environment)}


def not_synthesized(environment: str | None, *, got: str) -> LandingZoneError:
    """Return the error for what is not there, or not whole."""
    return LandingZoneError(
        f"{environment or 'the environment'} is not synthesized",
        got=got,
        why="the workspaces are read as synthesis writes them, with the manifest that names them and their order",
        fix="run `python main.py synth`",
    )


def _stacks(output: Path) -> Mapping[str, Mapping[str, Any]]:
    """Return the entries of the manifest by id: those that a deploy applies, and those that AFT delivers."""
    path = output / MANIFEST
    try:
        manifest = json.loads(path.read_bytes())
        parts = {STACKS: manifest[STACKS], DELIVERED: manifest.get(DELIVERED, {})}
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise not_synthesized(None, got=f"{path}: {error}") from error
    if not all(isinstance(stacks, dict) for stacks in parts.values()):
        raise not_synthesized(None, got=f"{path} without workspaces")
    return parts


def _in_order(workspaces: Mapping[str, SynthesizedWorkspace], output: Path, environment: str | None) -> list[str]:
    sorter = TopologicalSorter({id_: workspace.dependencies for id_, workspace in workspaces.items()})
    ordered: list[str] = []
    try:
        sorter.prepare()
        while sorter.is_active():
            ready = sorted(sorter.get_ready())
            ordered += ready
            sorter.done(*ready)
    except CycleError:
        ordered = []
    if set(ordered) != set(workspaces):
        got = f"{output}: workspaces that depend on a missing one or on each other"
        raise not_synthesized(environment, got=got)
    return ordered
