"""Finding one's way in a JSON Schema: the part that describes a path of the YAML."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

Schema = Mapping[str, Any]


def described(root: Schema, path: Sequence[str | int]) -> Schema:
    """Find the part of a JSON Schema that describes `path`; empty where there is none."""
    node = resolved(root, root)
    for part in path:
        if isinstance(part, int):
            node = resolved(node.get("items", {}), root)
        else:
            found = node.get("properties", {}).get(part, node.get("additionalProperties"))
            node = resolved(found if isinstance(found, Mapping) else {}, root)
    return node


def resolved(node: Schema, root: Schema) -> Schema:
    """Follow `$ref` and merge the branches of `anyOf` and `oneOf`; what stands beside them wins."""
    if "$ref" in node:
        return {**resolved(target(node, root), root), **{key: value for key, value in node.items() if key != "$ref"}}
    branches = [branch for branch in (*node.get("anyOf", ()), *node.get("oneOf", ())) if branch.get("type") != "null"]
    if not branches:
        return node
    merged: dict[str, Any] = {}
    for branch in branches:
        found = resolved(branch, root)
        properties = {**merged.get("properties", {}), **found.get("properties", {})}
        merged = {**merged, **found, "properties": properties}
    return {**merged, **{key: value for key, value in node.items() if key not in ("anyOf", "oneOf")}}


def target(node: Schema, root: Schema) -> Schema:
    """Return what a `$ref` refers to."""
    found: Schema = root["$defs"][node["$ref"].rpartition("/")[2]]
    return found


def stand_in(node: Schema, root: Schema) -> Any:
    """Return a small value that a JSON Schema allows: the first example, or the least that is required."""
    value: Any = "example"
    match node:
        case {"examples": [value, *_]} | {"enum": [value, *_]} | {"const": value}:
            pass
        case {"$ref": _}:
            value = stand_in(target(node, root), root)
        case {"oneOf": [first, *_]}:
            value = stand_in(first, root)
        case {"type": "object"}:
            value = {key: stand_in(node["properties"][key], root) for key in node.get("required", ())}
        case {"type": "array"}:
            value = [stand_in(node["items"], root)] * node.get("minItems", 0)
    return value
