"""The state of one workspace, read and written by Terraform in a folder that has the workspace's backend and no more.

So it is the same for every backend, needs no provider, and a workspace that is synthesized no more is reached, too.
"""

from __future__ import annotations

import json
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from modules.runner.terraform.state_role import backend_settings
from modules.specification.errors import LandingZoneError
from modules.whole_files import write_whole

State = dict[str, Any]

_BACKENDS = ("backend", "cloud")
_ENDING = ".tfstate"
_OF_ANY_VERSION = ("-ignore-remote-version",)
"""Whichever Terraform runs of HCP Terraform have: the state is one that they wrote, or is empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptState:
    """Where the state of a workspace is kept; `open_state` makes one."""

    workspace: str
    """`<environment>-<name>`."""
    folder: Path
    terraform: Path
    environ: Mapping[str, str]

    def pull(self) -> State | None:
        """Return the state; None where there is none yet. It may hold secrets.

        Raises:
            LandingZoneError: Terraform cannot read it.

        """
        found: State | None = json.loads(self._run("state pull") or "null")
        return found

    def push(self, state: State) -> None:
        """Put a state there, which continues the one that is there, or where there is none.

        Raises:
            LandingZoneError: Terraform refuses it, or somebody has locked it.

        """
        path = self.folder / "pushed.json"
        write_whole(path, json.dumps(state))
        self._run("state push", *_OF_ANY_VERSION, "-lock-timeout=5m", str(path))

    def _run(self, command: str, *options: str) -> str:
        done = subprocess.run(  # noqa: S603 - the Terraform that find_terraform found
            [self.terraform, *command.split(), "-no-color", *options],
            cwd=self.folder,
            env=self.environ,
            capture_output=True,
            check=False,
            start_new_session=True,  # Ctrl-C is for us to act on: a state is written whole
        )
        if done.returncode:
            raise LandingZoneError(
                "the state of a workspace must be readable and free",
                got=f"{self.workspace}: terraform {command}: {_words(done.stderr)}",
                why="a change in two steps goes by what was applied",
                fix="mend what it says, and run the command again: it goes on where it stopped",
            )
        return done.stdout.decode().strip()


@contextmanager
def open_state(
    folder: Path, *, terraform: Path, environ: Mapping[str, str], former: str | None = None
) -> Iterator[KeptState]:
    """Give access to the state of a workspace while the block lasts.

    Args:
        folder: The workspace's folder; it is called as the workspace.
        terraform: Terraform.
        environ: Its environment.
        former: The id of the workspace whose state is meant, in the same backend, where it is another one.

    Raises:
        LandingZoneError: the backend cannot be reached.

    """
    block = backend_of(folder, former or folder.name)
    with tempfile.TemporaryDirectory(prefix="landing-zone-") as scratch:
        kept = KeptState(workspace=former or folder.name, folder=Path(scratch), terraform=terraform, environ=environ)
        write_whole(kept.folder / "backend.tf.json", json.dumps({"terraform": block}))
        kept._run("init", "-input=false")  # noqa: SLF001 - of the same kind
        yield kept


def backend_of(folder: Path, workspace: str) -> dict[str, Any]:
    """Return the backend of a workspace's folder as it is for another workspace, or for this one from elsewhere."""
    settings = backend_settings(folder)
    return {key: _called(settings[key], folder, workspace) for key in _BACKENDS if key in settings}


def _called(node: Any, folder: Path, workspace: str) -> Any:
    """Return a backend's settings with another workspace's name in them, and a local path that holds everywhere."""
    if isinstance(node, Mapping):
        return {
            key: str((folder / _called(value, folder, workspace)).resolve())
            if key == "path"
            else _called(value, folder, workspace)
            for key, value in node.items()
        }
    if isinstance(node, list):
        return [_called(each, folder, workspace) for each in node]
    if node == folder.name:
        return workspace
    ending = f"/{folder.name}{_ENDING}"
    if isinstance(node, str) and node.endswith(ending):
        return f"{node.removesuffix(ending)}/{workspace}{_ENDING}"
    return node


def _words(stderr: bytes) -> str:
    lines = (line.strip("│╷╵ ") for line in stderr.decode(errors="replace").splitlines())
    return " ".join(filter(None, lines)).removeprefix("Error: ")
