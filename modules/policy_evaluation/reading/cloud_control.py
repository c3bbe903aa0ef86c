"""Organization policies that Cloud Control API makes: those of kinds that the AWS provider does not know."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from modules.policy_evaluation.reading.kinds import CLOUD_CONTROL_POLICY
from modules.specification.errors import LandingZoneError
from modules.synthesized.environment import Synthesized
from modules.synthesized.resources import Resource
from modules.synthesized.unfollowed import CLOUD_CONTROL
from modules.synthesized.unknowns import Identity


@dataclass(frozen=True, slots=True)
class CloudControlPolicy:
    """One policy, with what it is attached to."""

    name: str
    kind: str
    document: Mapping[str, Any]
    targets: tuple[Any, ...]
    """Ids, or what stands for them."""
    resource: Resource


def cloud_control_policies(
    synthesized: Synthesized, stand_in: Callable[[Identity], str | None]
) -> Iterator[CloudControlPolicy]:
    """Every policy that Cloud Control API makes.

    Args:
        synthesized: The environment.
        stand_in: Gives what stands in for an id that is known only after an apply; nothing where it is a target.

    Raises:
        LandingZoneError: one does not say plainly what it is.

    """
    for resource in synthesized.resources({CLOUD_CONTROL}):
        if resource.values.get("type_name") == CLOUD_CONTROL_POLICY:
            yield _policy(synthesized, resource, stand_in)


def _policy(
    synthesized: Synthesized, resource: Resource, stand_in: Callable[[Identity], str | None]
) -> CloudControlPolicy:
    references: dict[str, Any] = {}

    def known(value: Any) -> str:
        stands_in = stand_in(value) if isinstance(value, Identity) else None
        references[str(value)] = value
        return str(value) if stands_in is None else stands_in

    text = synthesized.argument(resource, "desired_state", known)
    try:
        desired = json.loads(text)
        name, kind, document = desired["Name"], desired["Type"], desired["Content"]
        targets = tuple(references.get(target, target) for target in desired.get("TargetIds", ()))
    except (TypeError, ValueError, KeyError):
        raise LandingZoneError(
            "a policy of Cloud Control API does not say plainly what it is",
            got=f"desired_state of {resource.identity}",
            why="it is proved by its name, kind, content and targets",
            fix="write it as JSON with Name, Type, Content and TargetIds",
        ) from None
    return CloudControlPolicy(name, kind, document, targets, resource)
