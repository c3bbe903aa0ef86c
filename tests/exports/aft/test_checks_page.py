"""The page of what goes wrong in AFT names tests that are there."""

from __future__ import annotations

import ast
import re

import pytest

from modules.environment import PROJECT

PAGE = (PROJECT / "docs" / "reference" / "aft-checks.md").read_text()
ROWS = {int(row[1]): row[0] for row in re.finditer(r"^\| (\d+) \|.*\|$", PAGE, re.MULTILINE)}
SHOWN = [(number, name) for number, row in ROWS.items() for name in re.findall(r"`(tests/[^`]+)`", row)]
SAID_ONLY = {17, 23}
"""Troubles that nothing here can notice."""


def test_every_trouble_has_a_row_and_a_test_but_those_that_are_only_told() -> None:
    assert [*ROWS] == list(range(1, 27))
    assert {*ROWS} - {number for number, _ in SHOWN} == SAID_ONLY
    assert all("| said |" in ROWS[number] for number in SAID_ONLY)


@pytest.mark.parametrize("name", sorted({name for _, name in SHOWN}))
def test_what_shows_it_is_there(name: str) -> None:
    path, _, function = name.partition("::")
    if not function:
        assert (PROJECT / path / "expected.txt").is_file()
        return
    tree = ast.parse((PROJECT / path).read_text())
    assert function in {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
