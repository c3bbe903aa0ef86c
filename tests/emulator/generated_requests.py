"""Inputs generated from botocore's service models: the least that is valid, anything valid, and slightly wrong ones."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from functools import cache
from typing import Any

from botocore.model import Shape
from hypothesis import strategies as st

from modules.emulator.input_validation import _compiled

_DEEPEST = 6
_TEXTS = (
    "a",
    "b",
    "name-1",
    "123456789012",
    "arn:aws:iam::123456789012:role/a",
    "vpc-0123456789abcdef0",
    "10.0.0.0/16",
)
_DAY = datetime(2026, 1, 1, tzinfo=UTC)


def inputs(shape: Shape | None, *, required_only: bool = False, depth: int = 0) -> st.SearchStrategy[Any]:
    """Generate what the model of an input, or of a part of it, allows."""
    if shape is None:
        return st.just({})
    if shape.type_name == "structure":
        return _structures(shape, required_only=required_only, depth=depth)
    if shape.type_name in ("list", "map"):
        return _collections(shape, required_only=required_only, depth=depth)
    return _scalars(shape)


def slightly_wrong(shape: Shape | None) -> st.SearchStrategy[Any]:
    """Generate inputs with one member missing, of another type, too long, or not one of the values."""
    if shape is None or not shape.members:
        return st.just({})
    strange = st.sampled_from(["", "?" * 5000, "no such value", -1, 10**12, [], {}, ["x"], {"Key": "x"}, True, None])
    spoilt = st.tuples(inputs(shape), st.sampled_from(sorted(shape.members)), strange)
    return spoilt.map(_spoil)


def _spoil(parts: tuple[dict[str, Any], str, Any]) -> dict[str, Any]:
    value, member, strange = parts
    if strange is None:
        return {name: inner for name, inner in value.items() if name != member}
    return {**value, member: strange}


def _structures(shape: Shape, *, required_only: bool, depth: int) -> st.SearchStrategy[Any]:
    wanted = {
        name: inputs(member, required_only=required_only, depth=depth + 1)
        for name, member in shape.members.items()
        if name in shape.required_members
    }
    if required_only or depth > _DEEPEST:
        return st.fixed_dictionaries(wanted)
    others = {
        name: inputs(member, depth=depth + 1)
        for name, member in shape.members.items()
        if name not in wanted and name != "DryRun"
    }
    return st.fixed_dictionaries(wanted, optional=others)


def _collections(shape: Shape, *, required_only: bool, depth: int) -> st.SearchStrategy[Any]:
    least = shape.metadata.get("min", 0)
    most = max(least, min(shape.metadata.get("max", 2), 0 if depth > _DEEPEST else 2))
    if required_only:
        most = least
    if shape.type_name == "list":
        return st.lists(
            inputs(shape.member, required_only=required_only, depth=depth + 1), min_size=least, max_size=most
        )
    value = inputs(shape.value, required_only=required_only, depth=depth + 1)
    return st.dictionaries(inputs(shape.key), value, min_size=least, max_size=most)


def _scalars(shape: Shape) -> st.SearchStrategy[Any]:
    least, most = shape.metadata.get("min"), shape.metadata.get("max")
    match shape.type_name:
        case "boolean":
            return st.booleans()
        case "integer" | "long":
            return st.integers(least or 0, most or max(100, least or 0))
        case "float" | "double":
            return st.integers(int(least or 0), int(most or 100)).map(float)
        case "timestamp":
            return st.just(_DAY)
        case "blob":
            return st.just(b"{}")
        case _:
            return _strings(shape, least or 0, most or 10**6)


def _strings(shape: Shape, least: int, most: int) -> st.SearchStrategy[str]:
    if shape.enum:
        return st.sampled_from(shape.enum)
    pattern = _compiled(shape.metadata.get("pattern") or "")
    known = [text for text in _TEXTS if least <= len(text) <= most and (pattern is None or pattern.fullmatch(text))]
    if known:
        return st.sampled_from(known)
    if pattern is None:
        return st.just("x" * max(least, 1))
    return _matching(pattern, least, most)


@cache  # a pattern is costly to take apart, and a model repeats its few
def _matching(pattern: re.Pattern[str], least: int, most: int) -> st.SearchStrategy[str]:
    return st.from_regex(pattern, fullmatch=True).filter(lambda text: least <= len(text) <= most)
