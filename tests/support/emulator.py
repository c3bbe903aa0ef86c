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
    organization = environment("staging").zone.organization
    with EmbeddedAws(log_path=log) as aws:
        emulated = aws.environment(organization.management_account.id)
        yield terraform_environment({**os.environ, **emulated, "AWS_REGION": organization.home_region})
