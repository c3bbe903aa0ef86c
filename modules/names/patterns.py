"""Whether two patterns of names have a name in common; `*` stands for any text, `?` for one character."""

from __future__ import annotations

import re
from functools import lru_cache

_VARIABLE = re.compile(r"\$\{[^}]*\}|\{\{[^}]*\}\}")
_ENOUGH = 2**16


def pattern_of(text: str) -> str:
    """Write a text of a policy as a pattern: IAM's own variables stand for any text."""
    return re.sub(r"\*+", "*", _VARIABLE.sub("*", text))


def names_something(pattern: str) -> bool:
    """Whether a pattern says anything of a name: `*` and `*/*` do not."""
    return bool(pattern.strip("*?/:-_."))


@lru_cache(_ENOUGH)
def have_in_common(first: str, other: str) -> bool:
    """Whether there is a text that both patterns match."""
    for at, (character, opposite) in enumerate(zip(first, other, strict=False)):
        if "*" in (character, opposite):
            return _from_wildcard(first[at:], other[at:])
        if character != opposite and "?" not in (character, opposite):
            return False
    rest = first[len(other) :] or other[len(first) :]
    return not rest.strip("*")


def _from_wildcard(first: str, other: str) -> bool:
    """Whether two patterns have a text in common of which at least one begins with `*`."""
    if first[0] != "*":
        return _from_wildcard(other, first)
    return have_in_common(first[1:], other) or have_in_common(first, other[1:])
