"""What CloudFormation does with a resource: the actions of its type's handlers, as the registry publishes them.

The registry's schemas come with cfn-lint, which AWS keeps (AWS CloudFormation Command Line Interface User Guide,
Resource type schema, `handlers`).
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from typing import Any

from modules.catalog_tests.spec import ResourceTypeSpec, property_of
from modules.specification.errors import LandingZoneError


class Handler(StrEnum):
    """What is done with a resource of a stack; nothing lists all of a type."""

    CREATE = "create"
    READ = "read"
    UPDATE = "update"
    DELETE = "delete"


@cache
def handler_actions(kind: str, region: str) -> Mapping[Handler, frozenset[str]]:
    """Return the actions of each handler of a type.

    Raises:
        LandingZoneError: the registry has no such type in the region, or says nothing of its handlers.

    """
    handlers = _schema(kind, region).get("handlers", {})
    actions = {handler: frozenset(handlers.get(handler, {}).get("permissions", ())) for handler in Handler}
    if not any(actions.values()):
        raise LandingZoneError(
            "what the handlers of a resource type do is not known",
            got=f"{kind} in {region}",
            why="a launch role is measured by the actions that the CloudFormation registry publishes for each type",
            fix="use a type that the registry describes",
        )
    return actions


def tagging_actions(kind: str, region: str) -> frozenset[str]:
    """Return the actions by which a type's handlers set, read and remove tags (Resource type schema, `tagging`)."""
    return frozenset(_schema(kind, region).get("tagging", {}).get("permissions", ()))


def is_replaced_by_another_tag(kind: str, region: str) -> bool:
    """Whether a type has tags that are set once, so that another tag is another resource (`tagging`, as above)."""
    tagging = _schema(kind, region).get("tagging", {})
    return bool(tagging.get("taggable")) and not tagging.get("tagUpdatable", True)


def _schema(kind: str, region: str) -> Mapping[str, Any]:
    from cfnlint.schema import PROVIDER_SCHEMA_MANAGER, ResourceNotFoundError  # noqa: PLC0415 - takes half a second

    try:
        schema: Mapping[str, Any] = PROVIDER_SCHEMA_MANAGER.get_resource_schema(region, kind).schema
    except ResourceNotFoundError:
        return {}
    return schema


def needed_actions(
    kind: str, region: str, spec: ResourceTypeSpec, properties: Mapping[str, Any]
) -> Mapping[Handler, frozenset[str]]:
    """Return what a resource needs of each handler: what that does and it has a use for, and what is known beside it.

    Raises:
        LandingZoneError: nothing is known of the type, or what it need not have is none of its actions.

    """
    actions = handler_actions(kind, region)
    every = frozenset[str]().union(*actions.values())
    spared: set[str] = set()
    for not_asked in spec.not_asked:
        strange = sorted({*not_asked.actions} - every)
        if strange:
            raise LandingZoneError(
                "what is left out must be an action of the type's handlers",
                got=f"{', '.join(strange)} of {kind}",
                why="what is written for an older schema hides what a newer one asks for",
                fix="remove it from policies/product_resources.yaml",
            )
        if not any(property_of(properties, path) is not None for path in not_asked.without):
            spared |= {*not_asked.actions}
    needed = {handler: of_handler - spared for handler, of_handler in actions.items()}
    return {**needed, Handler.CREATE: needed[Handler.CREATE] | {*spec.also}}
