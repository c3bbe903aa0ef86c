"""Which workspaces a change concerns, and why: those that are written in another way, and those that read of these."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

import networkx as nx

from modules.changes.addresses import address_changes
from modules.changes.possible_changes import Cause, PossibleChanges
from modules.changes.revisions import Revision
from modules.synthesized.documents import Document
from modules.synthesized.resources import EVERY_KIND, written


class State(StrEnum):
    """How a change concerns a workspace."""

    REMOVED = "removed"
    NEW = "new"
    CHANGED = "changed"
    READS = "reads"
    """It is written as it was, and something that it reads of another can change: only a plan says whether it does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AffectedWorkspace:
    """One workspace that a change concerns."""

    workspace: str
    """Its id."""
    state: State
    why: tuple[str, ...]
    """What is different; of one that reads, what it reads and where that may change."""
    path: tuple[str, ...] = ()
    """The ids of the workspaces from the one that changes to this one, by what each reads of the one before."""
    is_delivered: bool = False
    """Whether Account Factory for Terraform applies it, and no deploy."""


_PARTS = ("terraform", "provider", "variable", "locals", "data", "output")
"""Parts of a document whose differences are told beside those of resources."""


def affected(before: Revision, now: Revision) -> list[AffectedWorkspace]:
    """Return every workspace that a change concerns: those that are gone, then the others in the order of a deploy."""
    gone = [id_ for id_ in before.manifest if id_ not in now.manifest]
    changed = {id_: why for id_ in now.manifest if (why := _differences(before, now, id_))}
    readers = _Readers(before, now, changed)
    return [
        *(_workspace(id_, State.REMOVED, ("no deploy applies it any more",), before) for id_ in gone),
        *filter(None, (_of(id_, before, now, changed, readers) for id_ in now.manifest)),
    ]


def _of(
    id_: str, before: Revision, now: Revision, changed: Mapping[str, tuple[str, ...]], readers: _Readers
) -> AffectedWorkspace | None:
    if id_ not in before.manifest:
        return _workspace(id_, State.NEW, ("it was not there",), now)
    if id_ in changed:
        return _workspace(id_, State.CHANGED, changed[id_], now)
    return readers.reading(id_)


def _workspace(
    id_: str, state: State, why: tuple[str, ...], revision: Revision, path: tuple[str, ...] = ()
) -> AffectedWorkspace:
    delivered = revision.manifest[id_].is_delivered
    return AffectedWorkspace(workspace=id_, state=state, why=why, path=path, is_delivered=delivered)


def _differences(before: Revision, now: Revision, id_: str) -> tuple[str, ...]:
    """Say what of a workspace is written in another way; nothing where Terraform would read the same."""
    if id_ not in before.manifest:
        return ()
    old, new = before.synthesized.workspaces[id_], now.synthesized.workspaces[id_]
    found: list[str] = []
    if not _is_same(old, new):
        resources = (f"{change.address} is {change.action}" for change in address_changes(before, now, id_))
        found = [*resources, *_blocks(old, new)] or ["in which order it is made, or what makes nothing"]
    if before.manifest[id_].is_delivered is not now.manifest[id_].is_delivered:
        found.append("who applies it")
    sides = before.side_files.get(id_, {}), now.side_files.get(id_, {})
    found += [name for name in sorted({*sides[0], *sides[1]}) if sides[0].get(name) != sides[1].get(name)]
    if before.locks.get(id_) != now.locks.get(id_):
        found.append("the lock file of its providers")
    return tuple(found)


def _is_same(before: Document, now: Document) -> bool:
    return (
        before.content == now.content
        and before.modules.keys() == now.modules.keys()
        and all(_is_same(module, now.modules[name]) for name, module in before.modules.items())
    )


def _blocks(before: Document, now: Document) -> Iterator[str]:
    for part in _PARTS:
        old, new = before.blocks(part), now.blocks(part)
        yield from (f"{part} {name}" for name in sorted({*old, *new}) if old.get(name) != new.get(name))


class _Readers:
    def __init__(self, before: Revision, now: Revision, changed: Mapping[str, tuple[str, ...]]) -> None:
        self._now, self._possible = now, PossibleChanges(before, now)
        graph = nx.DiGraph()
        graph.add_nodes_from(now.manifest)
        graph.add_edges_from((needed, id_) for id_, found in now.manifest.items() for needed in found.dependencies)
        self._graph = graph
        self._kinds: dict[str, set[str]] = defaultdict(set)
        """Which workspaces make other resources than before, by the type."""
        concerned = [*changed, *(id_ for id_ in now.manifest if id_ not in before.manifest)]
        for id_ in concerned:
            for change in address_changes(before, now, id_):
                self._kinds[change.address.split(".")[-2]].add(id_)

    def reading(self, id_: str) -> AffectedWorkspace | None:
        """Return a workspace if something that it reads can change: outputs of others, or what it looks up in AWS."""
        causes = self._possible.of_reader(id_)
        why = [f"reads {output} of {cause.way[0][0]}: {_where(cause)} may change it" for cause, output in causes]
        path = _path(id_, causes[0][0]) if causes else ()
        for kind, maker in self._found_in_aws(id_):
            why.append(f"looks up {kind} in AWS, and {maker} makes such")
            path = path or (maker, id_)
        return _workspace(id_, State.READS, tuple(why), self._now, path) if why else None

    def _found_in_aws(self, id_: str) -> Iterator[tuple[str, str]]:
        """Give what a workspace looks up in AWS of a type of which one that it waits for makes other resources."""
        scope = self._now.scope(id_)
        for inner in scope.whole() if scope else ():
            for address, kind, _ in written(inner, EVERY_KIND):
                makers = self._kinds.get(kind, set()) | self._kinds.get(kind.removesuffix("s"), set())
                if address.startswith("data.") and makers:
                    yield from ((kind, maker) for maker in sorted(makers & nx.ancestors(self._graph, id_)))


def _where(cause: Cause) -> str:
    return f"{cause.what} in {cause.workspace}" if cause.what else cause.workspace


def _path(reader: str, cause: Cause) -> tuple[str, ...]:
    return (*(workspace for workspace, _ in reversed(cause.way)), reader)
