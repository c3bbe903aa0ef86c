"""A small environment under Control Tower, from nothing to its one vended account and back, by the real Terraform."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from modules.environment import Environment
from modules.runner.deploy import deploy
from modules.runner.plan import plan
from modules.runner.terraform.cli import find_terraform
from modules.workspaces.writing.synthesis import synthesize
from tests.support.emulator import emulated_staging
from tests.support.environments import environment, environment_with

FOUNDATION = ("organization", "control-tower", "controls", "accounts")
VENDED_HERE = {"log-archive", "security-tooling", "sandbox-canary"}
CONTROL_TOWER = {
    "landing_zone": {"kms_key": {}},
    "controls": {
        "Workloads": {"CT.KMS.PV.3": {"ExemptedPrincipalArns": ["arn:aws:iam::*:role/BreakGlass"]}},
        "Workloads/Production": {"CT.SAGEMAKER.PR.1": {}, "CT.SAGEMAKER.PR.2": {}, "AWS-GR_ENCRYPTED_VOLUMES": {}},
        "Sandbox": {"CT.MULTISERVICE.PV.1": {"AllowedRegions": ["eu-west-1", "us-east-1"]}},
    },
}


def governed_staging() -> Environment:
    """Load staging under Control Tower. All its accounts but three exist already, so that vending is quick."""
    zone = environment().zone
    said = zone.model_dump(mode="json", exclude_defaults=True)
    trusted = [*zone.organization.trusted_services, "controltower.amazonaws.com"]
    said["organization"]["trusted_services"] = trusted
    for number, (key, account) in enumerate(said["accounts"].items()):
        if key not in VENDED_HERE:
            account["id"] = f"{444_444_444_000 + number}"
    stages = enumerate(said["stages"])
    said["teams"]["fraud"]["account_ids"] = {stage: f"{555_555_555_000 + number}" for number, stage in stages}
    user = {"name": "Cloud Platform", "email": "cloud-platform@acme.example"}
    vending = {"engine": "control-tower", "access_user": user}
    return environment_with(**{**said, "vending": vending, "control_tower": CONTROL_TOWER, "security": None})


@pytest.mark.terraform
@pytest.mark.emulator
@pytest.mark.timeout(600)
def test_control_tower_is_set_up_before_account_factory_vends_planned_again_and_taken_down(tmp_path: Path) -> None:
    output = tmp_path / "cdktf.out"
    synthesize([governed_staging()], output)

    with emulated_staging(tmp_path / "emulator.log") as environ:
        deployed = deploy(output, "staging", FOUNDATION, environ=environ)
        assert deployed.ok, [result.error for result in deployed.results]
        assert set(state_of(tmp_path, "accounts")["outputs"]["account_ids"]["value"]) == VENDED_HERE
        assert plan(output, "staging", FOUNDATION, environ=environ).no_changes

        for workspace in ("accounts", "controls", "control-tower"):
            destroy(output / "stacks" / f"staging-{workspace}", environ)
            assert state_of(tmp_path, workspace)["resources"] == []


def state_of(project: Path, workspace: str) -> dict[str, Any]:
    """Read the state of a workspace."""
    found: dict[str, Any] = json.loads((project / "state" / "staging" / f"staging-{workspace}.tfstate").read_text())
    return found


def destroy(folder: Path, environ: Mapping[str, str], *modules: str) -> None:
    """Destroy a workspace, or modules of it alone, which its own protection would refuse."""
    for path in folder.rglob("*.tf.json"):
        path.write_text(path.read_text().replace('"prevent_destroy": true', '"prevent_destroy": false'))
    command = [str(find_terraform()), "destroy", "-auto-approve", "-no-color"]
    command += [f"-target=module.{module}" for module in modules]
    done = subprocess.run(command, cwd=folder, env=environ, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
