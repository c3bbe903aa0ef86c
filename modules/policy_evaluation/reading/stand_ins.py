"""Policies that were synthesized, with values that stand in for what is known only after an apply."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from modules.specification.errors import LandingZoneError
from modules.synthesized.environment import Synthesized
from modules.synthesized.resources import Resource
from modules.synthesized.unknowns import Identity, Unknown


def with_stand_ins(
    synthesized: Synthesized, resource: Resource, key: str, stand_in: Callable[[Identity], str | None]
) -> str:
    """Return the text of a policy.

    Args:
        synthesized: The environment.
        resource: The resource that has it.
        key: Its argument with the policy.
        stand_in: Gives what stands in for an id that is known only after an apply; nothing for any other reference.

    Raises:
        LandingZoneError: it has a value that is known only after an apply, and nothing stands in for it.

    """

    def known(value: Any) -> Any:
        found = stand_in(value) if isinstance(value, Identity) else None
        if found is None and (isinstance(value, Unknown) or value is None):
            raise LandingZoneError(
                "a synthesized policy refers to something that has no stand-in",
                got=f"{value or 'nothing'} in {resource.identity}",
                why="what it becomes is known only at apply, and a policy is proved with the values that it will have",
                fix="write a value that is known at synthesis, or give it a stand-in in modules/policy_evaluation",
            )
        return value if found is None else found

    return str(synthesized.argument(resource, key, known))
