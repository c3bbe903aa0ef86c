"""An environment whose workspaces are in HCP Terraform, synthesized once."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from modules.environment import Environment
from modules.workspaces.writing.synthesis import synthesize
from tests.support.environments import smaller_staging

BACKEND = {"type": "cloud", "organization": "acme", "project": "landing-zone-staging"}


class InHcp(NamedTuple):
    """An environment, and the folder that it is synthesized to."""

    environment: Environment
    output: Path


@pytest.fixture(scope="session")
def in_hcp(tmp_path_factory: pytest.TempPathFactory) -> InHcp:
    """Staging without what nobody needs here, in HCP Terraform."""
    environment = smaller_staging(deployment={"backend": BACKEND})
    output = tmp_path_factory.mktemp("hcp") / "cdktf.out"
    synthesize([environment], output)
    return InHcp(environment, output)
