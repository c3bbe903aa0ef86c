"""The workspaces that synthesis wrote: where each is, and which must be applied before which."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from fnmatch import fnmatchcase
from pathlib import Path

import networkx as nx

from modules.specification.errors import LandingZoneError
from modules.synthesized.manifest import read_manifest


@dataclass(frozen=True, slots=True)
class Workspaces:
    """The workspaces of one environment, by id (`<environment>-<name>`)."""

    environment: str

    folders: Mapping[str, Path]
    """Each workspace's own folder: Terraform's working directory."""

    graph: nx.DiGraph
    """An edge from each workspace to every one that reads its outputs."""

    def short_name(self, workspace: str) -> str:
        """Drop the environment's prefix: what a user calls the workspace."""
        return workspace.removeprefix(f"{self.environment}-")

    def select(self, patterns: Sequence[str] = ()) -> nx.DiGraph:
        """Choose workspaces by name or glob, with or without the environment's prefix; no pattern chooses all.

        An edge of the answer leads to each workspace that depends on another, directly or through ones not chosen.

        Raises:
            LandingZoneError: a pattern matches nothing.

        """
        unknown = [pattern for pattern in patterns if not self._matching(pattern)]
        if unknown:
            raise self._unknown(unknown)
        chosen = {name for pattern in patterns for name in self._matching(pattern)} if patterns else set(self.folders)
        return nx.transitive_closure_dag(self.graph).subgraph(chosen)

    def with_dependencies(self, patterns: Sequence[str]) -> tuple[str, ...]:
        """Return the ids of chosen workspaces and of all that they depend on, each after all that it depends on.

        Raises:
            LandingZoneError: a pattern matches nothing.

        """
        chosen = set(self.select(patterns).nodes)
        needed = chosen.union(*(nx.ancestors(self.graph, id_) for id_ in chosen))
        return tuple(in_order(self.graph.subgraph(needed)))

    def _matching(self, pattern: str) -> list[str]:
        return [id_ for id_ in self.folders if any(fnmatchcase(name, pattern) for name in (id_, self.short_name(id_)))]

    def _unknown(self, patterns: Iterable[str]) -> LandingZoneError:
        known = sorted(self.short_name(id_) for id_ in self.folders)
        near = {pattern: get_close_matches(self.short_name(pattern), known, n=1) for pattern in patterns}
        guesses = [f"`{match[0]}` for `{pattern}`" for pattern, match in near.items() if match]
        return LandingZoneError(
            f"no such workspace in {self.environment}",
            got=", ".join(near),
            why=f"it has {', '.join(known)}",
            fix=f"write {', '.join(guesses)}" if guesses else "name one of these, or a glob such as 'account-*'",
        )


def read_workspaces(outdir: Path, environment: str) -> Workspaces:
    """Read which workspaces of a synthesized folder are applied here: not those that AFT delivers.

    Raises:
        LandingZoneError: the folder was not synthesized, or not with this environment.

    """
    manifest = {
        id_: workspace for id_, workspace in read_manifest(outdir, environment).items() if not workspace.is_delivered
    }
    graph = nx.DiGraph()
    graph.add_nodes_from(sorted(manifest))
    graph.add_edges_from((needed, id_) for id_, workspace in manifest.items() for needed in workspace.dependencies)
    return Workspaces(environment, {id_: workspace.folder for id_, workspace in manifest.items()}, graph)


def in_order(graph: nx.DiGraph) -> list[str]:
    """List the workspaces, each after all that it depends on; by name where that leaves a choice."""
    return list(nx.lexicographical_topological_sort(graph))
