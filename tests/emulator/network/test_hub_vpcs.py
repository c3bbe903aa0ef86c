"""The real Terraform and the real AWS provider on everything that a hub holds."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from modules.gate.gate import check
from modules.workspaces.writing.normalise import normalise
from tests.emulator.conftest import PrepareTerraform
from tests.emulator.network.hub_stack import hub_document

NETWORK = "362000000011"
ON_THE_DAY = date(2026, 11, 24)  # on which the acceptances were written


def test_the_gate_finds_nothing_in_a_hub_with_everything(tmp_path: Path) -> None:
    workspace = "prod-network-eu-west-1"
    written = normalise(hub_document(tmp_path / "synthesized", NETWORK))
    stack = {
        "name": workspace,
        "workingDirectory": f"stacks/{workspace}",
        "synthesizedStackPath": f"stacks/{workspace}/cdk.tf.json",
        "dependencies": [],
    }
    files = {
        "manifest.json": json.dumps({"version": "0.21.0", "stacks": {workspace: stack}}),
        f"stacks/{workspace}/cdk.tf.json": json.dumps(written.document),
        **{f"stacks/{workspace}/{name}": text for name, text in written.side_files.items()},
    }
    for name, text in files.items():
        path = tmp_path / "output" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    report = check(tmp_path / "output", today=ON_THE_DAY, partial=True)

    assert report.failures == ()
    assert {file.location for file in report.files} == {workspace}


@pytest.mark.emulator
@pytest.mark.terraform
def test_a_hub_with_everything_applies_plans_empty_and_is_destroyed_once_its_protection_is_off(
    terraform: PrepareTerraform, tmp_path: Path
) -> None:
    written = tmp_path / "written" / "cdk.tf.json"
    written.parent.mkdir()
    document = hub_document(tmp_path / "synthesized", NETWORK)
    written.write_text(json.dumps(document, indent=2))
    run = terraform(NETWORK, written)

    run.applies_and_plans_empty()

    protected = run.run("destroy", "-auto-approve")
    assert "Instance cannot be destroyed" in protected.stderr

    unprotected = json.dumps(document, indent=2).replace('"prevent_destroy": true', '"prevent_destroy": false')
    unprotected = unprotected.replace('"delete_protection": true', '"delete_protection": false')
    (run.folder / "cdk.tf.json").write_text(unprotected)
    run.succeeds("apply", "-auto-approve")
    run.succeeds("destroy", "-auto-approve")
