"""What keeps the house true: facts about the tree that are easy to break and easy to check."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
import typer

import main
from modules.aws_bindings import PACKAGE
from modules.environment import PROJECT
from tests.support.pages import PAGES
from tests.support.verbs import command_lines, verb_of

MODULES = sorted((PROJECT / "modules").rglob("*.py"))
VAGUE = {"utils", "util", "common", "helpers", "helper", "manager", "base", "misc", "tools"}
LONGEST_FILE = 300
FILE_NAME = re.compile(r"(?<![\w/.{}-])(?:docs|modules|policies|tests)/[\w./-]*\w")
"""A file or folder of the project, as text names it: whole, or the beginning of its name (`docs/decisions/0003`)."""
INDEX_HOSTS = re.compile(r"https?://[^/\s\"']*(?:" + "|".join(("py" + "pi", "npm" + "js", "python" + "hosted")) + ")")


def tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files"], cwd=PROJECT, capture_output=True, text=True, check=True)
    return [PROJECT / name for name in listed.stdout.splitlines() if (PROJECT / name).is_file()]


class TestDependencies:
    def test_pin_no_package_index(self) -> None:
        assert "source" not in tomllib.loads((PROJECT / "Pipfile").read_text())
        locked = json.loads((PROJECT / "Pipfile.lock").read_text())
        assert locked["_meta"]["sources"] == []
        assert not [name for part in ("default", "develop") for name, one in locked[part].items() if "index" in one]

    def test_are_locked_with_hashes(self) -> None:
        locked = json.loads((PROJECT / "Pipfile.lock").read_text())
        for part in ("default", "develop"):
            assert not [name for name, one in locked[part].items() if not one.get("hashes")]

    def test_no_file_names_a_package_index(self) -> None:
        for path in tracked():
            found = INDEX_HOSTS.search(path.read_bytes().decode(errors="replace"))
            assert found is None, f"{path}: {found and found[0]}"

    def test_npm_s_lock_records_no_addresses(self) -> None:
        packages = json.loads((PROJECT / "package-lock.json").read_text())["packages"]
        assert not [name for name, one in packages.items() if "resolved" in one]


class TestFiles:
    @pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PROJECT)))
    def test_say_what_lives_in_them(self, path: Path) -> None:
        assert path.stem not in VAGUE
        assert ast.get_docstring(ast.parse(path.read_text())), "no docstring"
        assert len(path.read_text().splitlines()) <= LONGEST_FILE, "split it, or write a decision record"

    @pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PROJECT)))
    def test_name_files_that_exist(self, path: Path) -> None:
        for name in FILE_NAME.findall(path.read_text()):
            name = name.partition("/NAME")[0]  # noqa: PLW2901 - a folder of each, in the help of a verb
            assert (PROJECT / name).exists() or any(PROJECT.glob(f"{name}*")), f"it names {name}"

    def test_never_import_the_bindings_whole(self) -> None:
        """That would load 2,200 modules; each resource is imported from its own."""
        for path in [*MODULES, *(PROJECT / "tests").rglob("*.py"), PROJECT / "main.py"]:
            for node in ast.walk(ast.parse(path.read_text())):
                named = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
                named += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
                assert PACKAGE not in named, path


NOT_CALLED_FROM_HERE = {
    "consistent": "for programs that describe an environment without YAML",
    "added_operations": "the emulator's, for whoever compares it with AWS's API",
}
"""Names that nothing of the project uses, with the reason."""


def defined_names(tree: ast.Module) -> Iterator[str]:
    """Functions, classes and constants of a file; not what a decorator registers."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.decorator_list:
            yield node.name
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            yield from (target.id for target in targets if isinstance(target, ast.Name) and target.id != "__all__")


def used_names(tree: ast.Module) -> Iterator[str]:
    """What the code of a file reads, by itself, of a module, under another name or by `getattr`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            yield node.id
        elif isinstance(node, ast.Attribute):
            yield node.attr
        elif isinstance(node, ast.alias) and node.asname:
            yield node.name
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def test_nothing_is_defined_that_only_tests_use() -> None:
    """Such a thing is dead, a verb that users would want, or belongs to the tests."""
    trees = {path: ast.parse(path.read_text()) for path in [*MODULES, PROJECT / "main.py"]}
    used = {name for tree in trees.values() for name in used_names(tree)} | NOT_CALLED_FROM_HERE.keys()
    assert [
        f"{path.stem}: {name}" for path, tree in trees.items() for name in defined_names(tree) if name not in used
    ] == []


def calls(path: Path) -> Iterator[ast.Call]:
    yield from (node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call))


def defines_constructs(path: Path) -> bool:
    """Whether a file has anything of CDKTF at hand: then the law of constructs holds in it, wherever it lies."""
    packages = {
        node.module.partition(".")[0]
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.ImportFrom) and node.module
    }
    return not packages.isdisjoint({"cdktf", "constructs", PACKAGE})


FILES_WITH_CONSTRUCTS = [path for path in MODULES if defines_constructs(path)]

FORMATTED_IDS = {
    ("control_tower_engine.py", "f'{key}-id'"),
    ("state_access.py", "f'part-{number}'"),
    ("hub_links.py", "f'{name}{ROUTES}'"),
    ("account.py", "f'shared-spoke-{hub}'"),
    ("account.py", "f'access-analyzer-{region}'"),
    ("account.py", "f'region-baseline-{region}'"),
    ("account.py", "f'spoke-{spoke.hub}'"),
    ("account.py", "f'config-recorder-{region}'"),
    ("account.py", "f'macie-export-{region}'"),
    ("backup.py", "f'backup-vault-{region}'"),
    ("observability.py", "f'observability-link-{region}'"),
    ("studio.py", "f'studio-user-{name}'"),
    ("ml_deployments.py", "f'deployment-{each.key}'"),
    ("data_links.py", "f'data-link-{domain}'"),
    ("interface_endpoints.py", "key.replace('.', '-')"),
}
"""Addresses that exist: they stay, and modules of accounts are called alike. What else is new gets a scope of its own,
whose children are called by their keys."""


def positions_of_ids() -> dict[str, int]:
    """Where the functions and methods of the library take the id of what they define, by their names."""
    found: dict[str, int] = {}
    for path in FILES_WITH_CONSTRUCTS:
        for node in ast.walk(ast.parse(path.read_text())):
            names = (
                [one.arg for one in node.args.args if one.arg != "self"] if isinstance(node, ast.FunctionDef) else []
            )
            if isinstance(node, ast.FunctionDef) and "id_" in names and node.name != "__init__":
                found[node.name] = names.index("id_")
    return found


def id_of(call: ast.Call, positions: Mapping[str, int]) -> ast.expr | None:
    """The argument that is the id of a construct; None where the call defines none."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    is_class = name[:1].isupper() and not name.endswith("Error")
    position = 1 if is_class else positions.get(name)
    return call.args[position] if position is not None and len(call.args) > position else None


class TestConstructs:
    def test_are_looked_at_wherever_they_lie(self) -> None:
        rooms = {path.relative_to(PROJECT / "modules").parts[0] for path in FILES_WITH_CONSTRUCTS}
        assert {"accounts", "identity", "network", "organization", "workspaces"} <= rooms

    def test_have_no_ids_made_of_formatted_text(self) -> None:
        """Text formatted in an id hides an address from a reader's search."""
        positions = positions_of_ids()
        ids = [(path, id_of(call, positions)) for path in FILES_WITH_CONSTRUCTS for call in calls(path)]
        formatted = {
            (path.name, ast.unparse(id_))
            for path, id_ in ids
            if isinstance(id_, (ast.JoinedStr, ast.BinOp, ast.Call)) and not is_named(id_)
        }
        assert formatted == FORMATTED_IDS

    @pytest.mark.parametrize("path", FILES_WITH_CONSTRUCTS, ids=lambda path: path.name)
    def test_pass_no_dict_inside_a_list(self, path: Path) -> None:
        """jsii empties it without a word; a struct class is checked."""
        for call in calls(path):
            for keyword in call.keywords:
                if isinstance(keyword.value, ast.List):
                    assert not any(isinstance(item, ast.Dict) for item in keyword.value.elts), ast.unparse(call)


def is_named(id_: ast.expr) -> bool:
    """Whether an id is a call of a function of the library that says in its name what it makes."""
    return isinstance(id_, ast.Call) and isinstance(id_.func, ast.Name)


class TestPages:
    @pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(PROJECT)))
    def test_links_lead_somewhere(self, page: Path) -> None:
        for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", page.read_text()):
            assert (page.parent / target).exists(), f"{page.name} links to {target}"

    @pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(PROJECT)))
    def test_name_make_targets_and_verbs_that_exist(self, page: Path) -> None:
        targets = set(re.findall(r"^([a-z-]+):", (PROJECT / "Makefile").read_text(), re.MULTILINE))
        verbs = command_lines(typer.main.get_command(main.app))
        text = page.read_text()
        commands = "\n".join(re.findall(r"```(?:console|shell|bash|sh)\n(.*?)```", text, re.DOTALL))
        assert set(re.findall(r"^\$? ?make ([a-z-]+)", commands, re.MULTILINE)) <= targets
        for line in [*commands.splitlines(), *re.findall(r"`([^`\n]+)`", text)]:
            for words in re.findall(r"python main\.py ([^|#&]*)", line):
                assert verb_of(words.split(), verbs) is not None, line

    def test_decisions_are_numbered_without_gaps(self) -> None:
        numbers = [int(path.name[:4]) for path in sorted((PROJECT / "docs" / "decisions").glob("[0-9]*.md"))]
        assert numbers == list(range(1, len(numbers) + 1))

    def test_readme_names_the_two_commands_first(self) -> None:
        text = (PROJECT / "README.md").read_text()
        assert text.index("make preview") < 3000
        assert text.index("make test") < 3000


class TestLists:
    """A list that is written beside what it lists is held against it: nothing is forgotten in silence."""

    def test_every_class_of_a_workspace_is_on_the_page(self) -> None:
        folder = PROJECT / "modules" / "workspaces"
        bases = {f"{what}Workspace" for what in ("", "Lake", "Management", "Member", "Network", "Security")}
        defined = {
            node.name
            for path in folder.rglob("*.py")
            for node in ast.walk(ast.parse(path.read_text()))
            if isinstance(node, ast.ClassDef) and bases & {ast.unparse(base) for base in node.bases}
        }
        called = {
            ast.unparse(call.func)
            for path in [folder / "order.py", *folder.rglob("*.py")]
            for call in calls(path)
            if path.name == "order.py" or "deployment" in ast.unparse(call)
        }
        assert defined - bases - called == set()

    def test_the_readme_or_the_guide_for_contributors_names_every_verb(self) -> None:
        text = "".join((PROJECT / page).read_text() for page in ("README.md", "CONTRIBUTING.md"))
        verbs = [verb for verb in command_lines(typer.main.get_command(main.app)) if verb]
        groups = {verb[0] for verb in verbs if len(verb) > 1}
        missing = [
            " ".join(verb) for verb in verbs if verb not in {(group,) for group in groups} and not named(verb, text)
        ]
        assert missing == []

    def test_the_architecture_says_what_every_room_does(self) -> None:
        text = (PROJECT / "docs" / "explanation" / "architecture.md").read_text()
        rooms = {path.parent.name for path in (PROJECT / "modules").glob("*/__init__.py")}
        assert {room for room in rooms if f"`{room}/`" not in text} == set()

    def test_the_readme_and_the_list_of_decisions_lead_to_every_page(self) -> None:
        readme, decisions = (PROJECT / "README.md").read_text(), PROJECT / "docs" / "decisions"
        for folder in ("tutorial", "how-to", "explanation"):
            for page in (PROJECT / "docs" / folder).glob("*.md"):
                assert f"docs/{folder}/{page.name}" in readme, page.name
        for page in decisions.glob("[0-9]*.md"):
            assert f"({page.name})" in (decisions / "README.md").read_text(), page.name


def named(verb: tuple[str, ...], text: str) -> bool:
    """Whether a page shows a verb as it is typed."""
    return f"main.py {' '.join(verb)}" in text or f"`make {' '.join(verb)}`" in text
