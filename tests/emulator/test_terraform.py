"""The real Terraform and the real AWS provider, on a configuration that says nothing of an emulator."""

from __future__ import annotations

from pathlib import Path

import pytest

from modules.emulator.server import EmbeddedAws
from tests.emulator.conftest import PrepareTerraform
from tests.emulator.coverage.configuration import CONFIGURATIONS

pytestmark = [pytest.mark.emulator, pytest.mark.terraform]

MANAGEMENT = "350000000001"
VENDED_ACCOUNT = Path(__file__).parent / "vended_account.tf"
NOT_EMULATED = """
provider "aws" {}
resource "aws_codeguruprofiler_profiling_group" "this" {
  name             = "this"
  compute_platform = "Default"
  agent_orchestration_config { profiling_enabled = true }
}
"""


def test_the_settings_of_an_account_that_the_same_apply_vends_plan_empty_and_are_destroyed(
    terraform: PrepareTerraform,
) -> None:
    vended = terraform(MANAGEMENT, VENDED_ACCOUNT, CONFIGURATIONS / "account_settings.tf", account=MANAGEMENT)

    vended.applies_and_plans_empty()

    assert vended.outputs()["lands_in_the_member"] is True
    vended.succeeds("destroy", "-auto-approve", "-refresh=false")


def test_an_operation_that_is_not_emulated_fails_at_once_and_by_name(
    terraform: PrepareTerraform, aws: EmbeddedAws, tmp_path: Path
) -> None:
    """Left to moto, the provider repeats such a request for many minutes, and then cannot read the answer."""
    (tmp_path / "main.tf").write_text(NOT_EMULATED)
    run = terraform(MANAGEMENT)
    log = aws.log_path.read_text()

    applied = run.run("apply", "-auto-approve")

    assert "not emulated: codeguruprofiler.CreateProfilingGroup" in " ".join(applied.stderr.split())
    asked = aws.log_path.read_text().removeprefix(log)
    assert asked.count('"POST /profilingGroups') == 1
