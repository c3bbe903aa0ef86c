"""What keeps the house true: facts about the tree that are easy to break and easy to check."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from modules.environment import PROJECT

MODULES = sorted((PROJECT / "modules").rglob("*.py"))
PAGES = sorted([*PROJECT.glob("*.md"), *(PROJECT / "docs").rglob("*.md")])
VAGUE = {"utils", "util", "common", "helpers", "helper", "manager", "base", "misc", "tools"}
LONGEST_FILE = 300
DOOR = "aws_bindings.py"
"""A list of names, which is as long as what is made."""
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
        assert path.name == DOOR or len(path.read_text().splitlines()) <= LONGEST_FILE, (
            "split it, or write a decision record"
        )

    def test_only_one_door_leads_to_the_bindings(self) -> None:
        doors = [path.name for path in MODULES if "from cdktf_cdktf_provider_aws" in path.read_text()]
        assert doors == [DOOR]

    def test_the_bindings_list_what_is_used_and_nothing_else(self) -> None:
        tree = ast.parse((PROJECT / "modules" / "aws_bindings.py").read_text())
        (listed,) = (
            ast.literal_eval(node.value)
            for node in tree.body
            if isinstance(node, ast.Assign)
            and isinstance(node.targets[0], ast.Name)
            and node.targets[0].id == "__all__"
        )
        others = "\n".join(path.read_text() for path in MODULES if path.name != "aws_bindings.py")
        tests = "\n".join(path.read_text() for path in (PROJECT / "tests").rglob("*.py"))
        assert [name for name in listed if not re.search(rf"\b{name}\b", others + tests)] == []


def calls(path: Path) -> Iterator[ast.Call]:
    yield from (node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call))


ROOMS_WITH_CONSTRUCTS = [
    path for path in MODULES if path.parts[-2] in {"organization", "blueprints", "accounts", "identity"}
]


class TestConstructs:
    @pytest.mark.parametrize("path", ROOMS_WITH_CONSTRUCTS, ids=lambda path: path.name)
    def test_have_no_ids_made_of_formatted_text(self, path: Path) -> None:
        """A construct's second argument is its id; text formatted there hides an address from a reader's search."""
        for call in calls(path):
            named_like_a_construct = isinstance(call.func, ast.Name) and call.func.id[:1].isupper()
            if named_like_a_construct and len(call.args) >= 2 and "Error" not in ast.unparse(call.func):
                is_local = ast.unparse(call.func) == "TerraformLocal"  # of an account: `<key>-id`
                assert is_local or not isinstance(call.args[1], ast.JoinedStr), ast.unparse(call)

    @pytest.mark.parametrize("path", ROOMS_WITH_CONSTRUCTS, ids=lambda path: path.name)
    def test_pass_no_dict_inside_a_list(self, path: Path) -> None:
        """jsii empties it without a word; a struct class is checked."""
        for call in calls(path):
            for keyword in call.keywords:
                if isinstance(keyword.value, ast.List):
                    assert not any(isinstance(item, ast.Dict) for item in keyword.value.elts), ast.unparse(call)


class TestPages:
    @pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(PROJECT)))
    def test_links_lead_somewhere(self, page: Path) -> None:
        for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", page.read_text()):
            assert (page.parent / target).exists(), f"{page.name} links to {target}"

    @pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(PROJECT)))
    def test_name_make_targets_and_verbs_that_exist(self, page: Path) -> None:
        targets = set(re.findall(r"^([a-z-]+):", (PROJECT / "Makefile").read_text(), re.MULTILINE))
        main = (PROJECT / "main.py").read_text()
        verbs = {
            *re.findall(r"@app\.command\(\)\ndef ([a-z]+)", main),
            *re.findall(r'add_typer\(.*name="([a-z]+)"', main),
        }
        commands = "\n".join(re.findall(r"```(?:console|shell|bash|sh)\n(.*?)```", page.read_text(), re.DOTALL))
        assert set(re.findall(r"^\$? ?make ([a-z-]+)", commands, re.MULTILINE)) <= targets
        assert set(re.findall(r"python main\.py ([a-z]+)", commands)) <= verbs

    def test_decisions_are_numbered_without_gaps(self) -> None:
        numbers = [int(path.name[:4]) for path in sorted((PROJECT / "docs" / "decisions").glob("[0-9]*.md"))]
        assert numbers == list(range(1, len(numbers) + 1))

    def test_readme_names_the_two_commands_first(self) -> None:
        text = (PROJECT / "README.md").read_text()
        assert text.index("make preview") < 3000
        assert text.index("make test") < 3000
