"""Both real environments, ready for the requests of people."""

from __future__ import annotations

from pathlib import Path

import pytest

from modules.access.personas import Personas
from modules.commands import access_inputs
from tests.support.environments import environment


@pytest.fixture(scope="session")
def personas(outputs: dict[str, Path]) -> dict[str, Personas]:
    return {name: access_inputs.personas(name, environment(name).zone, folder) for name, folder in outputs.items()}
