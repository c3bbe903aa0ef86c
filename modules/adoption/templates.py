"""Texts of Terraform: what stands in them as it is, and what is to be evaluated (its docs: Strings and Templates)."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass

_ESCAPE = re.compile(r'\\(u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|[nrt"\\])')
_ESCAPED = {"n": "\n", "r": "\r", "t": "\t", '"': '"', "\\": "\\"}
_SPECIAL = re.compile(r"\$\$\{|%%\{|\$\{|%\{")


@dataclass(frozen=True, slots=True)
class Interpolation:
    """An expression in a text, without the signs around it."""

    expression: str


def parts(text: str) -> Iterator[str | Interpolation]:
    """Split a text; one without any part is an empty text.

    Raises:
        ValueError: it has a directive, or an expression without an end.

    """
    position, plain = 0, ""
    while special := _SPECIAL.search(text, position):
        plain += text[position : special.start()]
        position = special.end()
        match special[0]:
            case "$${" | "%%{":
                plain += special[0][1:]
            case "%{":
                raise ValueError("a directive in a text")
            case _:
                if plain:
                    yield plain
                plain, end = "", _end(text, position)
                yield Interpolation(text[position:end].strip())
                position = end + 1
    plain += text[position:]
    if plain or not text:
        yield plain


def unescaped(text: str) -> str:
    """Return what stands between the quotes of HCL.

    Raises:
        ValueError: it has the number of no character.

    """
    return _ESCAPE.sub(lambda found: _ESCAPED.get(found[1]) or _character(int(found[1][1:], 16)), text)


def _character(number: int) -> str:
    if number > sys.maxunicode:
        raise ValueError(f"there is no character {number:x}")
    return chr(number)


def _end(text: str, start: int) -> int:
    """Return where the brace is that ends an expression; braces in quotes do not count."""
    depth, is_quoted = 1, False
    for position in range(start, len(text)):
        character = text[position]
        if character == '"' and text[position - 1] != "\\":
            is_quoted = not is_quoted
        elif not is_quoted and character in "{}":
            depth += 1 if character == "{" else -1
            if not depth:
                return position
    raise ValueError("an expression without an end")
