"""What CloudFormation does with a resource: the actions of its type's handlers, as the registry publishes them.

The registry's schemas come with cfn-lint, which AWS keeps (AWS CloudFormation Command Line Interface User Guide,
Resource type schema, `handlers`).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from modules.catalog_tests.spec import ResourceTypeSpec, property_of
from modules.specification.errors import LandingZoneError

_HANDLERS = ("create", "read", "update", "delete")
"""What is done with a resource of a stack; nothing lists all of a type."""


@cache
def handler_actions(kind: str, region: str) -> frozenset[str]:
    """Return every action of the handlers of a type.

    Raises:
        LandingZoneError: the registry has no such type in the region, or says nothing of its handlers.

    """
    from cfnlint.schema import PROVIDER_SCHEMA_MANAGER, ResourceNotFoundError  # noqa: PLC0415 - takes half a second

    try:
        handlers = PROVIDER_SCHEMA_MANAGER.get_resource_schema(region, kind).schema.get("handlers", {})
    except ResourceNotFoundError:
        handlers = {}
    actions = {action for name in _HANDLERS for action in handlers.get(name, {}).get("permissions", ())}
    if not actions:
        raise LandingZoneError(
            "what the handlers of a resource type do is not known",
            got=f"{kind} in {region}",
            why="a launch role is measured by the actions that the CloudFormation registry publishes for each type",
            fix="use a type that the registry describes",
        )
    return frozenset(actions)


def needed_actions(kind: str, region: str, spec: ResourceTypeSpec, properties: Mapping[str, Any]) -> frozenset[str]:
    """Return what a resource needs: what its handlers do and it has a use for, and what is known beside that.

    Raises:
        LandingZoneError: nothing is known of the type, or what it need not have is none of its actions.

    """
    actions = handler_actions(kind, region)
    spared: set[str] = set()
    for not_asked in spec.not_asked:
        strange = sorted({*not_asked.actions} - actions)
        if strange:
            raise LandingZoneError(
                "what is left out must be an action of the type's handlers",
                got=f"{', '.join(strange)} of {kind}",
                why="what is written for an older schema hides what a newer one asks for",
                fix="remove it from policies/product_resources.yaml",
            )
        if not any(property_of(properties, path) is not None for path in not_asked.without):
            spared |= {*not_asked.actions}
    return (actions - spared) | {*spec.also}
