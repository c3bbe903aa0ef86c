"""Policies as they were synthesized, with any text in the place of what is known at apply only."""

from __future__ import annotations

import json
from typing import Any

from modules.synthesized.environment import Synthesized
from modules.synthesized.resources import Resource


def document(synthesized: Synthesized, resource: Resource, argument: str) -> dict[str, Any]:
    """Read an argument that is a policy; it is empty where the resource has none.

    Raises:
        LandingZoneError: it refers to itself.

    """
    text = synthesized.with_wildcards(resource, argument)
    read: dict[str, Any] = json.loads(text) if text else {}
    return read
