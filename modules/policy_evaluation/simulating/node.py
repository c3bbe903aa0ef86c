"""Scripts of this room, run by Node with the packages that set-up installs."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from dataclasses import fields
from pathlib import Path
from typing import Any

from modules.specification.errors import LandingZoneError

_ERROR = re.compile(r"\w*Error\b")
_MISSING_PACKAGE = "ERR_MODULE_NOT_FOUND"


def run(script: Path, message: Any) -> Any:
    """Give a script one JSON value, of which parts may be dataclasses; return the one that it answers with.

    Raises:
        LandingZoneError: Node or a package that the script imports is not there, or the script broke off.

    """
    done = subprocess.run(  # noqa: S603 - Node of the virtual environment, and a script of ours
        [_node(), str(script)],
        input=json.dumps(message, default=_fields),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        raise _broken_off(script, done.stderr)
    return json.loads(done.stdout)


def _fields(value: Any) -> dict[str, Any]:
    """Return the fields of a dataclass, as `dataclasses.asdict` does, which copies all that is in them too."""
    return {field.name: getattr(value, field.name) for field in fields(value)}


def _node() -> str:
    """Find the Node that modules/__init__.py names: the one of the virtual environment."""
    named = os.environ.get("JSII_NODE", "node")
    found = shutil.which(named)
    if found is None:
        raise LandingZoneError(
            "Node is not installed",
            got=f"{named} is no program",
            why="policies are evaluated with a library for Node, which set-up installs with the Python packages",
            fix="run `make setup`, then use the Python of .venv",
        )
    return found


def _broken_off(script: Path, stderr: str) -> LandingZoneError:
    lines = [line for line in stderr.splitlines() if line.strip()]
    if _MISSING_PACKAGE in stderr:
        return LandingZoneError(
            "a package for Node is not installed",
            got=next((line.strip() for line in lines if "Cannot find package" in line), lines[-1]),
            why="policies are evaluated and linted with the packages of package-lock.json",
            fix="run `make setup`",
        )
    return LandingZoneError(
        "the policies could not be evaluated",
        got=next((line for line in lines if _ERROR.match(line)), lines[-1] if lines else "no output"),
        why=f"{script.name} broke off, so nothing is known of them",
        fix="run the command again; if it stays, run `make setup`",
    )
