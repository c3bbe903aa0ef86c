"""The real Terraform and the real AWS provider on a hub in one account and a spoke in another."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from modules.emulator.server import EmbeddedAws
from modules.runner.terraform.cli import find_terraform, terraform_environment

pytestmark = [pytest.mark.emulator, pytest.mark.terraform]

MANAGEMENT = "362000000001"
HUB_AND_SPOKE = Path(__file__).parent / "hub_and_spoke.tf"

Terraform = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def terraform(aws: EmbeddedAws, tmp_path: Path) -> Iterator[Terraform]:
    environment = terraform_environment() | aws.environment(MANAGEMENT) | {"AWS_REGION": "eu-west-1"}

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [str(find_terraform()), *arguments, "-no-color"]
        return subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)

    yield run
    run("destroy", "-auto-approve")


def test_a_hub_and_spoke_across_accounts_applies_plans_empty_and_is_destroyed(
    terraform: Terraform, tmp_path: Path
) -> None:
    shutil.copy(HUB_AND_SPOKE, tmp_path)
    _succeeds(terraform("init"))
    _succeeds(terraform("apply", "-auto-approve"))

    second_plan = terraform("plan", "-detailed-exitcode")
    assert second_plan.returncode == 0, second_plan.stdout
    _succeeds(terraform("destroy", "-auto-approve"))


def _succeeds(run: subprocess.CompletedProcess[str]) -> None:
    assert run.returncode == 0, run.stderr
