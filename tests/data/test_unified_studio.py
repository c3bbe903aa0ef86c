"""SageMaker Unified Studio: the arguments of its domains, which the oldest provider of our range lacks."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from modules.runner.terraform.cli import find_terraform, terraform_environment

CONFIGURATION = """
terraform {
  required_providers {
    aws = { source = "hashicorp/aws", version = "~> 5.100.0" }
  }
}

resource "aws_datazone_domain" "studio" {
  name                  = "studio"
  domain_execution_role = "arn:aws:iam::111111111111:role/service-role/DomainExecution"
  domain_version        = "V2"
  service_role          = "arn:aws:iam::111111111111:role/service-role/DomainService"
}
"""


@pytest.mark.terraform
@pytest.mark.timeout(300)
def test_the_oldest_provider_of_our_range_makes_no_domain_of_unified_studio(tmp_path: Path) -> None:
    """Where it does, or the range begins later, decision 0034 can be taken anew."""
    (tmp_path / "main.tf").write_text(CONFIGURATION)
    environ = terraform_environment()
    terraform = str(find_terraform(environ))

    def run(*arguments: str) -> str:
        done = subprocess.run(
            [terraform, *arguments], cwd=tmp_path, env=environ, capture_output=True, text=True, check=False
        )
        return f"{done.stdout}{done.stderr}"

    assert "successfully initialized" in run("init", "-no-color", "-input=false")
    refused = run("validate", "-no-color")

    for argument in ("domain_version", "service_role"):
        assert f'An argument named "{argument}" is not expected here' in refused
