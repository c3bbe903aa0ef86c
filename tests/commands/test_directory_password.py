"""`directory reset-password` on the emulator: nothing is shown, and what is current is what the directory has."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from modules.active_directory.names import ADMINISTRATOR_SECRET
from modules.commands import directory_password
from modules.emulator.server import EmbeddedAws
from modules.specification.errors import LandingZoneError
from tests.emulator.connection import connect
from tests.emulator.test_directory_service import create_directory

pytestmark = pytest.mark.emulator

ACCOUNT = "366100000001"
DOMAIN = "corp.acme.example"


class Recording:
    """Clients of an account, which remember the password that the directory was given."""

    def __init__(self, aws: EmbeddedAws, *, refuses: bool = False) -> None:
        self.aws, self.refuses, self.given = aws, refuses, ""

    def __call__(self, service: str) -> Any:
        client = connect(self.aws, service, ACCOUNT)
        if service == "ds":
            reset = client.reset_user_password

            def recorded(**asked: str) -> Any:
                if self.refuses:
                    raise LandingZoneError("refused", got="", why="", fix="")
                self.given = asked["NewPassword"]
                return reset(**asked)

            client.reset_user_password = recorded
        return client

    def kept(self, stage: str) -> dict[str, str]:
        secret = self("secretsmanager").get_secret_value(SecretId=ADMINISTRATOR_SECRET, VersionStage=stage)
        content: dict[str, str] = json.loads(secret["SecretString"])
        return content


@pytest.fixture(scope="module")
def aws() -> Iterator[EmbeddedAws]:
    with EmbeddedAws() as running:
        create_directory(lambda service, account, *_: connect(running, service, account), ACCOUNT)
        connect(running, "secretsmanager", ACCOUNT).create_secret(Name=ADMINISTRATOR_SECRET)
        yield running


def test_each_run_makes_a_password_that_is_current_and_is_the_directory_s(aws: EmbeddedAws) -> None:
    clients, passwords = Recording(aws), list[str]()
    for _ in range(2):
        version = directory_password._reset(clients, DOMAIN)
        kept = clients.kept("AWSCURRENT")
        assert (kept["username"], kept["password"]) == ("Admin", clients.given)
        assert version
        passwords.append(clients.given)

    assert len(set(passwords)) == 2
    assert all(8 <= len(each) <= 64 and "admin" not in each.lower() for each in passwords)


def test_a_password_that_the_directory_refuses_never_becomes_current(aws: EmbeddedAws) -> None:
    clients = Recording(aws)
    directory_password._reset(clients, DOMAIN)
    refusing = Recording(aws, refuses=True)

    with pytest.raises(LandingZoneError):
        directory_password._reset(refusing, DOMAIN)

    assert refusing.kept("AWSCURRENT")["password"] == clients.given
    assert refusing.kept("AWSPENDING")["password"] != clients.given


def test_a_directory_that_is_not_there_is_told_before_anything_is_kept(aws: EmbeddedAws) -> None:
    with pytest.raises(LandingZoneError, match="must exist"):
        directory_password._reset(Recording(aws), "other.acme.example")


def test_an_environment_without_a_directory_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.support.environments import smaller_staging  # noqa: PLC0415 - synthesizes nothing

    zone = smaller_staging().zone
    monkeypatch.setattr(directory_password, "load_environments", lambda names: dict.fromkeys(names, zone))

    with pytest.raises(LandingZoneError, match="there must be a directory"):
        directory_password.reset_password("staging")
