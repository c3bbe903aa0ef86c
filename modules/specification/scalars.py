"""Values without quotes: which of them every program that reads YAML takes for the same."""

from __future__ import annotations

import re

_NUMBER = re.compile(r"-?(0|[1-9][0-9]{0,17})(\.[0-9]{1,18})?")


def is_plain_number(text: str) -> bool:
    """Whether `text` is a number in decimal digits and no more: not 0x1F, 0o17, 017, 1_000, 1e3, .5 or .inf."""
    return _NUMBER.fullmatch(text) is not None


def quoted(text: str) -> str:
    """Say how to write `text` where text is meant, and where a number is meant that it can only be."""
    number = text.lstrip("0")
    if text != number and is_plain_number(number):
        return f'write "{text}" where text is meant: quotes keep the zeros; or {number} where a number is meant'
    return f'write "{text}" where text is meant'
