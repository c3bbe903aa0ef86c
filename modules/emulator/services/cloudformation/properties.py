"""The properties of a resource in a template, as the input of an operation has them.

CloudFormation's names are those of the service's API but for upper and lower case, mostly, and its values may all be
texts (AWS CloudFormation Template Reference Guide, "AWS resource and property types reference").
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from modules.emulator.records.tag_shapes import from_shape, in_shape


class UnknownProperty(ValueError):  # noqa: N818 - what it is, in CloudFormation's own words
    """The input of the operation has nothing of this name."""


def member_of(shape: Any, name: str) -> str | None:
    """Find the member of a structure that a property is, if any."""
    return next((member for member in shape.members if member.lower() == name.lower()), None)


def in_input(value: Any, shape: Any, names: Mapping[str, str], path: str) -> Any:
    """Give a property's value the form of a shape of the service's model.

    Args:
        value: What the template says, with all functions resolved.
        shape: botocore's shape.
        names: Members of other names than their properties: `Environment.Type` and the like, by the property's path.
        path: Of this property.

    Raises:
        UnknownProperty: a property inside it is not in the model.

    """
    if getattr(shape, "is_document_type", False):
        return value
    if shape.type_name == "structure":
        return _structure(value, shape, names, path)
    if shape.type_name == "list":
        return [in_input(inner, shape.member, names, path) for inner in value if inner is not None]
    if shape.type_name == "map":
        pairs = from_shape(value).items() if isinstance(value, list) else value.items()
        return {key: in_input(inner, shape.value, names, f"{path}.{key}") for key, inner in pairs}
    return _scalar(value, shape)


def _structure(value: Any, shape: Any, names: Mapping[str, str], path: str) -> dict[str, Any]:
    given: dict[str, Any] = {}
    for name, inner in value.items():
        member = member_of(shape, names.get(f"{path}.{name}", name))
        if member is None:
            raise UnknownProperty(f"#/{path.replace('.', '/')}: extraneous key [{name}] is not permitted")
        given[member] = in_input(inner, shape.members[member], names, f"{path}.{name}")
    return given


def _scalar(value: Any, shape: Any) -> Any:
    if shape.type_name == "string":
        if isinstance(value, bool):
            return "true" if value else "false"
        return json.dumps(value) if isinstance(value, dict | list) else str(value)
    if shape.type_name == "boolean":
        return value if isinstance(value, bool) else str(value).lower() == "true"
    if shape.type_name in ("integer", "long"):
        return int(value)
    return float(value) if shape.type_name in ("float", "double") else value


def tags_in_input(tags: Mapping[str, str], shape: Any) -> Any:
    """Write tags as the model has them."""
    return in_shape(shape, dict(tags))
