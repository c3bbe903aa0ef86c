"""The worst case: everything was created, and no state has any of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any


def lose_states(project: Path) -> list[str]:
    """Delete every state of staging, and leave what a killed run leaves: records of all that had been begun."""
    lost: list[str] = []
    for state in sorted((project / "state" / "staging").glob("*.tfstate")):
        addresses = list(_addresses(json.loads(state.read_text())))
        record = state.with_suffix(".begun")
        record.write_text("".join(f"{address}\n" for address in addresses))
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
