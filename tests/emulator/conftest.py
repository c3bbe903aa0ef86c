"""One emulator for all tests of this folder; each test works in accounts of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest

from modules.emulator.server import EmbeddedAws
from tests.emulator.connection import connect

Client = Callable[..., Any]


@pytest.fixture(scope="session")
def aws() -> Iterator[EmbeddedAws]:
    with EmbeddedAws() as running:
        yield running


@pytest.fixture
def client(aws: EmbeddedAws) -> Client:
    """`client(service, account_id, region)`: a boto3 client of the shared emulator."""
    return partial(connect, aws)
