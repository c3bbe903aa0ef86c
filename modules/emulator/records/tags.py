"""The operations on the tags of records. A record keeps them as a mapping, whatever their shape in the API."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from modules.emulator.records.call import Call
from modules.emulator.records.resource import Record, Resource
from modules.emulator.records.tag_shapes import from_shape, in_shape

Operation = Callable[[Call], dict[str, Any]]


def tag(*resources: Resource) -> Operation:
    """Add tags to a record of one of these resources, or change them."""

    def perform(call: Call) -> dict[str, Any]:
        tags = _tags(call, resources)
        tags.update(from_shape(_member(call.input, list | dict)))
        return {}

    return perform


def untag(*resources: Resource) -> Operation:
    """Remove tags from a record of one of these resources."""

    def perform(call: Call) -> dict[str, Any]:
        tags = _tags(call, resources)
        for key in _member(call.input, list):
            tags.pop(key, None)
        return {}

    return perform


def list_tags(*resources: Resource) -> Operation:
    """List the tags of a record of one of these resources."""

    def perform(call: Call) -> dict[str, Any]:
        members = call.operation.output_shape.members
        name = next(name for name, shape in members.items() if shape.type_name in ("map", "list"))
        return {name: in_shape(members[name], _tags(call, resources))}

    return perform


def _tags(call: Call, resources: tuple[Resource, ...]) -> dict[str, str]:
    """Find the tags of what the first text of the input identifies: its ARN, mostly, or an id."""
    wanted = _member(call.input, str)
    for resource in resources:
        for record in call.records(resource):
            if wanted in resource.identities(record):
                tags: dict[str, str] = record[resource.tags]
                return tags
    first = resources[0]
    code = first.not_found or call.service.errors.not_found
    raise call.refusal(code, f"The resource {wanted} does not exist", resource_id=wanted, resource=first)


def _member(record: Record, type_: Any) -> Any:
    return next(value for value in record.values() if isinstance(value, type_))
