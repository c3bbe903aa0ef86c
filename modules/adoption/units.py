"""Organizational units as requests name them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from modules.adoption.accounts import Adopted
from modules.organization.spec import unit_path


def unit_tree(paths: Iterable[str]) -> dict[str, Any]:
    """Return the tree that has these units, as `organization.units` says it."""
    tree: dict[str, Any] = {}
    for path in paths:
        below = tree
        for depth, name in enumerate(unit_path(path)):
            below = (below if not depth else below.setdefault("units", {})).setdefault(name, {})
    return tree


def unit_ids(accounts: Iterable[Adopted]) -> dict[str, str]:
    """Return ids of units below others, by path."""
    return {account.unit: account.unit_id for account in accounts if account.unit_id}
