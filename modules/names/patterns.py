"""Whether two patterns of names have a name in common; `*` stands for any text, `?` for one character."""

from __future__ import annotations

import re
from functools import lru_cache

_VARIABLE = re.compile(r"\$\{[^}]*\}|\{\{[^}]*\}\}")
_ENOUGH = 2**14


def pattern_of(text: str) -> str:
    """Write a text of a policy as a pattern: IAM's own variables stand for any text."""
    return re.sub(r"\*+", "*", _VARIABLE.sub("*", text))


def names_something(pattern: str) -> bool:
    """Whether a pattern says anything of a name: `*` and `*/*` do not."""
    return bool(pattern.strip("*?/:-_."))


@lru_cache(_ENOUGH)
def have_in_common(first: str, other: str) -> bool:
    """Whether there is a text that both patterns match."""
    if not first or not other:
        return not (first or other).strip("*")
    if first[0] == "*":
        return have_in_common(first[1:], other) or have_in_common(first, other[1:])
    if other[0] == "*":
        return have_in_common(other, first)
    return (first[0] == other[0] or "?" in (first[0], other[0])) and have_in_common(first[1:], other[1:])
