"""The embedded AWS emulator as the rest of the project sees it: started, asked for an environment, stopped."""

from __future__ import annotations

import os
import select
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Self

from modules.emulator.errors import EmulatorError
from modules.emulator.faults import load as load_faults
from modules.emulator.served import ServedAws, not_running

_PROJECT = Path(__file__).parents[2]
_GRACE_SECONDS = 5


class EmbeddedAws(ServedAws):
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
        super().__init__()
        self.detached = detached
        self._own_log_path = log_path
        self._deadline_seconds = deadline_seconds
        self._faults = faults
        self._log_path: Path | None = None
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, raised: type[BaseException] | None, *_: object) -> None:
        if raised is not None or not self.detached:
            self.stop()

    @property
    def pid(self) -> int:
        """The process to end, where it was left running."""
        return self._running().pid

    @property
    def log_path(self) -> Path:
        """The emulator's log: a line for each request, and a traceback where it fails."""
        if self._log_path is None:
            raise not_running()
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
            self.seed()
        except BaseException:
            self.stop()
            raise

    def stop(self) -> None:
        """End it, and with it everything in it. Safe to call twice."""
        process, self._process = self._process, None
        self._credentials.clear()
        self._port = 0
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

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            raise not_running()
        return self._process


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
