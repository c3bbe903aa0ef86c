"""The worst case: everything was created, and no state has any of it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any


def lose_states(project: Path, *, recorded: bool = True, only: Sequence[str] = ("*",)) -> list[str]:
    """Delete states of staging.

    Args:
        project: Where staging was deployed from.
        only: Of which workspaces, as names or globs.
        recorded: Leave what a killed run leaves: records of all that had been begun.

    """
    lost: list[str] = []
    states = {path for name in only for path in (project / "state" / "staging").glob(f"staging-{name}.tfstate")}
    for state in sorted(states):
        addresses = list(_addresses(json.loads(state.read_text())))
        if recorded:
            state.with_suffix(".begun").write_text("".join(f"{address}\n" for address in addresses))
        state.unlink()
        state.with_suffix(".tfstate.backup").unlink(missing_ok=True)
        lost += addresses
    return lost


def _addresses(state: dict[str, Any]) -> Iterator[str]:
    for resource in state["resources"]:
        if resource["mode"] == "managed":
            module = f"{resource['module']}." if "module" in resource else ""
            for instance in resource["instances"]:
                index = f"[{json.dumps(instance['index_key'])}]" if "index_key" in instance else ""
                yield f"{module}{resource['type']}.{resource['name']}{index}"
