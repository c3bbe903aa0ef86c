"""The organization that most tests of the network work in; each that changes it has one of its own."""

from __future__ import annotations

import pytest

from tests.emulator.conftest import Client
from tests.emulator.network.organization import Organization, new_organization


@pytest.fixture
def organization(client: Client) -> Organization:
    return new_organization(client)
