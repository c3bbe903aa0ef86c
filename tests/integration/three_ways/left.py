"""What a deploy leaves: a state for each workspace, and what exists in the emulator."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Self

from tests.integration.disturbances.rounds import Inventory

State = Mapping[str, Any]
"""As Terraform writes it, version 4."""


@dataclass(frozen=True, slots=True)
class Left:
    """What one deploy has left."""

    states: Mapping[str, State]
    """By workspace: `staging-accounts`."""
    inventory: Inventory

    def write(self, path: Path) -> None:
        """Keep it, so that it is compared without another deploy."""
        path.write_text(json.dumps(asdict(self)))

    @classmethod
    def read(cls, path: Path) -> Self:
        """Read what was kept."""
        return cls(**json.loads(path.read_text()))


def local_states(project: Path, workspaces: Iterable[str]) -> dict[str, State]:
    """Read the states that a deploy with the local backend has left in a project; none of a workspace that has none."""
    paths = {name: project / "state" / "staging" / f"{name}.tfstate" for name in workspaces}
    return {name: json.loads(path.read_text()) for name, path in paths.items() if path.exists()}
