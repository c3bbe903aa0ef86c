"""Who gains and loses what access, and which permission sets say something else."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from modules.access.permission_sets import SynthesizedPermissionSet
from modules.access.synthesized_access import SynthesizedAccess, access_of
from modules.changes.entries import Change, Entry
from modules.changes.written import written_differences
from modules.synthesized.environment import Synthesized


def access_differences(before: Synthesized, now: Synthesized) -> Iterator[Entry]:
    """Give the differences: assignments by group and permission set, then permission sets.

    Raises:
        LandingZoneError: something in one of them cannot be followed.

    """
    was, is_ = access_of(before), access_of(now)
    yield from _assignments(was, is_)
    for name in sorted({*was.permission_sets, *is_.permission_sets}):
        yield from _permission_set(name, was.permission_sets.get(name), is_.permission_sets.get(name))


def _assignments(before: SynthesizedAccess, now: SynthesizedAccess) -> Iterator[Entry]:
    old, new = set(before.entries), set(now.entries)
    for change, entries in ((Change.REMOVED, old - new), (Change.ADDED, new - old)):
        accounts: dict[tuple[str, str], list[str]] = {}
        for entry in sorted(entries):
            accounts.setdefault((entry.group, entry.permission_set), []).append(entry.account)
        for (group, permission_set), keys in accounts.items():
            yield Entry(change, f"{group} with {permission_set}", f"in {', '.join(keys)}")


def _permission_set(
    name: str, before: SynthesizedPermissionSet | None, now: SynthesizedPermissionSet | None
) -> Iterator[Entry]:
    if before is None or now is None:
        yield Entry(Change.ADDED if now else Change.REMOVED, f"permission set {name}")
        return
    for entry in written_differences(_written(before), _written(now)):
        yield Entry(entry.change, f"permission set {name}, {entry.what}", entry.how)


def _written(known: SynthesizedPermissionSet) -> dict[str, Any]:
    """Return what a permission set says, with lists as the things that are in them."""
    return {
        "session": known.session,
        "managed policy": dict.fromkeys(known.managed_policies, True),
        "policy of the account's own": dict.fromkeys(known.customer_managed_policies, True),
        "boundary": known.boundary or "none",
        "statement": _statements(known.inline_policy),
        "statement of the boundary": _statements(known.boundary_policy),
    }


def _statements(policy: Mapping[str, Any] | None) -> dict[str, Any]:
    """Return statements by their Sids, what they list as the things that are in it."""
    found = {}
    for number, statement in enumerate((policy or {}).get("Statement", [])):
        parts = {key: _as_items(value) for key, value in statement.items() if key != "Sid"}
        found[str(statement.get("Sid") or f"number {number + 1}")] = parts
    return found


def _as_items(value: Any) -> Any:
    if isinstance(value, list):
        return {item if isinstance(item, str) else json.dumps(item): True for item in value}
    return {key: _as_items(inner) for key, inner in value.items()} if isinstance(value, Mapping) else value
