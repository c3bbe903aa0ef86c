"""The fast part of the coverage: the types that this project's rooms use, through the real Terraform."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from modules.emulator.server import EmbeddedAws
from modules.runner.terraform.interruption import Interruption
from tests.emulator.coverage.configuration import read_configurations
from tests.emulator.coverage.cycle import Terraform, measure
from tests.emulator.coverage.page import read_gaps
from tests.emulator.coverage.results import PROJECT
from tests.emulator.coverage.run import initialize

ROOMS = {c.name: c for c in read_configurations() if c.name in {"account_settings", "foundation"}}


@pytest.fixture(scope="module")
def terraform(tmp_path_factory: pytest.TempPathFactory) -> Terraform:
    return initialize(tmp_path_factory.mktemp("init"), Interruption(print))


@pytest.mark.terraform
@pytest.mark.emulator
@pytest.mark.parametrize("name", sorted(ROOMS))
def test_terraform_creates_leaves_unchanged_and_destroys(
    name: str, aws: EmbeddedAws, terraform: Terraform, tmp_path: Path
) -> None:
    environ = {**terraform.environ, **aws.environment(ROOMS[name].account_id)}

    verdicts = measure(ROOMS[name], terraform.with_environment(environ), tmp_path / name)

    failing = {type_: verdict for type_, verdict in verdicts.items() if not verdict.passes}
    assert set(failing) == set(read_gaps()) & ROOMS[name].types, failing


def test_every_type_that_the_rooms_import_is_among_them() -> None:
    bindings = (PROJECT / "modules" / "aws_bindings.py").read_text()
    imported = set(re.findall(r"^from cdktf_cdktf_provider_aws\.(\w+) import", bindings, re.MULTILINE))
    resources = {f"aws_{name}" for name in imported if name != "provider" and not name.startswith("data_aws_")}

    assert resources
    assert resources <= {type_ for room in ROOMS.values() for type_ in room.types}
