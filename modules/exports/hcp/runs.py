"""What HCP Terraform has to know of each workspace: whose state it reads, and whose runs start its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import networkx as nx

from modules.synthesized.documents import Content, read_content
from modules.synthesized.manifest import SynthesizedWorkspace, read_manifest

MOST_SOURCES = 20
"""Workspaces whose runs may start those of one (HCP Terraform, Run triggers)."""

_STATE = "terraform_remote_state"


@dataclass(frozen=True, slots=True)
class Runs:
    """The runs of one workspace."""

    reads: tuple[str, ...]
    """Workspaces whose outputs it reads: these share their state with it, and no others do."""
    started_by: tuple[str, ...]
    """Workspaces after whose apply it is planned again: those that it comes straight after."""
    not_started_by: tuple[str, ...]
    """Those that HCP Terraform has no room for."""
    is_serial: bool = False
    """Whether its resources are changed one after the other."""

    def as_data(self) -> dict[str, Any]:
        """Return what is written of it."""
        return asdict(self)


def runs_of(output: Path, environment: str, is_serial: Callable[[str], bool] = lambda _: False) -> dict[str, Runs]:
    """Return the runs of every workspace that a deploy applies, each after all that it depends on.

    Args:
        output: The folder that was synthesized to.
        environment: The environment's name.
        is_serial: Says of a workspace whether its resources are changed one after the other.

    Raises:
        LandingZoneError: it was not synthesized.

    """
    manifest = read_manifest(output, environment)
    applied = {id_: each for id_, each in manifest.items() if not each.is_delivered}
    started_by = _sources(applied)
    return {
        id_: Runs(
            reads=tuple(sorted(set(_read(read_content(each.folder))) & applied.keys())),
            started_by=tuple(sorted(started_by[id_][-MOST_SOURCES:])),
            not_started_by=tuple(sorted(started_by[id_][:-MOST_SOURCES])),
            is_serial=is_serial(id_),
        )
        for id_, each in applied.items()
    }


def _sources(workspaces: Mapping[str, SynthesizedWorkspace]) -> dict[str, list[str]]:
    """Return the workspaces that each comes straight after, in the order of the deploy.

    A run that is started by a workspace and by what that waits for would be planned twice.
    """
    graph = nx.DiGraph()
    graph.add_nodes_from(workspaces)
    graph.add_edges_from(
        (needed, id_) for id_, each in workspaces.items() for needed in each.dependencies if needed in workspaces
    )
    order = {id_: place for place, id_ in enumerate(workspaces)}
    straight = nx.transitive_reduction(graph)
    return {id_: sorted(straight.predecessors(id_), key=order.__getitem__) for id_ in workspaces}


def _read(content: Content) -> Iterator[str]:
    """Give the workspaces whose state a document reads."""
    for state in content.get("data", {}).get(_STATE, {}).values():
        yield state["config"]["workspaces"]["name"]
