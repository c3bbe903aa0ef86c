"""What a change comes to in Terraform: which addresses vanish, move, are new, and say something else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

from modules.changes.addresses import Action, AddressChange, address_changes
from modules.changes.affected import AffectedWorkspace
from modules.changes.entries import Change, Entry
from modules.changes.revisions import Revision

LOSING = (Action.DESTROYED, Action.ELSEWHERE, Action.LEFT)
"""Actions after which something that was made is gone, or is nobody's."""

_ENTRY = {
    Action.DESTROYED: Change.REMOVED,
    Action.ELSEWHERE: Change.CHANGED,
    Action.LEFT: Change.REMOVED,
    Action.RENAMED: Change.MOVED,
    Action.CREATED: Change.ADDED,
    Action.CHANGED: Change.CHANGED,
}
_WORDS = {
    Action.DESTROYED: "destroyed",
    Action.ELSEWHERE: "made anew in another account or region; what was made stays where it is",
    Action.LEFT: "left in AWS, and in no deploy any more",
}
_MANY = 20
_KINDS = 4


def all_address_changes(before: Revision, now: Revision, concerned: Iterable[AffectedWorkspace]) -> list[AddressChange]:
    """Return what becomes of every resource of the workspaces that a change concerns."""
    return [change for found in concerned for change in address_changes(before, now, found.workspace)]


def without_taken_over(changes: Iterable[AddressChange], former: Mapping[str, str]) -> list[AddressChange]:
    """Leave out what a workspace goes on with that was called otherwise: nothing of it is left, or made anew.

    Args:
        changes: What becomes of every resource.
        former: The id that each such workspace had, by the id that it has.

    """
    taken_over = {*former, *former.values()}
    return [change for change in changes if change.workspace not in taken_over]


def losses(changes: Iterable[AddressChange]) -> Iterator[Entry]:
    """Give what is gone, or is nobody's, address by address; of many in one workspace their types."""
    for (workspace, action), group in _grouped(change for change in changes if change.action in LOSING):
        if len(group) > _MANY:
            yield Entry(
                _ENTRY[action], f"{workspace}: {len(group)} resources", f"each {_WORDS[action]}: {_kinds(group)}"
            )
            continue
        yield from (Entry(_ENTRY[action], f"{workspace}: {change.address}", _WORDS[action]) for change in group)


def gains(changes: Iterable[AddressChange]) -> Iterator[Entry]:
    """Give what is renamed, address by address, and how many resources of which types are new and changed."""
    for (workspace, action), group in _grouped(change for change in changes if change.action not in LOSING):
        if action is Action.RENAMED:
            yield from (Entry(Change.MOVED, f"{workspace}: {change.was}", f"→ {change.address}") for change in group)
        else:
            yield Entry(_ENTRY[action], f"{workspace}: {len(group)} {action.value}", _kinds(group))


def versions(before: Revision, now: Revision) -> Iterator[Entry]:
    """Give the versions of Terraform's providers that workspaces take, and no longer take."""
    was, is_ = _versions(before), _versions(now)
    for name in sorted({*was, *is_}):
        if was.get(name) != is_.get(name) and was and is_:
            yield Entry(Change.CHANGED, f"provider {name}", f"{was.get(name, 'none')} → {is_.get(name, 'none')}")
    locked = sum(before.locks.get(id_) != now.locks.get(id_) for id_ in {*before.locks, *now.locks})
    if locked:
        yield Entry(Change.CHANGED, "lock files of providers", f"of workspaces: {locked}")


def address_data(environment: str, changes: Iterable[AddressChange]) -> list[dict[str, Any]]:
    """Return every address as plain data."""
    return [
        {
            "workspace": change.workspace.removeprefix(f"{environment}-"),
            "address": change.address,
            "action": change.action.value,
            "arguments": list(change.arguments),
            **({"was": change.was} if change.was else {}),
        }
        for change in changes
    ]


def _grouped(changes: Iterable[AddressChange]) -> Iterator[tuple[tuple[str, Action], list[AddressChange]]]:
    for place, group in groupby(changes, lambda change: (change.workspace, change.action)):
        yield place, list(group)


def _kinds(changes: Iterable[AddressChange]) -> str:
    counted = Counter(change.address.split(".")[-2] for change in changes).most_common()
    listed = [f"{kind} ({count})" if count > 1 else kind for kind, count in counted[:_KINDS]]
    return ", ".join([*listed, *([f"{len(counted) - _KINDS} more types"] if len(counted) > _KINDS else [])])


def _versions(revision: Revision) -> dict[str, str]:
    """Return the constraints on each provider; those of different workspaces side by side."""
    found: dict[str, dict[str, None]] = {}
    for document in revision.synthesized.workspaces.values():
        wanted = document.blocks("terraform").get("required_providers") or {}
        for provider in wanted.values():
            found.setdefault(str(provider.get("source")), {})[str(provider.get("version"))] = None
    return {source: " and ".join(sorted(constraints)) for source, constraints in found.items()}
