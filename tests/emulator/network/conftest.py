"""One organization for the tests of each file, which takes seconds to create; a test that changes it makes its own."""

from __future__ import annotations

from functools import partial

import pytest

from modules.emulator.server import EmbeddedAws
from tests.emulator.connection import connect
from tests.emulator.network.organization import Organization, new_organization


@pytest.fixture(scope="module")
def organization(aws: EmbeddedAws) -> Organization:
    return new_organization(partial(connect, aws))
