from __future__ import annotations

import copy
import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from modules.workspaces.writing.normalise import NormalisedWorkspace, normalise

# What CDKTF and cdktf-tf-module-stack write for a module with every trap in it, on `terraform_data` so that
# `terraform validate` needs no provider from anywhere.
EVERY_TRAP: dict[str, Any] = {
    "//": {"metadata": {"stackName": "subject"}},
    "variable": {"name": [{"type": "string", "default": "x", "description": 'says "hi"'}]},
    "output": {"id": [{"value": "${terraform_data.new.id}"}]},
    "resource": {"terraform_data": {"new": [{"input": "${var.name}"}], "kept": {"input": "y"}}},
    "check": {"named": [{"assert": [{"condition": '${var.name != ""}', "error_message": "name it"}]}]},
    "terraform": {"required_version": ">= 1.6"},
    "import": [{"id": "7d1c", "to": "terraform_data.kept"}],
    "moved": [{"from": "terraform_data.old", "to": "terraform_data.new"}],
    "removed": [{"from": "terraform_data.gone", "lifecycle": {"destroy": False}}],
}


class TestNormalise:
    def test_takes_every_lone_body_out_of_its_list(self) -> None:
        document = normalise(EVERY_TRAP).document

        assert document["variable"] == {"name": {"type": "string", "default": "x", "description": 'says "hi"'}}
        assert document["output"] == {"id": {"value": "${terraform_data.new.id}"}}
        assert document["resource"]["terraform_data"] == {"new": {"input": "${var.name}"}, "kept": {"input": "y"}}
        assert isinstance(document["check"]["named"], dict)

    def test_keeps_nothing_that_checkov_stumbles_over(self) -> None:
        document = normalise(EVERY_TRAP).document

        assert {"import", "moved", "removed"}.isdisjoint(document)
        assert "required_version" not in document["terraform"]

    def test_writes_the_required_version_in_hcl(self) -> None:
        assert normalise(EVERY_TRAP).side_files["versions.tf"] == 'terraform {\n  required_version = ">= 1.6"\n}\n'

    def test_writes_imports_moves_and_removals_in_hcl(self) -> None:
        assert normalise(EVERY_TRAP).side_files["moves.tf"] == (
            'import {\n  id = "7d1c"\n  to = terraform_data.kept\n}\n'
            "\n"
            "moved {\n  from = terraform_data.old\n  to   = terraform_data.new\n}\n"
            "\n"
            "removed {\n  from = terraform_data.gone\n\n  lifecycle {\n    destroy = false\n  }\n}\n"
        )

    def test_keeps_a_list_of_providers(self) -> None:
        providers = {"aws": [{"region": "eu-west-1"}, {"region": "us-east-1", "alias": "us-east-1"}]}

        assert normalise({"provider": providers}).document == {"provider": providers}

    def test_keeps_lists_inside_a_body(self) -> None:
        rule = {"aws_s3_bucket_versioning": {"logs": {"versioning_configuration": [{"status": "Enabled"}]}}}

        assert normalise({"resource": rule}).document == {"resource": rule}

    def test_keeps_other_terraform_settings_and_needs_no_side_file_for_them(self) -> None:
        document = {
            "terraform": {"backend": {"s3": {"bucket": "b"}}, "required_providers": {"aws": {"version": "> 5"}}}
        }

        assert normalise(document) == NormalisedWorkspace(document, {})

    def test_leaves_its_argument_alone(self) -> None:
        before = copy.deepcopy(EVERY_TRAP)

        normalise(EVERY_TRAP)

        assert before == EVERY_TRAP

    def test_a_second_pass_changes_nothing(self) -> None:
        document = normalise(EVERY_TRAP).document

        assert normalise(document) == NormalisedWorkspace(document, {})


@pytest.mark.terraform
def test_terraform_accepts_and_would_not_reformat_what_normalise_writes(tmp_path: Path) -> None:
    workspace = normalise(EVERY_TRAP)
    (tmp_path / "cdk.tf.json").write_text(json.dumps(workspace.document))
    for name, text in workspace.side_files.items():
        (tmp_path / name).write_text(text)

    for arguments in (["init", "-backend=false"], ["fmt", "-check"], ["validate"]):
        done = subprocess.run(["terraform", *arguments], cwd=tmp_path, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"terraform {arguments[0]}: {done.stdout}{done.stderr}"
