"""The shapes in which AWS writes tags: a map, or a list of structures of a key and a value, under several names."""

from __future__ import annotations

from typing import Any


def from_shape(tags: Any) -> dict[str, str]:
    """Read tags of any shape."""
    if isinstance(tags, dict):
        return dict(tags)
    pairs = [{name.lower().removeprefix("tag"): text for name, text in pair.items()} for pair in tags or []]
    return {pair["key"]: pair.get("value", "") for pair in pairs}


def in_shape(shape: Any, tags: dict[str, str]) -> Any:
    """Write tags in the shape that the service model wants."""
    if shape.type_name == "map":
        return tags
    key, value = sorted(shape.member.members, key=lambda name: not name.lower().endswith("key"))
    return [{key: name, value: text} for name, text in tags.items()]
