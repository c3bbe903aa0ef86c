"""Service Catalog, Account Factory and a control by the real Terraform: create, an empty plan, destroy."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from modules.emulator.existing_landing_zone import prepare_landing_zone
from modules.emulator.server import EmbeddedAws
from modules.runner.terraform.cli import find_terraform, terraform_environment
from tests.emulator.conftest import Client
from tests.emulator.service_catalog_calls import create_organization

pytestmark = [pytest.mark.emulator, pytest.mark.terraform]

MANAGEMENT = "365000000001"
CONFIGURATION = Path(__file__).parent / "service_catalog.tf"


def test_a_portfolio_is_built_shared_and_ordered_from_and_an_account_is_vended(
    aws: EmbeddedAws, client: Client, tmp_path: Path
) -> None:
    shutil.copy(CONFIGURATION, tmp_path)
    prepare_landing_zone(aws, management_account_id=MANAGEMENT, home_region="eu-west-1")
    unit = create_organization(client, MANAGEMENT)
    variables = {"AWS_REGION": "eu-west-1", "TF_VAR_unit": json.dumps({"id": unit["Id"], "arn": unit["Arn"]})}
    environment = terraform_environment() | aws.environment(MANAGEMENT) | variables

    def terraform(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [str(find_terraform()), *arguments, "-no-color"]
        return subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)

    for step in (("init",), ("apply", "-auto-approve"), ("plan", "-detailed-exitcode")):
        run = terraform(*step)
        assert run.returncode == 0, run.stdout + run.stderr
    outputs = {name: one["value"] for name, one in json.loads(terraform("output", "-json").stdout).items()}
    destroyed = terraform("destroy", "-auto-approve")
    assert destroyed.returncode == 0, destroyed.stdout + destroyed.stderr

    members = client("organizations", MANAGEMENT).list_accounts_for_parent(ParentId=unit["Id"])["Accounts"]
    assert outputs == {
        "account_id": members[0]["Id"],
        "topic_arn": f"arn:aws:sns:eu-west-1:{MANAGEMENT}:alarms",
        "constraints": ["LAUNCH", "RESOURCE_UPDATE"],
        "versions": ["v1", "v2"],
        "controls": ["arn:aws:controltower:eu-west-1::control/AWS-GR_EC2_VOLUME_INUSE_CHECK"],
    }
    assert client("servicecatalog", MANAGEMENT).search_provisioned_products()["ProvisionedProducts"] == []
    assert client("sns", MANAGEMENT).list_topics()["Topics"] == []
