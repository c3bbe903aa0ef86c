"""Whether the output folder still is what its inputs would be synthesized to."""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.metadata import distributions
from pathlib import Path

from pydantic_core import PydanticSerializationError

from modules.commands.folders import Folders
from modules.environment import ENVIRONMENTS, PROJECT
from modules.landing_zone import LandingZone
from modules.whole_files import write_whole
from modules.workspaces.writing.output_list import listed

INPUTS = (PROJECT / "modules", PROJECT / "policies")
"""What every environment is made with, beside its own folder."""

CACHES = "__pycache__"


def inputs_of(zones: Mapping[str, LandingZone]) -> dict[str, str]:
    """Return a digest of all that each environment is made of: what was read of it, all files, and Python's packages.

    What was read of the YAML counts beside its files: who saves one while a command runs is not taken for who had it.
    """
    digests = {}
    for name, zone in zones.items():
        parts = (_dumped(zone), _digest(_files(ENVIRONMENTS / name, *INPUTS)), *python_and_packages())
        digests[name] = hashlib.sha256("\n".join(parts).encode()).hexdigest()
    return digests


@cache
def python_and_packages() -> tuple[str, ...]:
    """Return the versions of Python, and of all packages that are installed for it."""
    return (sys.version, *sorted(f"{package.name}=={package.version}" for package in distributions()))


def mark(folders: Folders, inputs: Mapping[str, str]) -> None:
    """Note what the output folder was synthesized from, and what was written.

    Args:
        folders: Where to.
        inputs: What `inputs_of` gave before it was.

    """
    marked = {"environments": dict(inputs), "written": _written(folders.output)}
    write_whole(_mark(folders), json.dumps(marked))


def unmark(folders: Folders) -> None:
    """Note that the output folder is being replaced: until it is marked again, it is not current."""
    _mark(folders).unlink(missing_ok=True)


def is_current(folders: Folders, zones: Mapping[str, LandingZone], *, alone: bool = False) -> bool:
    """Whether the output folder holds environments as they would be synthesized now.

    Args:
        folders: Where to.
        zones: The environments.
        alone: Whether it must hold no others.

    """
    try:
        marked = json.loads(_mark(folders).read_text(encoding="utf-8"))
        environments, written = dict(marked["environments"]), marked["written"]
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return False
    if not zones.keys() <= environments.keys() or (alone and zones.keys() != environments.keys()):
        return False
    wanted = inputs_of(zones)
    return all(environments[name] == wanted[name] for name in zones) and bool(written == _written(folders.output))


def _mark(folders: Folders) -> Path:
    return folders.output.with_name(f".{folders.output.name}.inputs")


def _written(output: Path) -> str:
    """Return a digest of all that synthesis wrote; nothing of what others keep beside it, as Terraform does."""
    try:
        return _digest(output / path for path in sorted(listed(output) or ()))
    except OSError:
        return ""


def _dumped(zone: LandingZone) -> str:
    try:
        return zone.model_dump_json()
    except PydanticSerializationError as error:
        if KeyboardInterrupt.__name__ in str(error):  # pydantic takes Ctrl-C for a value that cannot be written
            raise KeyboardInterrupt from error
        raise


def _digest(files: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in files:
        digest.update(f"{os.path.relpath(path, PROJECT)}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return digest.hexdigest()


def _files(*folders: Path) -> Iterator[Path]:
    """Give all files of folders, but for what Python leaves there."""
    for top in folders:
        for folder, below, names in os.walk(top):
            below[:] = sorted(name for name in below if name != CACHES)
            yield from (Path(folder, name) for name in sorted(names))
