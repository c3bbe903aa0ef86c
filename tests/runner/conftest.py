from __future__ import annotations

from pathlib import Path

import pytest

from tests.runner.landing_zone_folder import LandingZoneFolder


@pytest.fixture
def landing_zone(tmp_path: Path) -> LandingZoneFolder:
    """A synthesized `staging` with five workspaces, over which a fake Terraform runs."""
    folder = LandingZoneFolder(tmp_path)
    folder.write()
    return folder
