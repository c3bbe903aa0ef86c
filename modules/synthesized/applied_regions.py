"""The output by which the state of the organization's workspace says in which regions an environment was applied."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

REGIONS = "regions"
"""The output's name: every region that workspaces have a provider of, the home region first."""

_ALIAS = re.compile(r'provider\["[^"]*/aws"\]\.(.+)')
"""How a state names the provider that a resource is managed with, where that has an alias."""


def applied_regions(state: Mapping[str, Any] | None) -> tuple[str, ...]:
    """Return the regions that were applied, the home region first; none where the state manages nothing, or says none.

    Args:
        state: The state of the organization's workspace, as Terraform writes it.

    """
    if not state or not state.get("resources"):
        return ()
    output = (state.get("outputs") or {}).get(REGIONS) or {}
    return tuple(output.get("value") or ())


def regions_in_use(state: Mapping[str, Any] | None) -> frozenset[str]:
    """Return the regions but the home region that resources of a state are in: the aliases of their providers.

    Args:
        state: The state of a workspace, as Terraform writes it.

    """
    resources = (state or {}).get("resources") or ()
    named = (_ALIAS.search(resource.get("provider", "")) for resource in resources if resource.get("instances"))
    return frozenset(found[1] for found in named if found)


def regions_written(document: Mapping[str, Any]) -> frozenset[str]:
    """Return the regions but the home region that a workspace has a provider of.

    Args:
        document: The workspace, as it is synthesized.

    """
    blocks = document.get("provider", {}).get("aws", ())
    return frozenset(block["alias"] for block in blocks if "alias" in block)
