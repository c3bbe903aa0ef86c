"""Terraform's template syntax in the texts of a document: plain text, expressions, and what these refer to."""

from __future__ import annotations

import re
from functools import lru_cache

_MARK = re.compile(r"\$\$\{|%%\{|\$\{|%\{")
_NESTED = re.compile(r'"(?:\\.|[^"\\])*"|[{}]')
_STEP = re.compile(r'\["([^"]*)"\]|\[(\d+)\]|\.?([\w-]+)')
_REFERENCE = re.compile(r'[\w-]+(\["[^"]*"\]|\[\d+\]|\.[\w-]+)*')
_VALUES = re.compile(r"\$\{\s*values\(([^()]*)\)\s*\}")
_REFERENCE_IN_CODE = re.compile(r'(?<![\w.-])[A-Za-z_][\w-]*(?:\["[^"]*"\]|\[\d+\]|\.[\w-]+)+')
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


@lru_cache(_ENOUGH)
def references(text: str) -> tuple[tuple[str, ...], ...]:
    """Return where the references in a text lead, name by name and key by key.

    Those of expressions that are more than a reference are among them, and whatever looks like one: the variable of a
    `for`, a text in quotes.
    """
    codes = (piece for piece in pieces(text) if isinstance(piece, Code))
    return tuple(dict.fromkeys(step for code in codes for step in references_of_code(code)))


def references_of_code(code: str) -> list[tuple[str, ...]]:
    """Return where the references lead in code that stands without marks, as `depends_on` has it."""
    return [
        tuple(key or number or word for key, number, word in _STEP.findall(found[0]))
        for found in _REFERENCE_IN_CODE.finditer(code)
    ]


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
