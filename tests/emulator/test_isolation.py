"""Nothing leaks between accounts or Regions: every kind of thing is in each place once, and is that place's own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import boto3
import pytest

from modules.emulator.server import EmbeddedAws
from tests.emulator.isolated_kinds import GLOBAL, REGIONAL, Kind

pytestmark = pytest.mark.emulator


@dataclass(frozen=True)
class Place:
    """An account and a Region."""

    account: str
    region: str

    @property
    def label(self) -> str:
        return f"lz-{self.account[-1]}-{self.region}"


FIRST, SECOND, UNTOUCHED = "360000000001", "360000000002", "360000000009"
PLACES = [Place(account, region) for account in (FIRST, SECOND) for region in ("eu-west-1", "us-east-1")]
EMPTY = Place(UNTOUCHED, "eu-west-1")
Clients = Callable[[str], dict[Place, Any]]


@pytest.fixture(scope="module")
def clients(aws: EmbeddedAws) -> Clients:
    """`clients(service)`: a client in every place. All of one session, which reads a service's model once."""
    session = boto3.Session()

    def connect(service: str, place: Place) -> Any:
        credentials = aws.credentials(place.account)
        return session.client(
            service,
            region_name=place.region,
            endpoint_url=aws.url,
            aws_access_key_id=credentials.access_key_id,
            aws_secret_access_key=credentials.secret_access_key,
            aws_session_token=credentials.session_token,
        )

    return lambda service: {place: connect(service, place) for place in [*PLACES, EMPTY]}


def test_there_are_at_least_twenty_kinds() -> None:
    assert len({kind.name for kind in (*REGIONAL, *GLOBAL)}) >= 20


@pytest.mark.parametrize("kind", REGIONAL, ids=lambda kind: kind.name)
def test_each_region_of_each_account_has_its_own(kind: Kind, clients: Clients) -> None:
    seen = _create_and_list(kind, clients(kind.service))

    assert seen == {EMPTY: set()} | {place: {place.label} for place in PLACES}


@pytest.mark.parametrize("kind", GLOBAL, ids=lambda kind: kind.name)
def test_each_account_has_its_own_and_sees_it_from_every_region(kind: Kind, clients: Clients) -> None:
    seen = _create_and_list(kind, clients(kind.service))

    assert seen == {EMPTY: set()} | {
        place: {other.label for other in PLACES if other.account == place.account} for place in PLACES
    }


def _create_and_list(kind: Kind, clients: dict[Place, Any]) -> dict[Place, set[str]]:
    for place in PLACES:
        kind.create(clients[place], place.label)
    return {place: set(kind.names(client)) for place, client in clients.items()}
