"""The fast part of the coverage, through the real Terraform: the configuration with most accounts and services in it.

`test_terraform.py` and `test_service_catalog_terraform.py` apply two more, each beside a file of its own. What the
workspaces of this project use is applied by `tests/integration/test_preview.py`.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from modules.emulator.server import EmbeddedAws
from tests.emulator.coverage.configuration import Configuration, read_configurations
from tests.emulator.coverage.cycle import Terraform, measure
from tests.emulator.coverage.page import read_gaps

FAST = ("transit_gateway_across_accounts",)


@pytest.mark.terraform
@pytest.mark.emulator
@pytest.mark.parametrize("configuration", [pytest.param(c, id=c.name) for c in read_configurations() if c.name in FAST])
def test_terraform_creates_leaves_unchanged_and_destroys(
    configuration: Configuration, aws: EmbeddedAws, initialized: Terraform, tmp_path: Path
) -> None:
    environ = {**initialized.environ, **aws.environment(configuration.account_id)}

    verdicts = measure(configuration, initialized.with_environment(environ), tmp_path / configuration.name)

    failing = {type_: verdict for type_, verdict in verdicts.items() if not verdict.passes}
    assert set(failing) == set(read_gaps()) & configuration.types, failing
