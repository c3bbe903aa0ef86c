"""How to find what exists of a planned creation: for each resource type, its import ids.

Every file has a table `FINDERS`, and is found by itself. A finder gets the planned values and gives the ids, in the
form that `terraform import` takes, of all that fits: none where there is nothing.
"""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module

from modules.runner.recovery.finders.finder import Finder


@cache
def finders() -> dict[str, Finder]:
    """Collect the tables, by resource type."""
    collected: dict[str, Finder] = {}
    for module in sorted(pkgutil.iter_modules(__path__), key=lambda module: module.name):
        collected |= getattr(import_module(f"{__name__}.{module.name}"), "FINDERS", {})
    return collected
