"""Terraform's template syntax in the texts of a document: plain text, expressions, and what these refer to."""

from __future__ import annotations

import re
from functools import lru_cache

_MARK = re.compile(r"\$\$\{|%%\{|\$\{|%\{")
_NESTED = re.compile(r'"(?:\\.|[^"\\])*"|[{}]')
_STEP = re.compile(r'\["([^"]*)"\]|\[(\d+)\]|\.?([\w-]+)')
_REFERENCE = re.compile(r'[\w-]+(\["[^"]*"\]|\[\d+\]|\.[\w-]+)*')
_VALUES = re.compile(r"\$\{\s*values\(([^()]*)\)\s*\}")
_ENOUGH = 2**11
"""Texts that are remembered: modules have the same ones in every account."""


class Code(str):
    """An expression with its marks: `${...}`, or a directive `%{...}`."""

    __slots__ = ()

    @property
    def map_of_values(self) -> Code | None:
        """The reference to a map whose values it lists, `${values(...)}`; nothing for any other expression."""
        found = _VALUES.fullmatch(self)
        return Code(f"${{{found[1]}}}") if found else None

    @property
    def steps(self) -> tuple[str, ...]:
        """Where a plain reference leads, name by name and key by key; nothing for any other expression."""
        return _steps(self)


@lru_cache(_ENOUGH)
def pieces(text: str) -> tuple[str, ...]:
    """Take a text apart into plain texts, their escapes (`$${`, `%%{`) undone, and `Code`."""
    found: list[str] = []
    at = 0
    while mark := _MARK.search(text, at):
        found.append(text[at : mark.start()])
        if mark[0] in {"$${", "%%{"}:
            found.append(mark[0][1:])
            at = mark.end()
        else:
            at = _end(text, mark.end())
            found.append(Code(text[mark.start() : at]))
    found.append(text[at:])
    return tuple(filter(None, found))


def _end(text: str, start: int) -> int:
    """Find where the expression ends whose mark ends at `start`; it may have braces and texts in it."""
    depth = 1
    for found in _NESTED.finditer(text, start):
        depth += {"{": 1, "}": -1}.get(found[0], 0)
        if not depth:
            return found.end()
    return len(text)


@lru_cache(_ENOUGH)
def _steps(code: str) -> tuple[str, ...]:
    reference = code[2:-1].strip()
    if code.startswith("%") or not _REFERENCE.fullmatch(reference):
        return ()
    return tuple(key or number or word for key, number, word in _STEP.findall(reference))
