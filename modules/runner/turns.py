"""Workspaces that take turns, because the service that they work with answers few requests at once."""

from __future__ import annotations

from collections.abc import Callable
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path

from ruamel.yaml import YAML

TAKING_TURNS = Path(__file__).parents[2] / "policies" / "taking_turns.yaml"

SERIAL = frozenset({"servicecatalog.amazonaws.com"})
"""Services that refuse a second change while one is worked on: Terraform changes one resource of theirs at a time.

What leaves a configuration waits for nothing that comes into it, whatever `depends_on` says. Where a plan only adds,
`depends_on` is enough.
"""


def turns(path: Path = TAKING_TURNS) -> Callable[[str], str | None]:
    """Return a function from a workspace to the service that it must not share; None where it takes no turns."""
    patterns: dict[str, list[str]] = YAML(typ="safe").load(path)

    @cache
    def turn(workspace: str) -> str | None:
        name = workspace.partition("-")[2]
        return next(
            (service for service, names in patterns.items() if any(fnmatchcase(name, pattern) for pattern in names)),
            None,
        )

    return turn
