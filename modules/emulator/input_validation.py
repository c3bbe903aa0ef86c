"""What botocore's service model says about the input of an operation, checked on the server's side."""

from __future__ import annotations

import re
from typing import Any

from botocore.model import Shape
from botocore.validate import ParamValidator


def input_faults(shape: Shape, value: dict[str, Any]) -> list[str]:
    """List what is wrong with `value`: types, what is missing, lengths and ranges, then values and patterns.

    botocore's validator is the client's, and leaves enumerations and patterns to the service.
    """
    report = ParamValidator().validate(value, shape)
    if report.has_errors():
        return list(report.generate_report().splitlines())
    return [
        f"{name}: {value[name]!r} is not allowed"
        for name, member in shape.members.items()
        if name in value and not _allowed(member, value[name])
    ]


def _allowed(shape: Shape, value: Any) -> bool:
    if shape.type_name != "string":
        return True
    pattern = shape.metadata.get("pattern")
    return (not shape.enum or value in shape.enum) and (not pattern or re.fullmatch(pattern, value) is not None)
