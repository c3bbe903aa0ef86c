"""A name names the thing: an account, a statement, a route. Words that only point at something are not names."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from modules.environment import PROJECT

MODULES = PROJECT / "modules"
ROOMS = sorted(path for path in MODULES.iterdir() if path.suffix == ".py" or (path / "__init__.py").exists())

POINTING = re.compile(r"_*(ones?|said|told|here|standing|made)_*")
"""Words that say that something was mentioned, not what it is; whatever underscores are around them."""


def _names_given(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Every name that the code gives to something, with its line."""
    for node in ast.walk(tree):
        match node:
            case ast.Name(id=name, ctx=ast.Store()) | ast.Attribute(attr=name, ctx=ast.Store()) | ast.arg(arg=name):
                yield node.lineno, name
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                yield node.lineno, name
            case ast.MatchAs(name=str(name)) | ast.MatchStar(name=str(name)) | ast.MatchMapping(rest=str(name)):
                yield node.lineno, name
            case ast.ExceptHandler(name=str(name)):
                yield node.lineno, name
            case ast.alias(asname=str(name)):
                yield node.lineno, name
            case _:
                pass


def _pointing(path: Path) -> list[str]:
    files = sorted(path.rglob("*.py")) if path.is_dir() else [path]
    return [
        f"{file.relative_to(PROJECT)}:{line}: {name}"
        for file in files
        for line, name in _names_given(ast.parse(file.read_text()))
        if POINTING.fullmatch(name)
    ]


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: str(room.stem))
def test_every_name_in_a_room_names_the_thing(room: Path) -> None:
    assert _pointing(room) == []


@pytest.mark.parametrize(
    "code",
    [
        "one = 1",
        "[one for one in ()]",
        "for told in (): pass",
        "if (said := 1): pass",
        "def read(here): pass",
        "lambda one: 1",
        "def _told(): pass",
        "class made: pass",
        "self._said = 1",
        "standing: int",
        "with open('x') as ones: pass",
        "import os as here",
        "try: pass\nexcept OSError as one: pass",
        "match 1:\n    case [made, *ones]: pass",
    ],
)
def test_a_name_that_points_is_seen_wherever_it_is_given(code: str) -> None:
    assert any(POINTING.fullmatch(name) for _, name in _names_given(ast.parse(code)))


@pytest.mark.parametrize("code", ["other = one", "f(one)", "one.said", "someone = 1", "one_account = 1", "made_of = 1"])
def test_other_names_are_let_be(code: str) -> None:
    assert not any(POINTING.fullmatch(name) for _, name in _names_given(ast.parse(code)))
