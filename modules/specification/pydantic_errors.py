"""pydantic's errors in the words of this project."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from modules.specification.errors import LandingZoneError
from modules.specification.schema_nodes import Schema, described, resolved
from modules.specification.suggestions import listed, nearest

KeyPath = tuple[str | int, ...]

KINDS = {
    "string_type": "text",
    "int_type": "a whole number",
    "bool_type": "true or false",
    "list_type": "a list",
    "tuple_type": "a list",
    "dict_type": "keys and values",
    "model_type": "keys and values",
}
"""What a value should have been, by the type of pydantic's error."""

BOUNDS = {
    "string_too_short": ("the text is too short", "write {min_length} or more characters"),
    "string_too_long": ("the text is too long", "write {max_length} or fewer characters"),
    "too_short": ("the list is too short", "list {min_length} or more"),
    "too_long": ("the list is too long", "list {max_length} or fewer"),
    "greater_than_equal": ("the number is too small", "write {ge} or more"),
    "less_than_equal": ("the number is too large", "write {le} or less"),
}
"""What is wrong and what to write, by the type of pydantic's error."""

WORDS = ("enum", "literal_error", "union_tag_invalid")
"""Types of pydantic's error where only some words are allowed."""


def explain(error: Mapping[str, Any], path: KeyPath, schema: Schema) -> LandingZoneError:
    """Put one of pydantic's errors into this project's words.

    Args:
        error: One item of `ValidationError.errors()`; its `input` as it is written, where that is one value.
        path: Where it stands in the YAML.
        schema: The JSON Schema of the whole, for the descriptions and the known keys.

    """
    context = error.get("ctx", {})
    if isinstance(context.get("error"), LandingZoneError):
        own: LandingZoneError = context["error"]
        return own
    kind = str(error["type"])
    what, got, why, fix = _sentences(kind, error, path, schema)
    where = (*path, _discriminator(error)) if kind.startswith("union_tag") else path
    return LandingZoneError(what, got=got, why=why, fix=fix, path=where)


def _discriminator(error: Mapping[str, Any]) -> str:
    """Return the key that tells which of several sections it is, which pydantic gives in quotes."""
    return str(error["ctx"]["discriminator"]).strip("'")


def meant(error: Mapping[str, Any], path: KeyPath, schema: Schema) -> KeyPath | None:
    """Return the path that was probably meant where an unknown key stands."""
    if error["type"] != "extra_forbidden":
        return None
    guess = nearest(str(path[-1]), described(schema, path[:-1]).get("properties", {}))
    return (*path[:-1], guess) if guess else None


def _sentences(kind: str, error: Mapping[str, Any], path: KeyPath, schema: Schema) -> tuple[str, str, str, str]:
    """Return what, got, why and fix."""
    schema_of_value, got = described(schema, path), _shown(error.get("input"))
    meaning = " ".join(str(schema_of_value.get("description", "its place says so")).split()).rstrip(".")
    if kind == "extra_forbidden":
        return _unknown_key(error["input"], path, meant(error, path, schema), schema)
    if kind in ("missing", "union_tag_not_found"):
        key, got = (_discriminator(error), got) if kind != "missing" else (path[-1], "nothing")
        where = " to one of the files" if len(path) == 1 else ""
        return f"the key `{key}` is missing", got, meaning, f"add `{key}:`{where}"
    if kind in WORDS:
        return _unknown_word(error)
    what, fix = str(error["msg"]), "write a value that fits"
    if kind in KINDS:
        what, fix = f"the value must be {KINDS[kind]}", f"write {_example(schema_of_value, schema) or KINDS[kind]}"
        if kind == "model_type" and error["input"] is None and not schema_of_value.get("required"):
            fix = f"write {{}} where nothing is said of it; else {fix.removeprefix('write ')}"
        if kind == "string_type" and isinstance(error["input"], str):  # a number, true or false, as it is written
            fix = f'write "{got}", in quotes'
    if kind in BOUNDS:
        what, fix = BOUNDS[kind][0], BOUNDS[kind][1].format_map(error["ctx"])
    return what, got, meaning, fix


def _unknown_key(value: object, path: KeyPath, guess: KeyPath | None, schema: Schema) -> tuple[str, str, str, str]:
    parent = described(schema, path[:-1])
    known = ", ".join(parent.get("properties", {}))
    why = f"known here are {known}" if known else "nothing here takes keys"
    fix = "remove it"
    if guess:
        fix = f"did you mean `{guess[-1]}`?"
    elif len(level := _levels_with_such(value, parent, schema)) == 1:
        fix = f"write it below `{level[0]}:`"
        if value is None:
            fix += f", as `{path[-1]}: {{}}`; or remove it, if it is none of these"
    return f"unknown key `{path[-1]}`", _shown(path[-1]), why, fix


def _levels_with_such(value: object, parent: Schema, schema: Schema) -> list[str]:
    """Return the keys of `parent` below which users choose the names of things that have keys and values themselves."""
    return [
        key
        for key, node in parent.get("properties", {}).items()
        if (value is None or isinstance(value, dict)) and _named_entries(resolved(node, schema), schema)
    ]


def _named_entries(node: Schema, schema: Schema) -> bool:
    values = node.get("additionalProperties")
    return isinstance(values, dict) and "properties" in resolved(values, schema)


def _unknown_word(error: Mapping[str, Any]) -> tuple[str, str, str, str]:
    context = error["ctx"]
    word, words = error["input"], context.get("expected") or context["expected_tags"]
    if "discriminator" in context:
        word = word[context["discriminator"].strip("'")]
    # Words are in quotes, those of enumerations among others: <Kind.WORD: 'word'>. Numbers are not.
    known = re.findall(r"'([^']*)'", words) or words.replace(" or ", ", ").split(", ")
    fix = f"write {nearest(str(word), known) or listed(known)}"
    return "the word is unknown", _shown(word), f"known are {', '.join(known)}", fix


def _shown(value: object) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        return f"keys and values: {', '.join(map(str, value)) or 'none'}"
    if isinstance(value, list):
        return f"a list: {', '.join(map(_shown, value)) or 'empty'}"
    return str(value) or "an empty text"


def _example(value_schema: Schema, root: Schema) -> str | None:
    """Say what a list or a mapping would hold, where the schema knows."""
    if value_schema.get("type") == "array":
        item = resolved(value_schema.get("items", {}), root)
        words = item.get("examples") or item.get("enum") or [item.get("title", "item")]
        return f"a list, such as [{', '.join(map(str, words[:2]))}]"
    if value_schema.get("type") == "object" and value_schema.get("properties"):
        return f"keys such as `{next(iter(value_schema['properties']))}:`"
    return None
