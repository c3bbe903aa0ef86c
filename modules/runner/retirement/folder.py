"""The folder in which left states are retired: workspaces with nothing in them but what Terraform destroys with."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import networkx as nx

from modules.runner.retirement.left_state import LeftState
from modules.runner.two_steps.kept_state import backend_of
from modules.synthesized.documents import DOCUMENT
from modules.synthesized.manifest import MANIFEST, STACKS
from modules.synthesized.retirement import PROVIDERS, READS, REQUIRED_PROVIDERS, RETIREMENT
from modules.whole_files import write_whole


def write_retirement(states: Sequence[LeftState], folder: Path, *, sibling: Path) -> None:
    """Write a workspace without resources for each state, and a manifest with their order, as synthesis writes both.

    The output stays, so that a retirement that is interrupted goes on.

    Args:
        states: What is retired; each has its record.
        folder: Where to.
        sibling: The folder of any workspace of the environment: its backend has these states, too.

    """
    stacks, before = {}, retired_before(states)
    for state in states:
        record: Mapping[str, Any] = state.record or {}
        working_directory = f"{STACKS}/{state.workspace}"
        content = {
            "terraform": {
                **backend_of(sibling, state.workspace),
                REQUIRED_PROVIDERS: _literal(record[REQUIRED_PROVIDERS]),
            },
            "provider": _literal(record[PROVIDERS]),
            "output": {RETIREMENT: {"value": _literal(record)}},
        }
        (folder / working_directory).mkdir(parents=True, exist_ok=True)
        write_whole(folder / working_directory / DOCUMENT, json.dumps(content, indent=2) + "\n")
        stacks[state.workspace] = {
            "workingDirectory": working_directory,
            "dependencies": sorted(before[state.workspace]),
        }
    write_whole(folder / MANIFEST, json.dumps({STACKS: stacks}, indent=2) + "\n")


def retired_before(states: Sequence[LeftState]) -> dict[str, set[str]]:
    """Say of each state which others are retired before it: those of workspaces that read from it."""
    graph = nx.DiGraph()
    graph.add_nodes_from(state.workspace for state in states)
    for state in states:
        for read in (state.record or {}).get(READS, ()):
            if read in graph and not nx.has_path(graph, read, state.workspace):
                graph.add_edge(state.workspace, read)
    return {workspace: set(graph.predecessors(workspace)) for workspace in graph}


def _literal(node: Any) -> Any:
    """Return a value as Terraform reads it back: nothing in it is an expression."""
    if isinstance(node, Mapping):
        return {key: _literal(value) for key, value in node.items() if value is not None}
    if isinstance(node, list):
        return [_literal(value) for value in node]
    return node.replace("${", "$${").replace("%{", "%%{") if isinstance(node, str) else node
