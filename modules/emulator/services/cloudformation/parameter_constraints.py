"""What a template allows of the values of its parameters.

Behaviour from the AWS CloudFormation User Guide, "CloudFormation template Parameters syntax".
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from moto.cloudformation.exceptions import ValidationError

_CONSTRAINTS: dict[str, Callable[[str, Any], bool]] = {
    "AllowedValues": lambda value, allowed: value in [_text(each) for each in allowed],
    "AllowedPattern": lambda value, pattern: re.fullmatch(pattern, value) is not None,
    "MinLength": lambda value, least: len(value) >= int(least),
    "MaxLength": lambda value, most: len(value) <= int(most),
    "MinValue": lambda value, least: float(value) >= float(least),
    "MaxValue": lambda value, most: float(value) <= float(most),
}


def check_constraints(declared: dict[str, Any], given: dict[str, Any]) -> None:
    """Refuse a value that its parameter does not allow.

    Raises:
        ValidationError: naming the parameter and the constraint.

    """
    for name, parameter in declared.items():
        value = given.get(name, parameter.get("Default"))
        if value is None:
            continue  # which is another refusal
        values = _text(value).split(",") if parameter["Type"] == "CommaDelimitedList" else [_text(value)]
        for constraint in parameter.keys() & _CONSTRAINTS.keys():
            allowed = parameter[constraint]
            if not all(_CONSTRAINTS[constraint](each, allowed) for each in values):
                described = parameter.get("ConstraintDescription") or f"{constraint} is {allowed}"
                raise ValidationError(message=f"Parameter '{name}' failed to satisfy constraint: {described}")


def _text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
