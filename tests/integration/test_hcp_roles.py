"""A run of HCP Terraform plans as the role that plans and applies as the one that applies, in its own account.

The exported root module makes the roles on the embedded emulator, which compares no token with a trust policy: whether
each token would get in is asked of the policies that it keeps.
"""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import boto3
import pytest

from modules.commands.delivery_roles import hcp_delivery_of
from modules.emulator.server import EmbeddedAws
from modules.exports.hcp.bootstrap import FOLDER, bootstrap_files, cloud_backend
from modules.exports.hcp.runs import runs_of
from modules.landing_zone.known_ids import known_ids
from modules.runner.terraform.cli import find_terraform, terraform_environment
from modules.synthesized.environment import read_synthesized
from modules.workspaces.writing.synthesis import synthesize
from tests.support.environments import smaller_staging
from tests.support.hcp.dynamic_credentials import claims_of
from tests.support.hcp.stand_in import HOSTNAME, HcpStandIn

WORKSPACE, ACCOUNT, REGION = "staging-network-ipam", "network", "eu-west-1"
BACKEND = {"type": "cloud", "organization": "acme", "project": "landing-zone-staging"}
CONFIGURATION = f"""
terraform {{
  cloud {{
    hostname     = "{HOSTNAME}"
    organization = "acme"
    workspaces {{
      name = "{WORKSPACE}"
    }}
  }}
}}

variable "account_id" {{
  type = string
}}

provider "aws" {{
  allowed_account_ids = [var.account_id]
}}

data "aws_caller_identity" "planning" {{
}}

resource "terraform_data" "changed" {{
}}

data "aws_caller_identity" "applying" {{
  depends_on = [terraform_data.changed]
}}

output "callers" {{
  value = {{ plan = data.aws_caller_identity.planning.arn, apply = data.aws_caller_identity.applying.arn }}
}}
"""


@pytest.mark.terraform
@pytest.mark.emulator
@pytest.mark.timeout(900)
def test_each_phase_of_a_run_works_as_its_own_role_and_its_token_gets_in_nowhere_else(tmp_path: Path) -> None:
    with EmbeddedAws(log_path=tmp_path / "emulator.log") as aws, HcpStandIn(tmp_path / "hcp") as hcp:
        root = exported(tmp_path)
        account_id, management = account(aws, root), aws.environment(root["management"]["id"])
        shell = terraform_environment({**os.environ, **management, "AWS_REGION": REGION})
        terraform(tmp_path / "bootstrap", shell, "init")
        terraform(tmp_path / "bootstrap", shell, "apply", "-auto-approve")
        credentials = output(tmp_path / "bootstrap", shell)["credentials"]

        variables = {
            **credentials[WORKSPACE],
            "AWS_ENDPOINT_URL": aws.url,
            "AWS_ENDPOINT_URL_STS": aws.url,  # the SDK asks for credentials before it looks at the other
            "AWS_REGION": REGION,
            "TF_VAR_account_id": account_id,
        }
        workspace = hcp.workspace(WORKSPACE, variables, project=BACKEND["project"])
        work(tmp_path / "work", hcp)

        assert workspace.states.current
        callers = workspace.states.current.content["outputs"]["callers"]["value"]
        (run,) = hcp.organization.runs.values()
        trusted = {role: subjects(aws, account_id, role) for role in ("landing-zone-plan", "landing-zone-apply")}

    assert "staging-organization" in credentials
    assert "staging-account-fraud-dev" not in credentials  # its account is not there yet
    for phase in ("plan", "apply"):
        assert callers[phase] == f"arn:aws:sts::{account_id}:assumed-role/landing-zone-{phase}/terraform-run-{phase}"
        subject = claims_of(run.folder / f"{phase}.token")["sub"]
        assert [role for role, known in trusted.items() if subject in known] == [f"landing-zone-{phase}"]


def exported(folder: Path) -> dict[str, Any]:
    """Write what the export has of AWS, and say what it goes by; HCP Terraform's own provider is not at hand."""
    said = smaller_staging(deployment={"backend": BACKEND}, delivery={"hcp": {}})
    synthesize([said], folder / "cdktf.out")
    assert said.zone.delivery
    assert said.zone.delivery.hcp
    synthesized = read_synthesized(folder / "cdktf.out", "staging", known_ids(said.zone))
    delivery = hcp_delivery_of(synthesized, said.zone, said.zone.delivery, said.zone.delivery.hcp, folder / "cdktf.out")
    files = bootstrap_files(said, cloud_backend(said), runs_of(folder / "cdktf.out", "staging"), delivery)
    (folder / "bootstrap").mkdir()
    for path, text in files.items():
        name = path.removeprefix(f"{FOLDER}/")
        if name.startswith("roles"):
            (folder / "bootstrap" / name).write_text(text)
    known = files[f"{FOLDER}/credentials.tf"]
    shown = 'output "credentials" {\n  value = local.credentials\n}\n'
    (folder / "bootstrap" / "credentials.tf").write_text(known[: known.index("resource ")] + shown)
    root: dict[str, Any] = json.loads(files[f"{FOLDER}/roles.json"])
    return root


def account(aws: EmbeddedAws, root: Mapping[str, Any]) -> str:
    """Make the organization and one account; return its id."""
    organizations = client(aws, root["management"]["id"], "organizations")
    organizations.create_organization(FeatureSet="ALL")
    created = organizations.create_account(AccountName=ACCOUNT, Email=root["accounts"][ACCOUNT]["email"])
    return str(created["CreateAccountStatus"]["AccountId"])


def client(aws: EmbeddedAws, account_id: str, service: str) -> Any:
    environ = aws.environment(account_id)
    return boto3.client(
        service,
        region_name=REGION,
        endpoint_url=environ["AWS_ENDPOINT_URL"],
        aws_access_key_id=environ["AWS_ACCESS_KEY_ID"],
        aws_secret_access_key=environ["AWS_SECRET_ACCESS_KEY"],
        aws_session_token=environ["AWS_SESSION_TOKEN"],
    )


def subjects(aws: EmbeddedAws, account_id: str, role: str) -> list[str]:
    document = client(aws, account_id, "iam").get_role(RoleName=role)["Role"]["AssumeRolePolicyDocument"]
    (statement,) = document["Statement"]
    found: list[str] = statement["Condition"]["StringEquals"]["app.terraform.io:sub"]
    return found


def work(folder: Path, hcp: HcpStandIn) -> None:
    """Run the configuration, in a shell without anything of AWS."""
    folder.mkdir()
    (folder / "main.tf").write_text(CONFIGURATION)
    shell = {"PATH": os.environ["PATH"], "HOME": str(folder), "AWS_EC2_METADATA_DISABLED": "true", **hcp.environ()}
    terraform(folder, shell, "init")
    terraform(folder, shell, "apply", "-auto-approve")


def terraform(folder: Path, environ: Mapping[str, str], *arguments: str) -> bytes:
    command = [str(find_terraform()), *arguments, "-no-color"]
    done = subprocess.run(command, cwd=folder, env=environ, capture_output=True, check=False)
    assert done.returncode == 0, (done.stdout + done.stderr).decode()
    return done.stdout


def output(folder: Path, environ: Mapping[str, str]) -> dict[str, Any]:
    return {name: each["value"] for name, each in json.loads(terraform(folder, environ, "output", "-json")).items()}
