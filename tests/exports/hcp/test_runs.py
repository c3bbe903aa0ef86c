"""Whose state a workspace reads in HCP Terraform, and whose runs start its own."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from modules.exports.hcp.runs import MOST_SOURCES, runs_of
from tests.exports.hcp.conftest import InHcp


def _written(output: Path, dependencies: Mapping[str, Sequence[str]], reads: Mapping[str, Sequence[str]]) -> Path:
    stacks = {}
    for name, needed in dependencies.items():
        folder = output / "stacks" / f"test-{name}"
        folder.mkdir(parents=True)
        states = {
            each: {"backend": "remote", "config": {"organization": "acme", "workspaces": {"name": f"test-{each}"}}}
            for each in reads.get(name, ())
        }
        (folder / "cdk.tf.json").write_text(json.dumps({"data": {"terraform_remote_state": states}} if states else {}))
        stacks[f"test-{name}"] = {
            "workingDirectory": f"stacks/test-{name}",
            "dependencies": [f"test-{each}" for each in needed],
        }
    (output / "manifest.json").write_text(json.dumps({"stacks": stacks}))
    return output


def test_a_workspace_is_started_by_what_it_comes_straight_after(tmp_path: Path) -> None:
    after = {"a": (), "b": ("a",), "c": ("a", "b"), "d": ("a", "c"), "e": ("b", "c")}
    runs = runs_of(_written(tmp_path, after, {}), "test")
    assert {name: each.started_by for name, each in runs.items()} == {
        "test-a": (),
        "test-b": ("test-a",),
        "test-c": ("test-b",),
        "test-d": ("test-c",),
        "test-e": ("test-c",),
    }


def test_a_state_is_shared_with_those_that_read_it_and_not_with_all_that_come_later(tmp_path: Path) -> None:
    runs = runs_of(_written(tmp_path, {"a": (), "b": ("a",), "c": ("a", "b")}, {"c": ("a",)}), "test")
    assert {name: each.reads for name, each in runs.items()} == {"test-a": (), "test-b": (), "test-c": ("test-a",)}


def test_a_workspace_in_which_one_change_waits_for_the_other_is_marked(tmp_path: Path) -> None:
    written = _written(tmp_path, {"a": (), "catalog-x": ("a",)}, {})
    runs = runs_of(written, "test", lambda workspace: "catalog" in workspace)
    assert {name: each.is_serial for name, each in runs.items()} == {"test-a": False, "test-catalog-x": True}


def test_no_more_than_hcp_terraform_takes_start_a_workspace_and_the_others_are_named(tmp_path: Path) -> None:
    accounts = [f"account-{number:02}" for number in range(MOST_SOURCES + 3)]
    dependencies: dict[str, Sequence[str]] = {**dict.fromkeys(accounts, ()), "conformance": accounts}
    conformance = runs_of(_written(tmp_path, dependencies, {}), "test")["test-conformance"]
    assert len(conformance.started_by) == MOST_SOURCES
    assert {*conformance.started_by, *conformance.not_started_by} == {f"test-{name}" for name in accounts}
    assert len(conformance.not_started_by) == 3


def test_every_state_that_is_read_in_an_environment_is_shared_and_no_other(in_hcp: InHcp) -> None:
    runs = runs_of(in_hcp.output, in_hcp.environment.name)
    for name, each in runs.items():
        text = (in_hcp.output / "stacks" / name / "cdk.tf.json").read_text()
        states = re.findall(r"data\.terraform_remote_state\.([\w-]+)\.outputs", text)
        names = {state.removeprefix("cross-stack-reference-input-staging-") for state in states}
        assert {read.removeprefix("staging-") for read in each.reads} == names
    assert sum(len(each.reads) for each in runs.values()) > len(runs)
