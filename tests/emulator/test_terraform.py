"""The real Terraform and the real AWS provider, on a configuration that says nothing of an emulator."""

from __future__ import annotations

import json
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from modules.emulator.server import EmbeddedAws
from modules.runner.terraform.cli import find_terraform, terraform_environment

pytestmark = [pytest.mark.emulator, pytest.mark.terraform]

MANAGEMENT = "350000000001"
BASELINE = Path(__file__).parent / "account_baseline.tf"
NOT_EMULATED = """
provider "aws" {}
resource "aws_codeguruprofiler_profiling_group" "this" {
  name             = "this"
  compute_platform = "Default"
  agent_orchestration_config { profiling_enabled = true }
}
"""

Terraform = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def terraform(aws: EmbeddedAws, tmp_path: Path) -> Iterator[Terraform]:
    environment = terraform_environment() | aws.environment(MANAGEMENT) | {"AWS_REGION": "eu-west-1"}

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [str(find_terraform()), *arguments, "-no-color"]
        return subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)

    yield run
    run("destroy", "-auto-approve")


def test_the_baseline_of_an_account_applies_plans_empty_and_is_destroyed(terraform: Terraform, tmp_path: Path) -> None:
    shutil.copy(BASELINE, tmp_path)
    _succeeds(terraform("init"))
    _succeeds(terraform("apply", "-auto-approve"))

    assert json.loads(terraform("output", "-json").stdout)["lands_in_the_member"]["value"] is True
    second_plan = terraform("plan", "-detailed-exitcode")
    assert second_plan.returncode == 0, second_plan.stdout
    _succeeds(terraform("destroy", "-auto-approve"))


def test_an_operation_that_is_not_emulated_fails_at_once_and_by_name(terraform: Terraform, tmp_path: Path) -> None:
    """Left to moto, the provider repeats such a request for many minutes, and then cannot read the answer."""
    (tmp_path / "main.tf").write_text(NOT_EMULATED)
    _succeeds(terraform("init"))
    began = time.monotonic()

    applied = terraform("apply", "-auto-approve")

    assert "not emulated: codeguruprofiler.CreateProfilingGroup" in " ".join(applied.stderr.split())
    assert time.monotonic() - began < 60


def _succeeds(run: subprocess.CompletedProcess[str]) -> None:
    assert run.returncode == 0, run.stderr
