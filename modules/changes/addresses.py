"""What becomes of each resource of a workspace, by its address in Terraform, as far as the files say it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from modules.changes.possible_changes import is_in_place
from modules.changes.revisions import Revision, Scopes
from modules.synthesized.scope import Scope


class Action(StrEnum):
    """What becomes of a resource; those that lose something come first."""

    DESTROYED = "destroyed"
    ELSEWHERE = "made anew elsewhere"
    """Its provider works in another account or region: it is made there, and what was made stays where it is."""
    LEFT = "left"
    """Terraform no longer knows of it, and it stays in AWS."""
    RENAMED = "renamed"
    CREATED = "created"
    CHANGED = "changed"
    """In place or by replacement: that the provider decides, in a plan."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressChange:
    """What becomes of one resource."""

    workspace: str
    """The workspace's id."""
    address: str
    """`module.spoke-eu-west-1.aws_vpc.spoke`."""
    action: Action
    arguments: tuple[str, ...] = ()
    """Which of its arguments say something else."""
    was: str = ""
    """Its address before, where that was another one."""


_ORDER = "depends_on"
"""The argument that says what is made first, and nothing of what is made."""
_MOVE = re.compile(r"^(moved|removed) \{\n((?:[^}]|\n  \w+ \{[^}]*\})*)\}", re.MULTILINE)
_ADDRESS = re.compile(r"^ *(from|to) *= *(\S+)$", re.MULTILINE)


def address_changes(before: Revision, now: Revision, workspace: str) -> list[AddressChange]:
    """Return what becomes of the resources of a workspace: in the order of actions, then by address."""
    was, is_ = before.scope(workspace), now.scope(workspace)
    found = list(_changes(was, is_, workspace))
    if was is not None and is_ is None:
        found = [_with(change, Action.LEFT) for change in found]
    moves = "\n".join(now.side_files.get(workspace, {}).values())
    order = list(Action)
    return sorted(_moved(found, moves), key=lambda change: (order.index(change.action), change.address))


def _changes(before: Scope | None, now: Scope | None, workspace: str) -> Iterator[AddressChange]:
    old, new = _bodies(before), _bodies(now)
    for address in {**new, **old}:
        if address not in new or address not in old:
            action = Action.CREATED if address in new else Action.DESTROYED
            yield AddressChange(workspace=workspace, address=address, action=action)
            continue
        (old_scope, old_body), (new_scope, new_body) = old[address], new[address]
        if not is_in_place(Scopes(old_scope, new_scope), old_body, new_body):
            yield AddressChange(workspace=workspace, address=address, action=Action.ELSEWHERE)
        elif arguments := _arguments(old_scope, old_body, new_scope, new_body):
            yield AddressChange(workspace=workspace, address=address, action=Action.CHANGED, arguments=arguments)


def _bodies(scope: Scope | None) -> dict[str, tuple[Scope, Mapping[str, Any]]]:
    """Return every resource of a workspace and of its modules by its address, with where it is written."""
    if scope is None:
        return {}
    return {
        f"{prefix}{kind}.{name}": (inner, body)
        for inner in scope.whole()
        for prefix in ["".join(f"module.{call}." for call in inner.where.split("/")[1:])]
        for kind, bodies in inner.document.blocks("resource").items()
        for name, body in bodies.items()
    }


def _arguments(before: Scope, was: Mapping[str, Any], now: Scope, is_: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the arguments that say something else: written so, or by what they refer to."""
    return tuple(
        key
        for key in sorted({*was, *is_} - {_ORDER})
        if was.get(key) != is_.get(key) or before.value(was.get(key)) != now.value(is_.get(key))
    )


def _moved(changes: Iterable[AddressChange], moves: str) -> Iterator[AddressChange]:
    """Put what is moved, or let go of, in the place of what would be destroyed."""
    changes = list(changes)
    gone = {change.address for change in changes if change.action is Action.DESTROYED}
    renamed, forgotten = {}, set()
    for kind, text in _MOVE.findall(moves):
        named = dict(_ADDRESS.findall(text))
        for address in (address for address in gone if _is_in(address, named.get("from", ""))):
            if kind == "moved":
                renamed[named["to"] + address.removeprefix(named["from"])] = address
            elif "destroy = false" in re.sub(" +", " ", text):
                forgotten.add(address)
    kept = {change.address for change in changes} & renamed.keys()
    for change in changes:
        if change.address in kept and change.action is Action.CREATED:
            yield _with(change, Action.RENAMED, was=renamed[change.address])
        elif change.address in forgotten:
            yield _with(change, Action.LEFT)
        elif change.address not in {renamed[address] for address in kept}:
            yield change


def _is_in(address: str, named: str) -> bool:
    return bool(named) and (address == named or address.startswith(f"{named}."))


def _with(change: AddressChange, action: Action, *, was: str = "") -> AddressChange:
    return AddressChange(workspace=change.workspace, address=change.address, action=action, was=was)
