"""Where text of users meets the program: nothing formats it, and no names are joined so that others could be meant."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from modules.environment import PROJECT
from modules.network.plan.endpoint_services import SERVICES
from modules.organization.control_tower.bindings import address_part
from modules.organization.control_tower.catalogue import catalogue

MODULES = [
    path
    for path in sorted([*(PROJECT / "modules").rglob("*.py"), PROJECT / "main.py"])
    if "emulator" not in path.parts  # whose formats are tables of its own
]
ROOMS_WITH_CONSTRUCTS = {"accounts", "identity", "network", "organization", "workspaces"}
OF_CONSTRUCTS = [path for path in MODULES if ROOMS_WITH_CONSTRUCTS & set(path.relative_to(PROJECT).parts[1:2])]
CONSTANT = re.compile(r"_?[A-Z][A-Z0-9_]*")

JOINED_WITH_A_WAY_BACK = {
    ("network_workspace.py", "'-'.join((name.replace('-', '--') for name in unit))"): "hyphens of a name are doubled",
    ("logical_ids.py", "'/'.join(names)"): "no name of a construct has a slash",
    (
        "logical_ids.py",
        "'_'.join((_allowed(name) for name in shown if name != _HIDDEN_FROM_READERS))",
    ): "hash behind it",
    ("spoke_blueprints.py", "'-'.join(self.zone_ids)"): "an id of a zone has one hyphen, and digits behind it",
    ("bindings.py", "'/'.join(target)"): "no name of a unit has a slash",
}
"""Every text that is joined of names where constructs are defined, and why two lists of names never give the same."""


def nodes(path: Path) -> Iterator[ast.AST]:
    yield from ast.walk(ast.parse(path.read_text()))


def root_of(node: ast.expr) -> ast.expr:
    """What an expression such as `TEXTS[kind][1]` is taken from."""
    while isinstance(node, (ast.Subscript, ast.Attribute)):
        node = node.value
    return node


def is_ours(node: ast.expr) -> bool:
    root = root_of(node)
    return isinstance(root, ast.Constant) or (isinstance(root, ast.Name) and bool(CONSTANT.fullmatch(root.id)))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PROJECT)))
def test_only_constants_are_formatted(path: Path) -> None:
    """Text of a user in the place of a format reads attributes, takes all memory, or fails."""
    for node in nodes(path):
        if isinstance(node, ast.Attribute) and node.attr in {"format", "format_map", "vformat", "safe_substitute"}:
            assert is_ours(node.value), f"{path.name}:{node.lineno} {ast.unparse(node)}"
        if isinstance(node, ast.Name):
            assert node.id not in {"eval", "exec", "Formatter"}, f"{path.name}:{node.lineno}"
        if (
            isinstance(node, ast.BinOp)
            and isinstance(node.op, ast.Mod)
            and isinstance(node.right, (ast.Tuple, ast.Dict))
        ):
            assert is_ours(node.left), f"{path.name}:{node.lineno} {ast.unparse(node)}"


def ids(path: Path) -> Iterator[ast.expr]:
    """The second argument of everything that is called like a construct."""
    for node in nodes(path):
        if isinstance(node, ast.Call) and len(node.args) > 1 and isinstance(node.func, (ast.Name, ast.Attribute)):
            name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
            if name[:1].isupper() or name in {"__init__", "call", "_lead_to"}:
                yield node.args[1]


DEFINING = [path for path in OF_CONSTRUCTS if "from constructs import" in path.read_text()]


@pytest.mark.parametrize("path", DEFINING, ids=lambda path: str(path.relative_to(PROJECT)))
def test_an_id_of_a_construct_is_made_of_one_name_at_most(path: Path) -> None:
    """Two names joined may be what two others give: one of the constructs is lost, or synthesis fails."""
    for id_ in ids(path):
        parts = [part for part in ast.walk(id_) if isinstance(part, ast.FormattedValue)]
        assert len([part for part in parts if not is_ours(part.value)]) <= 1, f"{path.name}: {ast.unparse(id_)}"
        assert not any(isinstance(part, ast.Add) for part in ast.walk(id_)), f"{path.name}: {ast.unparse(id_)}"


@pytest.mark.parametrize("path", OF_CONSTRUCTS, ids=lambda path: str(path.relative_to(PROJECT)))
def test_names_are_joined_only_with_a_way_back(path: Path) -> None:
    """Joins for messages and for text with spaces, lines or commas in it are no names."""
    for node in nodes(path):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "join"):
            continue
        separator = node.func.value
        if isinstance(separator, ast.Constant) and re.fullmatch(r"[-_./:]+", str(separator.value)):
            assert (path.name, ast.unparse(node)) in JOINED_WITH_A_WAY_BACK, f"{path.name}: {ast.unparse(node)}"


def test_services_have_addresses_of_their_own() -> None:
    assert len({service.replace(".", "-") for service in SERVICES}) == len(SERVICES)


def test_controls_have_addresses_of_their_own() -> None:
    assert len({address_part(control) for control in catalogue()}) == len(catalogue())
