"""The project against the embedded emulator."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from modules.emulator.server import EmbeddedAws
from modules.runner.terraform.cli import terraform_environment
from tests.support.environments import environment


@contextmanager
def emulated_staging(log: Path) -> Iterator[dict[str, str]]:
    """Start an emulator; give the environment in which Terraform works as staging's management account."""
    with EmbeddedAws(log_path=log) as aws:
        yield as_management_account(aws)


def as_management_account(aws: EmbeddedAws) -> dict[str, str]:
    """Return the environment of this process, changed so that Terraform works as staging's management account."""
    return terraform_environment({**os.environ, **emulated_variables(aws)})


def emulated_variables(aws: EmbeddedAws) -> dict[str, str]:
    """Return what must be in an environment so that it leads to staging's management account in an emulator."""
    organization = environment("staging").zone.organization
    return {**aws.environment(organization.management_account.id), "AWS_REGION": organization.home_region}
