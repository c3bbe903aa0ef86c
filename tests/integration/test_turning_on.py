"""Services and kinds of policy that others turn on in the organization, and that the YAML lists later."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import boto3
import pytest

from modules.organization.spec import PolicyType
from tests.support.emulator import emulated_staging
from tests.support.main_program import main_program
from tests.support.project import BY_CHOICE, copy_project

FOREIGN_TYPES = {"CHATBOT_POLICY", "SECURITYHUB_POLICY", "GUARDDUTY_POLICY"}
FOREIGN_SERVICES = {"cloudtrail.amazonaws.com", "config.amazonaws.com"}


@pytest.mark.terraform
@pytest.mark.emulator
@pytest.mark.timeout(600)
def test_what_others_turned_on_survives_and_what_is_listed_is_turned_on(tmp_path: Path) -> None:
    copy_project(tmp_path, without=(*BY_CHOICE, "network"))

    with emulated_staging(tmp_path / "emulator.log") as environ:
        first = run(tmp_path, environ, "deploy")
        assert first.returncode == 0, first.stdout + first.stderr
        organizations = client(environ)
        types, services = turned_on(organizations)
        assert not types & FOREIGN_TYPES
        (root,) = organizations.list_roots()["Roots"]
        for kind in FOREIGN_TYPES:
            organizations.enable_policy_type(RootId=root["Id"], PolicyType=kind)
        for service in FOREIGN_SERVICES:
            organizations.enable_aws_service_access(ServicePrincipal=service)

        again = run(tmp_path, environ, "deploy", resume=True)
        assert again.returncode == 0, again.stdout + again.stderr
        assert turned_on(organizations) == (types | FOREIGN_TYPES, services | FOREIGN_SERVICES)
        assert run(tmp_path, environ, "plan", resume=True).returncode == 0

        list_more(tmp_path / "environments" / "staging" / "organization.yaml")
        planned = run(tmp_path, environ, "plan")
        assert planned.returncode == 2, planned.stdout + planned.stderr
        assert "a deploy turns on guardduty.amazonaws.com, S3_POLICY" in planned.stdout
        listed = run(tmp_path, environ, "deploy", resume=True)  # what was planned
        assert "turned on guardduty.amazonaws.com, S3_POLICY" in listed.stdout
        assert listed.returncode == 0, listed.stdout + listed.stderr
        assert turned_on(organizations) == (
            types | FOREIGN_TYPES | {"S3_POLICY"},
            services | FOREIGN_SERVICES | {"guardduty.amazonaws.com"},
        )
        assert run(tmp_path, environ, "plan", resume=True).returncode == 0


def run(
    project: Path, environ: Mapping[str, str], verb: str, *, resume: bool = False
) -> subprocess.CompletedProcess[str]:
    command = main_program(verb, "organization", resume=resume, gated=False)
    return subprocess.run(command, cwd=project, env=environ, capture_output=True, text=True, check=False)


def client(environ: Mapping[str, str]) -> Any:
    return boto3.client(
        "organizations",
        endpoint_url=environ["AWS_ENDPOINT_URL"],
        region_name="us-east-1",
        aws_access_key_id=environ["AWS_ACCESS_KEY_ID"],
        aws_secret_access_key=environ["AWS_SECRET_ACCESS_KEY"],
    )


def turned_on(organizations: Any) -> tuple[set[str], set[str]]:
    (root,) = organizations.list_roots()["Roots"]
    services = organizations.list_aws_service_access_for_organization()["EnabledServicePrincipals"]
    return {kind["Type"] for kind in root["PolicyTypes"]}, {service["ServicePrincipal"] for service in services}


def list_more(path: Path) -> None:
    kinds = [kind for kind in PolicyType if kind not in FOREIGN_TYPES and "_POLICY" in kind][:6]
    text = path.read_text()
    types = f"  policy_types: [{', '.join([*kinds, 'S3_POLICY'])}]\n"
    text = text.replace("  trusted_services:\n", f"{types}  trusted_services:\n    - guardduty.amazonaws.com\n")
    path.write_text(text)
