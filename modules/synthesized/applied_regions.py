"""The output by which the state of the organization's workspace says in which regions an environment was applied."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

REGIONS = "regions"
"""The output's name: every region that workspaces have a provider of, the home region first."""


def applied_regions(state: Mapping[str, Any] | None) -> tuple[str, ...]:
    """Return the regions that were applied, the home region first; none where the state manages nothing, or says none.

    Args:
        state: The state of the organization's workspace, as Terraform writes it.

    """
    if not state or not state.get("resources"):
        return ()
    output = (state.get("outputs") or {}).get(REGIONS) or {}
    return tuple(output.get("value") or ())
