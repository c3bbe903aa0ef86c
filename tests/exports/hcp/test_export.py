"""The whole export to HCP Terraform: complete, the same each time, and careful with what others added."""

from __future__ import annotations

import io
import json
import tarfile
from pathlib import Path

import pytest

from modules.deployment.moves_spec import MovedSpec
from modules.environment import Environment
from modules.exports.hcp.export import export, upload_path
from modules.specification.errors import LandingZoneError
from modules.synthesized.manifest import read_manifest
from tests.exports.hcp.conftest import InHcp


def test_every_workspace_is_in_it_with_all_its_files_and_none_of_terraform_s(in_hcp: InHcp, tmp_path: Path) -> None:
    manifest = read_manifest(in_hcp.output, "staging")
    left = manifest["staging-organization"].folder / ".terraform" / "left.tf.json"
    left.parent.mkdir()
    left.write_text("{}")
    (left.parent.parent / "terraform.tfstate").write_text("{}")
    exported = export(in_hcp.environment, in_hcp.output, tmp_path)
    assert [*exported.runs] == [*manifest]
    listed = set(json.loads((in_hcp.output / "files.json").read_text())["files"])
    for name in manifest:
        with tarfile.open(fileobj=io.BytesIO((tmp_path / upload_path(name)).read_bytes()), mode="r:gz") as packed:
            assert {f"stacks/{name}/{each.name}" for each in packed} == {
                path for path in listed if path.startswith(f"stacks/{name}/")
            }


def test_a_second_export_changes_nothing_and_own_files_stay(in_hcp: InHcp, tmp_path: Path) -> None:
    export(in_hcp.environment, in_hcp.output, tmp_path)
    own = tmp_path / "bootstrap-hcp" / "terraform.tfvars"
    own.write_text('run_task_url = "https://gate.acme.example/"\n')
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    exported = export(in_hcp.environment, in_hcp.output, tmp_path)
    assert (exported.written, exported.removed, exported.changed) == ([], [], [])
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_what_changed_by_hand_is_refused(in_hcp: InHcp, tmp_path: Path) -> None:
    export(in_hcp.environment, in_hcp.output, tmp_path)
    (tmp_path / "bootstrap-hcp" / "main.tf").write_text("")
    (tmp_path / upload_path("staging-organization")).write_bytes(b"")
    with pytest.raises(LandingZoneError, match="must not be changed by hand"):
        export(in_hcp.environment, in_hcp.output, tmp_path)


def test_a_workspace_that_is_called_otherwise_keeps_its_former_one_until_its_state_was_taken_over(
    in_hcp: InHcp, tmp_path: Path
) -> None:
    moved = MovedSpec(accounts={"portal": "sandbox-canary"})
    environment = Environment("staging", in_hcp.environment.zone.model_copy(update={"moved": moved}))

    exported = export(environment, in_hcp.output, tmp_path)

    workspaces = json.loads((tmp_path / "bootstrap-hcp" / "workspaces.json").read_text())["workspaces"]
    assert workspaces.keys() - exported.runs.keys() == {"staging-account-portal"}
    assert not any(workspaces["staging-account-portal"].values())
    assert not (tmp_path / upload_path("staging-account-portal")).exists()
