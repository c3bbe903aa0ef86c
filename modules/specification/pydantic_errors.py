"""pydantic's errors in the words of this project."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from modules.specification.errors import LandingZoneError
from modules.specification.suggestions import listed, nearest

Schema = Mapping[str, Any]
KeyPath = tuple[str | int, ...]

_KINDS = {
    "string_type": "text",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "bool_type": "true or false",
    "list_type": "a list",
    "tuple_type": "a list",
    "dict_type": "keys and values",
    "model_type": "keys and values",
    "model_attributes_type": "keys and values",
}


def explain(  # noqa: PLR0911 - one return for each kind of error
    error: Mapping[str, Any], path: KeyPath, schema: Schema
) -> LandingZoneError:
    """Put one of pydantic's errors into this project's words.

    Args:
        error: One item of `ValidationError.errors()`.
        path: Where it stands in the YAML.
        schema: The JSON Schema of the whole, for the descriptions and the known keys.

    """
    own = error.get("ctx", {}).get("error")
    if isinstance(own, LandingZoneError):
        return own
    parent, here = _at(schema, path[:-1], schema), _at(schema, path, schema)
    kind, context = error["type"], error.get("ctx", {})
    meaning = _sentence(here.get("description")) or "the specification says so: docs/reference/specification.md"
    shown = _shown(error.get("input"))
    if kind == "extra_forbidden":
        return _unknown_key(str(path[-1]), parent, path)
    if kind == "missing":
        return LandingZoneError(
            f"the key `{path[-1]}` is missing", got="nothing", why=meaning, fix=f"add `{path[-1]}:`", path=path
        )
    if kind in _KINDS:
        return LandingZoneError(
            f"expected {_KINDS[kind]}",
            got=shown,
            why=meaning,
            fix=f"write {_example(here, schema) or _KINDS[kind]}",
            path=path,
        )
    if kind in ("enum", "literal_error", "union_tag_invalid"):
        known = _choices(here, context)
        guess = nearest(str(error.get("input")), known)
        return LandingZoneError(
            "not one of the known words", got=shown, why=f"known are {', '.join(known)}",
            fix=f"write {guess or listed(known)}", path=path,
        )  # fmt: skip
    if kind == "union_tag_not_found":
        return LandingZoneError("the key `type` is missing", got="nothing", why=meaning, fix="add `type:`", path=path)
    what = str(error["msg"]).removeprefix("Value error, ")
    return LandingZoneError(
        what[:1].lower() + what[1:], got=shown, why=meaning, fix="write a value that fits", path=path
    )


def _unknown_key(key: str, parent: Schema, path: KeyPath) -> LandingZoneError:
    known: Sequence[str] = list(parent.get("properties", {}))
    guess = nearest(key, known)
    return LandingZoneError(
        f"unknown key `{key}`",
        got=key,
        why=f"known here are {', '.join(known)}" if known else "nothing here takes keys",
        fix=f"did you mean `{guess}`?" if guess else "remove it",
        path=path,
    )


def _at(schema: Schema, path: KeyPath, root: Schema) -> Schema:
    """Find the part of a JSON Schema that describes `path`; empty where there is none."""
    node = _resolved(schema, root)
    for part in path:
        if isinstance(part, int):
            node = _resolved(node.get("items", {}), root)
        else:
            found = node.get("properties", {}).get(part, node.get("additionalProperties"))
            node = _resolved(found if isinstance(found, Mapping) else {}, root)
    return node


def _resolved(node: Schema, root: Schema) -> Schema:
    """Follow `$ref` and the one meaningful branch of `anyOf`; what stands beside a `$ref` wins."""
    if "$ref" in node:
        target = root["$defs"][node["$ref"].rpartition("/")[2]]
        return {**_resolved(target, root), **{key: value for key, value in node.items() if key != "$ref"}}
    branches = [branch for branch in (*node.get("anyOf", ()), *node.get("oneOf", ())) if branch.get("type") != "null"]
    if branches:
        merged: dict[str, Any] = {}
        for branch in branches:
            resolved = _resolved(branch, root)
            properties = {**merged.get("properties", {}), **resolved.get("properties", {})}
            merged = {**merged, **resolved, "properties": properties}
        return {**merged, **{key: value for key, value in node.items() if key not in ("anyOf", "oneOf")}}
    return node


def _choices(here: Schema, context: Mapping[str, Any]) -> list[str]:
    words = here.get("enum") or str(context.get("expected") or context.get("expected_tags") or "").split(",")
    return [str(word).strip(" '") for word in " or ".join(map(str, words)).split(" or ")]


def _sentence(text: object) -> str:
    return " ".join(str(text).split()).rstrip(".") if text else ""


def _shown(value: object) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        return f"keys and values: {', '.join(map(str, value)) or 'none'}"
    if isinstance(value, list):
        return f"a list: {', '.join(map(str, value)) or 'empty'}"
    return str(value) or "an empty text"


def _example(here: Schema, root: Schema) -> str | None:
    """Say what a list or a mapping would hold, where the schema knows."""
    if here.get("type") == "array":
        return f"a list: [{_resolved(here.get('items', {}), root).get('title', 'item')}, ...]"
    if here.get("type") == "object" and here.get("properties"):
        return f"keys such as `{next(iter(here['properties']))}:`"
    return None
