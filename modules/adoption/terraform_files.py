"""Files of a Terraform root, HCL and JSON, as blocks with their places. Nothing is evaluated here.

The grammar is that of `bc-python-hcl2`, which comes with checkov; its own reader gives neither places of attributes nor
expressions as they were written.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from hcl2.parser import LARK_GRAMMAR
from lark import Lark, Tree
from lark.exceptions import LarkError

_OVERRIDE = re.compile(r"(?:^|_)override\.tf(?:\.json)?$")
_OF_AFT = ("aft-providers.jinja", "backend.jinja")
"""Templates that every repository of AFT's has."""

_OF_VALUES = {"terraform.tfvars": 0, "terraform.tfvars.json": 1}
"""What counts less than all other files of values (Terraform language, Variable Definition Precedence)."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True)
class Expression:
    """An expression: a tree of HCL, or a value of JSON, in which texts are templates."""

    node: Any
    place: Place


@dataclass(frozen=True, slots=True)
class Block:
    """A block without the blocks in it."""

    kind: str
    labels: tuple[str, ...]
    place: Place
    attributes: Mapping[str, Expression]


@dataclass(frozen=True, slots=True)
class Unread:
    """A file that is neither HCL nor JSON, or that says something of others only."""

    place: Place
    why: str


def read_root(folder: Path) -> tuple[list[Block], list[Unread]]:
    """Read every file of Terraform directly in a folder; variables' files are blocks of the kind `values`."""
    blocks, unread = list[Block](), list[Unread]()
    for path in sorted(folder.iterdir(), key=lambda path: (_OF_VALUES.get(path.name, 2), path.name)):
        reader = _reader(path.name)
        if why := _unfollowed(path.name):
            unread.append(Unread(Place(path.name, 1), why))
        elif reader:
            try:
                blocks += reader(path.name, path.read_text(encoding="utf-8"))
            except (LarkError, OSError, ValueError, AttributeError, RecursionError) as error:
                line = getattr(error, "line", None) or getattr(error, "lineno", None) or 1
                unread.append(Unread(Place(path.name, line), (str(error).splitlines() or [""])[0]))
    return blocks, unread


def _unfollowed(name: str) -> str | None:
    """Return why a file is not read that Terraform or AFT reads otherwise than by itself."""
    if _OVERRIDE.search(name):
        return "Terraform merges it into other files"
    if name.endswith(".jinja") and name not in _OF_AFT:
        return "AFT renders it first"
    return None


def parsed(expression: str, line: int) -> Any:
    """Return the tree of one expression, which stands in a text that begins at a line.

    Raises:
        LarkError: it is none.

    """
    (attribute,) = _tree(f"x = {expression}\n").children[0].children
    tree = attribute.children[1]
    for node in tree.iter_subtrees():
        if not node.meta.empty:
            node.meta.line += line - 1
    return tree


def _reader(name: str) -> Callable[[str, str], Iterable[Block]] | None:
    if name.endswith(".tf"):
        return _hcl
    if name.endswith(".tf.json"):
        return _json
    if name == "terraform.tfvars" or name.endswith(".auto.tfvars"):
        return _hcl_values
    return _json_values if name == "terraform.tfvars.json" or name.endswith(".auto.tfvars.json") else None


def _tree(text: str) -> Any:
    return _parser().parse(text)


@cache
def _parser() -> Lark:
    return Lark(LARK_GRAMMAR, parser="lalr", propagate_positions=True)


def _hcl(file: str, text: str) -> Iterator[Block]:
    for node in _tree(f"{text}\n").children[0].children:
        if node.data == "block":
            kind, *labels = (_word(child) for child in node.children[:-1])
            yield Block(kind, tuple(labels), Place(file, node.meta.line), _attributes(file, node.children[-1]))


def _hcl_values(file: str, text: str) -> Iterator[Block]:
    yield Block("values", (), Place(file, 1), _attributes(file, _tree(f"{text}\n").children[0]))


def _attributes(file: str, body: Any) -> dict[str, Expression]:
    found = (node for node in body.children if node.data == "attribute")
    return {_word(node.children[0]): Expression(node.children[1], Place(file, node.meta.line)) for node in found}


def _word(node: Any) -> str:
    return str(node.children[0] if isinstance(node, Tree) else node).strip('"')


def _json(file: str, text: str) -> Iterator[Block]:
    lines = text.splitlines()
    document = json.loads(text)
    if not isinstance(document, dict):
        raise ValueError("no object")  # noqa: TRY004 - one error for whatever is wrong with a file
    for kind in document:
        labels = _LABELS.get(kind, 0)
        for names, body in _bodies(document.get(kind), labels):
            line = _line(lines, names[-1] if names else kind, 1)
            attributes = {
                name: Expression(value, Place(file, _line(lines, name, line))) for name, value in body.items()
            }
            yield Block(kind, names, Place(file, line), attributes)


_LABELS = {"data": 2, "module": 1, "output": 1, "provider": 1, "resource": 2, "variable": 1}
"""How many labels blocks have."""


def _json_values(file: str, text: str) -> Iterator[Block]:
    lines = text.splitlines()
    values = {name: Expression(value, Place(file, _line(lines, name, 1))) for name, value in json.loads(text).items()}
    yield Block("values", (), Place(file, 1), values)


def _bodies(value: Any, labels: int, names: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], dict[str, Any]]]:
    """Give the bodies of JSON's blocks with their labels; each may be a list of such."""
    if isinstance(value, list):
        for item in value:
            yield from _bodies(item, labels, names)
    elif isinstance(value, dict) and labels:
        for name, inner in value.items():
            yield from _bodies(inner, labels - 1, (*names, name))
    elif isinstance(value, dict):
        yield names, value


def _line(lines: list[str], key: str, start: int) -> int:
    """Return the first line from `start` on that has a key; `start` where none has."""
    numbered = enumerate(lines[start - 1 :], start=start)
    return next((number for number, line in numbered if json.dumps(key) in line), start)
