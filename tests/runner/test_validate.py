"""Kinds are validated together: every mistake that is found one by one is found, under its own workspace's name."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from io import StringIO
from pathlib import Path
from typing import Any

import psutil
import pytest
from rich.console import Console

from modules.runner.combined_root import CombinedRoot, combinable
from modules.runner.kinds import kinds
from modules.runner.terraform.cli import find_terraform
from modules.runner.terraform.validator import Validator
from modules.runner.validate import ValidationReport, print_validation, validate_kinds
from modules.synthesized.documents import DOCUMENT
from modules.synthesized.manifest import read_manifest
from tests.runner.plants import GOOD, MODULE, PLANTS, VALID_ONLY_IN_A_ROOT, planted
from tests.support.waiting import wait_until

pytestmark = pytest.mark.terraform

REGISTRATION = "aws_cloudtrail_organization_delegated_admin_account.services_cloudtrail_11BAE804"
BILLING_CONTACT = "aws_account_alternate_contact.baseline_contacts_billing_2B46ECA7"


def write(root: Path, documents: Mapping[str, dict[str, Any]]) -> Path:
    """Write an environment `staging` of these workspaces as synthesis would have done."""
    stacks = {f"staging-{name}": {"workingDirectory": f"stacks/staging-{name}"} for name in documents}
    for name, document in documents.items():
        module = root / "stacks" / f"staging-{name}" / "modules" / "inner"
        module.mkdir(parents=True)
        (module / DOCUMENT).write_text(json.dumps(MODULE))
        (module.parents[1] / DOCUMENT).write_text(json.dumps(document, indent=2))
    (root / "manifest.json").write_text(json.dumps({"stacks": stacks}))
    return root


def good(count: int) -> dict[str, dict[str, Any]]:
    """Return as many valid workspaces, each of a kind of its own."""
    return {f"good-{number}": planted({"locals": {f"own-{number}": 1}}) for number in range(count)}


def errors(report: ValidationReport) -> dict[str, tuple[str, ...]]:
    return {kind.representative.removeprefix("staging-"): kind.errors for kind in report.kinds}


@pytest.fixture
def wrapped_terraform(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put a script on PATH that runs Terraform, but `validate` only after the commands in the file returned."""
    commands, script = tmp_path / "before-validate", tmp_path / "bin" / "terraform"
    script.parent.mkdir()
    script.write_text(f'#!/bin/sh\n[ "$1" = validate ] && . {commands}\nexec {find_terraform()} "$@"\n')
    script.chmod(0o755)
    monkeypatch.setenv("PATH", f"{script.parent}:{os.environ['PATH']}")
    return commands


def test_each_has_the_errors_that_it_has_by_itself_and_no_other_has_any(tmp_path: Path) -> None:
    changes = {**PLANTS, **VALID_ONLY_IN_A_ROOT}
    root = write(tmp_path, {**good(3), **{name: planted(change) for name, change in changes.items()}})
    alone = Validator(tmp_path / "alone")

    report = validate_kinds(root, "staging", logs=tmp_path / "logs")

    assert report.notes == ()
    assert {name for name, texts in errors(report).items() if texts} == set(PLANTS)
    assert {name: words(texts) for name, texts in errors(report).items()} == {
        name: words(
            f"{error.address} {error.summary}".strip()
            for error in alone.workspace_errors(f"staging-{name}", root / "stacks" / f"staging-{name}")
        )
        for name in [*good(3), *changes]
    }


def words(texts: Iterable[str]) -> list[set[str]]:
    """Take each text apart: Terraform tells the members of a cycle in any order."""
    return [set(text.replace(",", "").split()) for text in texts]


def test_what_only_a_root_may_have_is_no_error(tmp_path: Path) -> None:
    changes = {name: planted(change) for name, change in VALID_ONLY_IN_A_ROOT.items()}

    report = validate_kinds(write(tmp_path, {**good(2), **changes}), "staging", logs=tmp_path / "logs")

    assert report.ok
    assert len(report.kinds) == 2 + len(changes)


def test_files_beside_the_document_are_read(tmp_path: Path) -> None:
    root = write(tmp_path, {**good(2), "imports": GOOD})
    (root / "stacks/staging-imports/moves.tf").write_text("import {\n  to = terraform_data.first\n}\n")

    found = errors(validate_kinds(root, "staging", logs=tmp_path / "logs"))

    assert {name: bool(texts) for name, texts in found.items()} == {"good-0": False, "good-1": False, "imports": True}


def test_valid_ones_take_one_run_of_terraform(tmp_path: Path, wrapped_terraform: Path) -> None:
    runs = tmp_path / "runs"
    wrapped_terraform.write_text(f"echo run >> {runs}")

    assert validate_kinds(write(tmp_path, good(4)), "staging", logs=tmp_path / "logs").ok
    assert runs.read_text() == "run\n"


def test_those_that_run_in_hcp_terraform_take_one_run_as_well(tmp_path: Path, wrapped_terraform: Path) -> None:
    runs = tmp_path / "runs"
    wrapped_terraform.write_text(f"echo run >> {runs}")
    cloud = {name: {"cloud": {"organization": "acme", "workspaces": {"name": name}}} for name in ("a", "b")}
    documents = {name: planted({"locals": {name: 1}, "terraform": settings}) for name, settings in cloud.items()}

    assert validate_kinds(write(tmp_path, documents), "staging", logs=tmp_path / "logs").ok
    assert runs.read_text() == "run\n"


def test_when_terraform_crashes_on_all_together_they_are_validated_one_by_one_and_that_is_said(
    tmp_path: Path, wrapped_terraform: Path
) -> None:
    wrapped_terraform.write_text('[ -d member-0 ] && { echo "panic: out of luck"; exit 11; }')
    root = write(tmp_path, {**good(2), "wrong": planted(PLANTS["unknown-argument"])})
    console = Console(file=StringIO(), width=200)

    report = validate_kinds(root, "staging", logs=tmp_path / "logs")
    print_validation(console, report)

    assert [name for name, texts in errors(report).items() if texts] == ["wrong"]
    assert isinstance(console.file, StringIO)
    assert console.file.getvalue().splitlines() == [
        "note 3 kinds are validated one by one, as together they fail: panic: out of luck",
        "invalid staging-wrong (1 of its kind): resource.terraform_data.planted Extraneous JSON object property",
        "Not valid for Terraform: staging, 3 workspaces of 3 kinds.",
    ]


def test_ctrl_c_ends_the_running_terraform(tmp_path: Path, wrapped_terraform: Path) -> None:
    mark = tmp_path / "terraform"
    wrapped_terraform.write_text(f"echo $$ > {mark}.draft; mv {mark}.draft {mark}; sleep 600")
    root = write(tmp_path, good(2))
    call = f"validate_kinds(Path({str(root)!r}), 'staging', logs=Path({str(tmp_path / 'logs')!r}))"
    code = f"""
import signal
from pathlib import Path
from modules.runner.validate import validate_kinds
signal.signal(signal.SIGINT, signal.default_int_handler)  # where tests run in the background, it is ignored
{call}
"""
    with subprocess.Popen([sys.executable, "-c", code], stderr=subprocess.PIPE, text=True) as process:
        wait_until(mark.exists)
        process.send_signal(signal.SIGINT)
        _, complaint = process.communicate(timeout=120)

    assert complaint.splitlines()[-1] == "KeyboardInterrupt"
    assert not psutil.pid_exists(int(mark.read_text()))


def test_of_synthesized_workspaces_each_is_told_under_its_own_name(tmp_path: Path, outputs: dict[str, Path]) -> None:
    """With AWS's provider: one workspace that is wrong itself, one kind with a wrong module, one that is right."""
    names = ("delegation", "account-log-archive", "account-security-tooling", "identity-fraud")
    root = copied(outputs["staging"], names, tmp_path / "cdktf.out")
    wrong_in(root / "stacks/staging-delegation" / DOCUMENT)
    for account in names[1:3]:
        wrong_in(root / f"stacks/staging-{account}/modules/account-baseline" / DOCUMENT)
    console = Console(file=StringIO(), width=200)

    print_validation(console, validate_kinds(root, "staging", logs=tmp_path / "logs"))

    assert isinstance(console.file, StringIO)
    wrong = "Extraneous JSON object property"
    assert console.file.getvalue().splitlines() == [
        f"invalid staging-account-log-archive (2 of its kind): resource.{BILLING_CONTACT} {wrong}",
        f"invalid staging-delegation (1 of its kind): resource.{REGISTRATION} {wrong}",
        "Not valid for Terraform: staging, 4 workspaces of 3 kinds.",
    ]


def test_a_wrong_provider_block_is_told_under_the_name_of_each_workspace_that_has_it(
    tmp_path: Path, outputs: dict[str, Path]
) -> None:
    """Blocks that are alike are checked once, in the root: whoever has the wrong one is found all the same."""
    names = ("delegation", "account-log-archive", "identity-fraud", "trail", "network-eu-west-1", "accounts", "cost")
    root = copied(outputs["staging"], names, tmp_path / "cdktf.out")
    wrong: dict[str, dict[str, Any]] = {
        "delegation": {"no_such_argument": True},
        "trail": {"no_such_argument": True},
        "account-log-archive": {"assume_role": [{"role_arn": "no ARN"}]},
        "network-eu-west-1": {"region": "${data.terraform_remote_state.nowhere.outputs.region}"},
        "accounts": {"region": "${local.nowhere}"},
        "identity-fraud": {"region": "${var.nowhere}"},
    }
    for name, argument in wrong.items():
        wrong_provider_in(root / f"stacks/staging-{name}" / DOCUMENT, argument)
    alone = Validator(tmp_path / "alone")

    report = validate_kinds(root, "staging", logs=tmp_path / "logs")

    assert report.notes == ()
    assert {name for name, texts in errors(report).items() if texts} == set(wrong)
    for name in ("delegation", "accounts", "cost"):
        by_itself = alone.workspace_errors(f"staging-{name}", root / "stacks" / f"staging-{name}")
        told = words(f"{error.address} {error.summary}".strip() for error in by_itself)
        assert words(errors(report)[name]) == told


def test_provider_blocks_that_are_alike_are_checked_once(outputs: dict[str, Path]) -> None:
    """Terraform starts AWS's provider for each block: without this, validating production takes four times as long."""
    folder = outputs["staging"] / "stacks"
    workspaces = [f"staging-{name}" for name in ("delegation", "trail", "account-log-archive", "account-network")]

    documents = CombinedRoot(workspaces).documents({workspace: folder / workspace for workspace in workspaces})

    passed = [call["providers"] for call in documents[DOCUMENT]["module"].values()]
    assert passed[2] == passed[3] == {"aws": "aws.member-2-aws-0", "aws.us-east-1": "aws.member-2-aws-1"}
    assert passed[0]["aws"] == "aws.member-0-aws-0"
    assert not any("provider" in document for path, document in documents.items() if path.endswith(f"/{DOCUMENT}"))


@pytest.mark.parametrize("name", ["production", "staging"])
def test_every_kind_of_a_real_environment_is_in_the_same_run(name: str, outputs: dict[str, Path]) -> None:
    """A workspace on its own, or a provider block that stays in one, takes a provider's start more."""
    folders = {id_: workspace.folder for id_, workspace in read_manifest(outputs[name], name).items()}
    representatives = {members[0]: folders[members[0]] for members in kinds(folders)}

    [workspaces] = combinable(representatives)
    documents = CombinedRoot(workspaces).documents(representatives)

    assert sorted(workspaces) == sorted(representatives)
    assert not [path for path, document in documents.items() if "/" in path and "provider" in document]


def copied(output: Path, names: Sequence[str], copy: Path) -> Path:
    """Copy some workspaces of a synthesized environment."""
    stacks = {f"staging-{name}": {"workingDirectory": f"stacks/staging-{name}"} for name in names}
    for stack in stacks:
        shutil.copytree(output / "stacks" / stack, copy / "stacks" / stack)
    (copy / "manifest.json").write_text(json.dumps({"stacks": stacks}))
    return copy


def wrong_provider_in(path: Path, argument: Mapping[str, Any]) -> None:
    """Give the first provider block of a document an argument in place of its own."""
    document = json.loads(path.read_text())
    document["provider"]["aws"][0].update(argument)
    path.write_text(json.dumps(document, indent=2))


def wrong_in(path: Path) -> None:
    """Give the first resource of a document an argument that its type does not have."""
    document = json.loads(path.read_text())
    resource = next(iter(next(iter(document["resource"].values())).values()))
    resource["no_such_argument"] = True
    path.write_text(json.dumps(document, indent=2))
