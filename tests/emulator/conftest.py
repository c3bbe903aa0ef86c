"""One emulator for all tests of this folder, and one Terraform; each test works in accounts of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from modules.emulator.server import EmbeddedAws
from modules.runner.terraform.interruption import Interruption
from tests.emulator.connection import connect
from tests.emulator.coverage.cycle import Terraform
from tests.emulator.coverage.run import initialize
from tests.emulator.terraform_run import TerraformRun, prepare

Client = Callable[..., Any]
PrepareTerraform = Callable[..., TerraformRun]


@pytest.fixture(scope="session")
def aws() -> Iterator[EmbeddedAws]:
    with EmbeddedAws() as running:
        yield running


@pytest.fixture
def client(aws: EmbeddedAws) -> Client:
    """`client(service, account_id, region)`: a boto3 client of the shared emulator."""
    return partial(connect, aws)


@pytest.fixture(scope="session")
def initialized(tmp_path_factory: pytest.TempPathFactory) -> Terraform:
    """Terraform with the provider that `init` chose, which takes seconds."""
    return initialize(tmp_path_factory.mktemp("init"), Interruption(print))


@pytest.fixture
def terraform(aws: EmbeddedAws, initialized: Terraform, tmp_path: Path) -> PrepareTerraform:
    """`terraform(account_id, *files, **variables)`: Terraform as an account of the shared emulator.

    What a test leaves behind ends with the emulator: nothing needs to be destroyed for cleanliness' sake.
    """

    def prepared(account_id: str, *files: Path, **variables: str) -> TerraformRun:
        return prepare(initialized, tmp_path, aws.environment(account_id), *files, **variables)

    return prepared
