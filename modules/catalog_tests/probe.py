"""A request that a launch role must not be allowed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Probe:
    """A request that must not be allowed."""

    action: str
    resource: str
    context: Mapping[str, Any]
    by: str
    """What is wrong where it is."""
