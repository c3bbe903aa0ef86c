"""What of a value differs from one deploy to the next, told by the shape of the text alone.

AWS and its emulator make up these parts by chance, by the clock, or by the order in which they are asked. Whatever has
none of these shapes must be the same in every way, whichever type of resource it belongs to.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

_ALONE = r"(?<![A-Za-z0-9])(?:{})(?![A-Za-z0-9])"
SHAPES: Mapping[str, str] = {
    "time": r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d+)?(?:Z| ?[+-]\d\d:?\d\d)?",
    "UUID": r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{6,12}",
    "id in an organization or a directory": r"(?<=\b[dopr]-)[0-9a-z]{4,32}|(?<=\bou-)[0-9a-z]{4,32}-[0-9a-z]{8,32}",
    "id of Identity Center": r"(?<=\bssoins-)[0-9a-z]{16}",
    "id behind its prefix": r"(?<=[a-z][-_])[0-9a-f]{8,30}(?:-[0-9a-f]{8})?",
    "end of a secret's ARN": r"(?P<kept>secret:[^:]+-)[A-Za-z0-9]{6}",
    "end of an aggregator's ARN": r"(?P<kept>config-aggregator-)[a-z]{8}",
    "id in capitals": r"(?:A[A-Z]{3}|(?=[A-Z]*\d))[A-Z0-9]{12,32}",
    "digest": r"[0-9a-f]{14,128}",
    "number of an account, a moment or a digest": r"\d{8,30}",
    "port": r"(?<=\b127\.0\.0\.1:)\d{2,5}",
    "address": r"\d{1,3}(?:\.\d{1,3}){3}|(?<=ec2-)\d{1,3}(?:-\d{1,3}){3}",
}
"""Regular expressions by what they stand for. The rest of a text that has one is compared: of an ARN all but the
account and the id."""
_PATTERNS = [re.compile(_ALONE.format(pattern)) for pattern in SHAPES.values()]
_MADE_UP = "…"


def comparable(value: Any) -> Any:
    """Return a value of a state without what is made up in it.

    JSON in a text is read. Lists are in the order of what is left of their elements: a state does not tell a list from
    a set, whose order goes by what is made up.
    """
    match value:
        case str() if value[:1] in {"{", "["}:
            try:
                return comparable(json.loads(value))
            except ValueError:
                return without_made_up(value)
        case str():
            return without_made_up(value)
        case list():
            return sorted(map(comparable, value), key=_text)
        case dict():
            return sorted(([without_made_up(key), comparable(part)] for key, part in value.items()), key=_text)
    return value


def without_made_up(text: str) -> str:
    """Put the same sign in place of every part that has one of the shapes, in their order."""
    for pattern in _PATTERNS:
        text = pattern.sub(_replacement, text)
    return text


def _replacement(match: re.Match[str]) -> str:
    return f"{match.groupdict().get('kept', '')}{_MADE_UP}"


def _text(value: Any) -> str:
    return json.dumps(value, sort_keys=True)
