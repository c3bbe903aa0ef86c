"""One catalogue for all tests of this folder; each publishes products of its own."""

from __future__ import annotations

from functools import partial

import pytest

from modules.emulator.server import EmbeddedAws
from tests.emulator.cloudformation.catalog import Catalog, create_catalog
from tests.emulator.connection import connect


@pytest.fixture(scope="module")
def catalog(aws: EmbeddedAws, request: pytest.FixtureRequest) -> Catalog:
    """A catalogue that the tests of a module share: its owner is of the module alone."""
    owner = f"37{sum(map(ord, request.module.__name__)):010}"
    return create_catalog(partial(connect, aws), owner)
