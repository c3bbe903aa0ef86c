"""Kinds of policy that the AWS provider takes: what it refuses is made by other means."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from modules.organization.spec import PROVIDER_POLICY_TYPES, PolicyType
from modules.runner.terraform.cli import find_terraform, terraform_environment


@pytest.mark.terraform
@pytest.mark.timeout(300)
def test_the_provider_takes_the_kinds_that_are_named_as_its_own(tmp_path: Path) -> None:
    """With a newer provider it may refuse none any more: then Cloud Control API is not needed for those."""
    resources = [
        f'resource "aws_organizations_policy" "{kind}" {{\n  name = "x"\n  content = "{{}}"\n  type = "{kind}"\n}}\n'
        for kind in PolicyType
    ]
    provider = (
        'terraform {\n  required_providers {\n    aws = { source = "hashicorp/aws", version = "~> 5.100.0" }\n  }\n}\n'
    )
    (tmp_path / "main.tf").write_text(provider + "".join(resources))
    environ = terraform_environment()
    terraform = find_terraform(environ)

    def run(*arguments: str) -> str:
        command = [str(terraform), *arguments]
        done = subprocess.run(command, cwd=tmp_path, env=environ, capture_output=True, text=True, check=False)
        return f"{done.stdout}{done.stderr}"

    assert "successfully initialized" in run("init", "-no-color", "-input=false")
    refused = run("validate", "-no-color")

    assert {kind for kind in PolicyType if f"got {kind}\n" in refused} == set(PolicyType) - PROVIDER_POLICY_TYPES
