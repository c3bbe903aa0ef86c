"""Findings of the gate that are accepted, in the form that the gate in AFT's pipeline reads."""

from __future__ import annotations

from collections.abc import Iterable
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML


def accepted(policies: Path, modules: Iterable[str]) -> list[dict[str, str]]:
    """Return what is accepted in any of some modules: rule, place, address, reason and last day.

    Args:
        policies: The folder of `acceptances.yaml`.
        modules: The modules, by name.

    """
    names = list(modules)
    found = []
    for entry in _entries(policies / "acceptances.yaml"):
        place, _, address = entry["address"].partition(":")
        if any(fnmatchcase(name, place) for name in names):
            found.append(
                {
                    "rule": entry["rule"],
                    "place": place,
                    "address": address,
                    "reason": " ".join(str(entry["reason"]).split()),
                    "expires": str(entry["expires"]),
                }
            )
    return found


@cache
def _entries(path: Path) -> list[dict[str, Any]]:
    listed: list[dict[str, Any]] = YAML(typ="safe").load(path)["acceptances"] if path.is_file() else []
    return listed
