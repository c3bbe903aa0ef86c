"""An emulator that serves: what is asked of it, whoever started it."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from modules.emulator.client_environment import client_environment
from modules.emulator.credentials import Credentials, assume_role
from modules.emulator.errors import EmulatorError

_SEED = 42


class ServedAws:
    """An emulator by the port that it serves on; 0 while it serves on none.

    Args:
        port: Of 127.0.0.1.
        credentials: Those that were asked for already, by account.

    """

    def __init__(self, port: int = 0, credentials: dict[str, Credentials] | None = None) -> None:
        self._port = port
        self._credentials = dict(credentials or {})

    @property
    def port(self) -> int:
        """The port of 127.0.0.1 that it serves on."""
        return self._port

    @property
    def url(self) -> str:
        """The endpoint of every service."""
        return f"http://127.0.0.1:{self._port}"

    def seed(self) -> None:
        """Begin the same sequence of ids again."""
        self._request("POST", f"/moto-api/seed?a={_SEED}")

    def reset(self) -> None:
        """Forget everything, the accounts' credentials included, and begin the same sequence of ids again."""
        self._request("POST", "/moto-api/reset")
        self._credentials.clear()
        self.seed()

    def credentials(self, account_id: str) -> Credentials:
        """Get credentials with which calls land in `account_id`, which need not exist in the organization."""
        if not re.fullmatch(r"\d{12}", account_id):
            raise EmulatorError(
                "an account id must have 12 digits",
                got=account_id,
                why="the emulator keeps accounts apart by their ids, as AWS does",
                fix='write the whole id, leading zeros included, for example "012345678901"',
            )
        self._refuse_stopped()
        if account_id not in self._credentials:  # once, so that asking again does not shift the sequence of ids
            self._credentials[account_id] = assume_role(self._port, account_id)
        return self._credentials[account_id]

    def environment(self, management_account_id: str) -> dict[str, str]:
        """Tell what to set on top of the environment so that Terraform works in the emulator's management account.

        The unchanged configuration then applies: `assume_role` leads into member accounts, `allowed_account_ids` is
        enforced, and real AWS is out of reach. Set `AWS_REGION` as the configuration needs it.
        """
        return client_environment(self.url, self.credentials(management_account_id))

    def inventory(self) -> dict[str, int]:
        """Count what exists in the emulator, told by names: for comparison with another emulator's."""
        counted: dict[str, int] = json.loads(self._request("GET", "/landing-zone/inventory"))
        return counted

    @contextmanager
    def copied(self) -> Iterator[ServedAws]:
        """Give a copy of it as it is now, which goes on by itself and ends with the block, or with this one.

        Nobody may ask for anything else meanwhile.
        """
        copy = json.loads(self._request("POST", "/landing-zone/copies"))
        try:
            yield ServedAws(copy["port"], self._credentials)
        finally:
            with suppress(ProcessLookupError):
                os.kill(copy["pid"], signal.SIGKILL)  # nothing is worth saving: all of it is in memory

    def _request(self, method: str, path: str) -> bytes:
        self._refuse_stopped()
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=30)  # never through a proxy
        try:
            connection.request(method, path)
            return connection.getresponse().read()
        finally:
            connection.close()

    def _refuse_stopped(self) -> None:
        if not self._port:
            raise not_running()


def not_running() -> EmulatorError:
    """Say that nothing can be asked of an emulator that does not serve."""
    return EmulatorError(
        "the embedded AWS emulator must be running",
        got="not started, or stopped already",
        why="credentials and endpoints come from the running process",
        fix="call start() first, or use it as a context manager",
    )
