"""What botocore's service model says about the input of an operation, checked on the server's side."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from functools import cache
from typing import Any

from botocore.model import Shape
from botocore.validate import ParamValidator

_TAG = {"key", "value"}


def input_faults(shape: Shape, value: dict[str, Any]) -> list[str]:
    """List what is wrong with `value`: types, what is missing, lengths and ranges, then values and patterns.

    botocore's validator is the client's, and leaves upper bounds, enumerations and patterns to the service.
    """
    report = ParamValidator().validate(value, shape)
    if report.has_errors():
        return list(report.generate_report().splitlines())
    return list(_faults(shape, value, ""))


def _faults(shape: Shape, value: Any, name: str) -> Iterator[str]:
    if value is None or getattr(shape, "is_document_type", False):  # a document is any JSON
        return
    if shape.type_name == "structure":
        yield from _structure_faults(shape, value, name)
    elif shape.type_name == "list":
        for number, inner in enumerate(value):
            yield from _faults(shape.member, inner, f"{name}[{number}]")
    elif shape.type_name == "map":
        for key, inner in value.items():
            yield from _faults(shape.key, key, f"{name} (key)")
            yield from _faults(shape.value, inner, f"{name}.{key}")
    elif shape.type_name == "string" and not _allowed(shape, value):
        yield f"{name}: {value!r} is not allowed"
    if not _within(shape, value):
        yield f"{name}: more than {shape.metadata['max']}"


def _structure_faults(shape: Shape, value: dict[str, Any], name: str) -> Iterator[str]:
    if {member.lower() for member in shape.members} == _TAG and "key" not in map(str.lower, value):
        yield f"{name}: a tag has a key"  # which some models leave optional, and no service does
    for member, inner in value.items():
        yield from _faults(shape.members[member], inner, f"{name}.{member}" if name else member)


def _within(shape: Shape, value: Any) -> bool:
    largest = shape.metadata.get("max")
    if largest is None or shape.type_name == "structure":
        return True
    return bool((len(value) if hasattr(value, "__len__") else value) <= largest)


def _allowed(shape: Shape, value: str) -> bool:
    pattern = _compiled(shape.metadata.get("pattern") or "")
    return (not shape.enum or value in shape.enum) and (pattern is None or pattern.fullmatch(value) is not None)


@cache
def _compiled(pattern: str) -> re.Pattern[str] | None:
    """Compile a pattern of the model. Those are Java's: one that Python cannot read is not checked."""
    if not pattern:
        return None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return re.compile(pattern)
        except re.error:
            return None
