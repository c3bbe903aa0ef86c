"""What is read of the folder that CDKTF writes to."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from modules.reachability.reading.documents import KINDS, UNFOLLOWED, read_documents
from modules.specification.errors import LandingZoneError

SPOKE: dict[str, Any] = {"resource": {"aws_vpc": {"spoke": {}}, "aws_flow_log": {"spoke": {}}}, "terraform": {}}
BASELINE: dict[str, Any] = {"resource": {"aws_kms_key": {"own": {}}}}


def save(output: Path, workspace: str, document: dict[str, Any], **modules: dict[str, Any]) -> None:
    folder = output / "stacks" / workspace
    for path, said in {folder: document, **{folder / "modules" / name: one for name, one in modules.items()}}.items():
        path.mkdir(parents=True, exist_ok=True)
        (path / "cdk.tf.json").write_text(json.dumps(said))


@pytest.fixture
def output(tmp_path: Path) -> Path:
    save(tmp_path, "demo-organization", {})
    save(tmp_path, "demo-network-eu", {"resource": {"aws_vpc": {"hub": {}}}, "locals": {"a": 1}})
    save(tmp_path, "demo-account-fraud", {}, spoke=SPOKE, baseline=BASELINE)
    save(tmp_path, "demo-account-claims", {}, spoke=SPOKE)
    save(tmp_path, "other-account-claims", {}, spoke=SPOKE)
    return tmp_path


def test_workspaces_of_the_network_and_of_accounts_are_read(output: Path) -> None:
    found = read_documents(output, "demo")

    assert sorted(found.workspaces) == ["demo-account-claims", "demo-account-fraud", "demo-network-eu"]
    assert found.workspaces["demo-network-eu"] == {
        "resource": {"aws_vpc": {"hub": {}}},
        "locals": {"a": 1},
        "data": {},
    }


def test_a_module_is_kept_once_and_without_what_decides_nothing(output: Path) -> None:
    found = read_documents(output, "demo")

    assert {name: dict(one["resource"]) for name, one in found.modules.items()} == {"spoke": {"aws_vpc": {"spoke": {}}}}
    assert found.calls == {
        ("demo-account-claims", "./modules/spoke"): "spoke",
        ("demo-account-fraud", "./modules/spoke"): "spoke",
    }


def test_modules_of_one_name_that_differ_are_two(output: Path) -> None:
    save(output, "demo-account-pricing", {}, spoke={"resource": {"aws_vpc": {"bigger": {}}}})

    found = read_documents(output, "demo")

    other = found.calls["demo-account-pricing", "./modules/spoke"]
    assert other != "spoke"
    assert found.modules[other]["resource"] == {"aws_vpc": {"bigger": {}}}


def test_a_changed_document_stands_in_a_copy_only(output: Path) -> None:
    found = read_documents(output, "demo")

    changed = found.with_workspace("demo-network-eu", {}).with_module("spoke", {})

    assert (changed.workspaces["demo-network-eu"], changed.modules["spoke"]) == ({}, {})
    assert found.workspaces["demo-network-eu"]
    assert found.modules["spoke"]


def test_an_environment_that_is_not_synthesized_is_asked_for(tmp_path: Path) -> None:
    with pytest.raises(LandingZoneError) as refused:
        read_documents(tmp_path, "demo")

    assert str(refused.value) == (
        "the environment is not synthesized\n"
        f"  got: no workspaces of demo in {tmp_path}\n"
        "  why: reachability is read from the workspaces, not from the YAML\n"
        "  fix: run: python main.py synth demo"
    )


@pytest.mark.parametrize("kind", sorted(UNFOLLOWED))
def test_what_decides_too_and_nobody_reads_is_refused(output: Path, kind: str) -> None:
    save(output, "demo-account-fraud", {}, spoke={"resource": {**SPOKE["resource"], kind: {"own": {}}}})

    with pytest.raises(LandingZoneError) as refused:
        read_documents(output, "demo")

    assert str(refused.value) == (
        "the network has something that the proof does not follow\n"
        f"  got: {kind} in spoke\n"
        "  why: it could lead anywhere, so nothing would be proved\n"
        "  fix: do without it, or teach modules/reachability what it does"
    )


def test_nothing_is_both_read_and_refused() -> None:
    assert not KINDS & UNFOLLOWED
