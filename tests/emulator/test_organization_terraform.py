"""The real Terraform on what the organization and identity workspaces need, with tags set by the provider."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from modules.emulator.server import EmbeddedAws
from modules.runner.terraform.cli import find_terraform, terraform_environment

pytestmark = [pytest.mark.emulator, pytest.mark.terraform]

CONFIGURATION = Path(__file__).parent / "organization_and_identity.tf"


def test_organization_and_identity_apply_plan_empty_and_are_destroyed(aws: EmbeddedAws, tmp_path: Path) -> None:
    shutil.copy(CONFIGURATION, tmp_path)
    environment = terraform_environment() | aws.environment("350000000009") | {"AWS_REGION": "eu-west-1"}

    def terraform(*arguments: str) -> int:
        command = [str(find_terraform()), *arguments, "-no-color"]
        done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
        print(done.stdout, done.stderr)  # noqa: T201 - shown where the test fails
        return done.returncode

    assert terraform("init") == 0
    assert terraform("apply", "-auto-approve") == 0
    assert terraform("plan", "-detailed-exitcode") == 0
    assert terraform("destroy", "-auto-approve") == 0
