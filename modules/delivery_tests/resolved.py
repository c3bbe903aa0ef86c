"""What a template refers to, in the place of its references."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

_MARK = re.compile(r"\$\{([^}]+)\}")


def resolved(value: Any, known: Mapping[str, Any]) -> Any:
    """Put values in the places of references of a template.

    Args:
        value: A part of it.
        known: What each name stands for; of an attribute the name is `Key.Arn`.

    """
    match value:
        case {"Ref": name}:
            return known[name]
        case {"Fn::GetAtt": [name, attribute]}:
            return known[f"{name}.{attribute}"]
        case {"Fn::Sub": text}:
            return _MARK.sub(lambda mark: str(known[mark[1]]), text)
        case dict():
            return {key: resolved(each, known) for key, each in value.items()}
        case list() | tuple():
            return [resolved(each, known) for each in value]
    return value
