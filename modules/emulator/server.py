"""The embedded AWS emulator as the rest of the project sees it: started, asked for an environment, stopped."""

from __future__ import annotations

import http.client
import json
import os
import re
import select
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Self

from modules.emulator.client_environment import client_environment
from modules.emulator.credentials import Credentials, assume_role
from modules.emulator.errors import EmulatorError
from modules.emulator.faults import load as load_faults

_PROJECT = Path(__file__).parents[2]
_SEED = 42
_GRACE_SECONDS = 5


class EmbeddedAws:
    """moto server with the project's extensions, in its own process on a free port of loopback.

    The process has a session of its own, so that Ctrl-C in the terminal ends it last, and it ends with its parent,
    however that ends. As a context manager it is started and stopped; a detached one is left running, unless the block
    raises: then nobody would know of it.

    Args:
        detached: Outlive the parent and the `with` block, until `stop` or `kill <pid>`.
        log_path: Where the emulator writes its log. By default a temporary file that `stop` removes.
        deadline_seconds: How long to wait for the first sign of life.
        faults: A YAML file that says which requests fail or come late; see `modules/emulator/faults.py`.

    """

    def __init__(
        self,
        *,
        detached: bool = False,
        log_path: Path | None = None,
        deadline_seconds: float = 60,
        faults: Path | None = None,
    ) -> None:
        self.detached = detached
        self._own_log_path = log_path
        self._deadline_seconds = deadline_seconds
        self._faults = faults
        self._log_path: Path | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._port = 0
        self._credentials: dict[str, Credentials] = {}

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, raised: type[BaseException] | None, *_: object) -> None:
        if raised is not None or not self.detached:
            self.stop()

    @property
    def port(self) -> int:
        """The port of 127.0.0.1 that it serves on."""
        return self._port

    @property
    def url(self) -> str:
        """The endpoint of every service."""
        return f"http://127.0.0.1:{self._port}"

    @property
    def pid(self) -> int:
        """The process to end, where it was left running."""
        return self._running().pid

    @property
    def log_path(self) -> Path:
        """The emulator's log: a line for each request, and a traceback where it fails."""
        if self._log_path is None:
            raise _not_running()
        return self._log_path

    def start(self) -> None:
        """Start it and wait until it accepts connections.

        Raises:
            EmulatorError: the file of faults is wrong, or it did not get that far: then the message ends its log.

        """
        if self._process is not None:
            return
        if self._faults is not None:
            load_faults(self._faults)  # so that whoever wrote it sees what is wrong, and the server never does
        self._log_path = self._own_log_path or _temporary_log()
        self._process = self._spawn(self._log_path)
        try:
            self._port = self._await_port(self._process)
            self._post(f"/moto-api/seed?a={_SEED}")
        except BaseException:
            self.stop()
            raise

    def stop(self) -> None:
        """End it, and with it everything in it. Safe to call twice."""
        process, self._process = self._process, None
        self._credentials.clear()
        if process is None:
            return
        process.terminate()
        try:
            process.wait(_GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe:
                pipe.close()
        if self._own_log_path is None and self._log_path is not None:
            self._log_path.unlink(missing_ok=True)

    def reset(self) -> None:
        """Forget everything, the accounts' credentials included, and begin the same sequence of ids again."""
        self._post("/moto-api/reset")
        self._credentials.clear()
        self._post(f"/moto-api/seed?a={_SEED}")

    def credentials(self, account_id: str) -> Credentials:
        """Get credentials with which calls land in `account_id`, which need not exist in the organization."""
        if not re.fullmatch(r"\d{12}", account_id):
            raise EmulatorError(
                "an account id must have 12 digits",
                got=account_id,
                why="the emulator keeps accounts apart by their ids, as AWS does",
                fix='write the whole id, leading zeros included, for example "012345678901"',
            )
        self._running()
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
        counted: dict[str, int] = json.loads(self._get("/landing-zone/inventory"))
        return counted

    def _spawn(self, log_path: Path) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "modules.emulator.serve", *(["--detached"] if self.detached else [])]
        if self._faults is not None:
            command.append(f"--faults={self._faults.resolve()}")
        with log_path.open("ab") as log:
            return subprocess.Popen(  # noqa: S603 - our own module
                command,
                stdin=subprocess.DEVNULL if self.detached else subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                env=_server_environment(),
                start_new_session=True,
            )

    def _await_port(self, process: subprocess.Popen[bytes]) -> int:
        assert process.stdout is not None  # noqa: S101 - for mypy: we asked for a pipe
        ready, _, _ = select.select([process.stdout], [], [], self._deadline_seconds)
        line = process.stdout.readline().strip() if ready else b""
        if not line.isdigit():
            raise self._failure("it ended" if ready else f"silence for {self._deadline_seconds:g} seconds")
        return int(line)

    def _failure(self, symptom: str) -> EmulatorError:
        tail = self.log_path.read_text(errors="replace").splitlines()[-12:]
        return EmulatorError(
            "the embedded AWS emulator must start",
            got="\n       ".join([symptom, *(tail or ["(its log is empty)"])]),
            why="a preview applies to it; above is the end of its log",
            fix="run `make` once, which installs what the lock file names; then try again",
        )

    def _post(self, path: str) -> None:
        self._request("POST", path)

    def _get(self, path: str) -> bytes:
        return self._request("GET", path)

    def _request(self, method: str, path: str) -> bytes:
        self._running()
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=30)  # never through a proxy
        try:
            connection.request(method, path)
            return connection.getresponse().read()
        finally:
            connection.close()

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            raise _not_running()
        return self._process


def _not_running() -> EmulatorError:
    return EmulatorError(
        "the embedded AWS emulator must be running",
        got="not started, or stopped already",
        why="credentials and endpoints come from the running process",
        fix="call start() first, or use it as a context manager",
    )


def _temporary_log() -> Path:
    handle, path = tempfile.mkstemp(prefix="embedded-aws-", suffix=".log")
    os.close(handle)
    return Path(path)


def _server_environment() -> dict[str, str]:
    """Keep the user's AWS and moto settings from the server: MOTO_ACCOUNT_ID alone would make all accounts one."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("AWS_", "MOTO_"))}
    nowhere = {"AWS_CONFIG_FILE": os.devnull, "AWS_SHARED_CREDENTIALS_FILE": os.devnull}
    path = os.pathsep.join(filter(None, [str(_PROJECT), os.environ.get("PYTHONPATH")]))
    return (
        kept
        | nowhere
        | {
            "AWS_EC2_METADATA_DISABLED": "true",
            "MOTO_ALLOW_NONEXISTENT_REGION": "true",  # moto knows no region that was opened after the SDK below it
            "MOTO_IAM_LOAD_MANAGED_POLICIES": "true",
            "PYTHONPATH": path,
            "PYTHONUNBUFFERED": "1",
        }
    )
