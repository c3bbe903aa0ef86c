"""Which arguments a plan would change: the reason why a type is not left alone."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any


def changed_arguments(plan: dict[str, Any]) -> dict[str, list[str]]:
    """Read a plan in Terraform's JSON format (`terraform show -json`): the changed arguments of each type."""
    changed: dict[str, set[str]] = {}
    for resource in plan.get("resource_changes", []):
        if set(resource["change"]["actions"]) & {"create", "update", "delete"}:
            changed.setdefault(resource["type"], set()).update(_differing(resource["change"]))
    return {type_: sorted(names) for type_, names in changed.items()}


def _differing(change: dict[str, Any]) -> Iterable[str]:
    before, after, unknown = change["before"] or {}, change["after"] or {}, change.get("after_unknown") or {}
    return (name for name in {*before, *after} if name not in unknown and before.get(name) != after.get(name))
