"""Environments for tests: the real ones, and the real ones with something else in them."""

from __future__ import annotations

import functools
import json
from pathlib import Path
from typing import Any

from modules import environment as environments
from modules.environment import Environment
from modules.landing_zone import LandingZone

WITHOUT = ("active_directory", "catalog", "cost", "observability", "security")
"""Sections that others do without."""


def environment(name: str = "staging") -> Environment:
    """Load a real environment."""
    return Environment(name, _loaded(name))


def environment_with(name: str = "staging", /, **sections: Any) -> Environment:
    """Load a real environment and put other top-level sections in it.

    Its directory needs its network and its accounts, and stays where these do.
    """
    said = _loaded(name).model_dump(mode="json", exclude_defaults=True)
    if "network" in sections or not said["accounts"].keys() <= sections.get("accounts", said["accounts"]).keys():
        said.pop("active_directory", None)
    return Environment(name, environments.consistent(LandingZone.model_validate_json(json.dumps({**said, **sections}))))


def smaller_staging(**sections: Any) -> Environment:
    """Load staging without what is nobody's ground, and put other sections in it: half of the time to synthesize."""
    return environment_with("staging", **(dict.fromkeys(WITHOUT) | sections))


@functools.cache
def _loaded(name: str) -> LandingZone:
    """Read the files once in a test run: what comes of it cannot be changed."""
    return environments.load(name)


def document(output: Path, workspace: str, module: str | None = None) -> dict[str, Any]:
    """Read what was synthesized for a workspace, or for a module of it."""
    folder = output / "stacks" / workspace
    path = (folder / "modules" / module if module else folder) / "cdk.tf.json"
    loaded: dict[str, Any] = json.loads(path.read_text())
    return loaded


def addresses(document: dict[str, Any]) -> list[str]:
    """List the addresses of all resources, data sources and module calls, in order."""
    blocks = [(kind, name) for kind, named in document.get("resource", {}).items() for name in named]
    blocks += [(f"data.{kind}", name) for kind, named in document.get("data", {}).items() for name in named]
    blocks += [("module", name) for name in document.get("module", {})]
    return sorted(f"{kind}.{name}" for kind, name in blocks)
