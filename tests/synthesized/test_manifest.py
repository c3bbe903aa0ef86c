"""Which workspaces there are, and in which order."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from modules.specification.errors import LandingZoneError
from modules.synthesized.manifest import read_manifest
from tests.support.written import write_workspace


def refusal(output: Path, environment: str | None) -> str:
    with pytest.raises(LandingZoneError) as refused:
        read_manifest(output, environment)
    return str(refused.value)


def told(headline: str, got: str) -> str:
    return (
        f"{headline}\n"
        f"  got: {got}\n"
        "  why: the workspaces are read as synthesis writes them, with the manifest that names them and their order\n"
        "  fix: run `python main.py synth`"
    )


def test_each_workspace_is_behind_all_that_it_needs_and_by_name_otherwise(tmp_path: Path) -> None:
    for name, needs in {"a": ["z"], "z": [], "m": ["a"], "b": []}.items():
        write_workspace(tmp_path, f"demo-{name}", {}, needs=[f"demo-{one}" for one in needs])

    found = read_manifest(tmp_path, "demo")

    assert list(found) == ["demo-b", "demo-z", "demo-a", "demo-m"]
    assert found["demo-a"].folder == tmp_path / "stacks" / "demo-a"
    assert found["demo-a"].dependencies == ("demo-z",)


def test_other_environments_are_left_out_where_one_is_named(tmp_path: Path) -> None:
    write_workspace(tmp_path, "demo-a", {})
    write_workspace(tmp_path, "other-a", {})

    assert list(read_manifest(tmp_path, "other")) == ["other-a"]
    assert list(read_manifest(tmp_path)) == ["demo-a", "other-a"]


def test_a_folder_without_a_manifest_is_refused(tmp_path: Path) -> None:
    got = f"{tmp_path / 'manifest.json'}: [Errno 2] No such file or directory: '{tmp_path / 'manifest.json'}'"

    assert refusal(tmp_path, "demo") == told("the environment is not synthesized", got)


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"stacks": 1}', '{"stacks": {"demo-a": 1}}', '{"stacks": {"demo-a": {}}}']
)
def test_a_manifest_that_is_none_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "manifest.json").write_text(text)

    assert "is not synthesized\n" in refusal(tmp_path, "demo")


def test_an_environment_that_is_not_there_is_refused_with_what_is(tmp_path: Path) -> None:
    write_workspace(tmp_path, "other-a", {})

    assert refusal(tmp_path, "demo") == told("demo is not synthesized", f"{tmp_path} has other-a")


@pytest.mark.parametrize("needs", [{"a": ["b"], "b": ["a"]}, {"a": ["missing"]}])
def test_workspaces_that_cannot_be_put_in_order_are_refused(tmp_path: Path, needs: dict[str, list[str]]) -> None:
    for name, those in needs.items():
        write_workspace(tmp_path, f"demo-{name}", {}, needs=[f"demo-{one}" for one in those])

    got = f"{tmp_path}: workspaces that depend on a missing one or on each other"
    assert refusal(tmp_path, "demo") == told("demo is not synthesized", got)


def test_the_manifest_is_read_as_synthesis_writes_it(outputs: dict[str, Path]) -> None:
    for name, output in outputs.items():
        written = json.loads((output / "manifest.json").read_text())["stacks"]
        assert read_manifest(output, name).keys() == written.keys()
