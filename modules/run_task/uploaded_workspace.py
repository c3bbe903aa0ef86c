"""The configuration of a run as an output folder with one workspace, which is what the gate reads."""

from __future__ import annotations

import io
import json
import tarfile
from pathlib import Path

from modules.specification.errors import LandingZoneError
from modules.synthesized.manifest import MANIFEST, STACKS

_MOST_FILES = 2_000
_MOST_BYTES = 200 * 2**20


def unpack(archive: bytes, workspace: str, output: Path) -> None:
    """Unpack a configuration below an output folder, with the manifest that names its workspace.

    Args:
        archive: A gzipped tar file of the workspace's folder.
        workspace: The workspace's name.
        output: The folder; nothing is in it yet.

    Raises:
        LandingZoneError: it is no such file, it leads out of the folder, or it is too large unpacked.

    """
    folder = f"{STACKS}/{workspace}"
    (output / folder).mkdir(parents=True)
    try:
        with tarfile.open(fileobj=io.BytesIO(archive), mode="r:gz") as files:
            _refuse_too_much(files)
            files.extractall(output / folder, filter="data")
    except (tarfile.TarError, OSError, EOFError) as error:
        raise LandingZoneError(
            "the configuration of a run must be a gzipped tar file of its workspace's folder",
            got=f"{workspace}: {error}",
            why="what cannot be unpacked cannot be looked at",
            fix="upload it with Terraform, or as `export hcp` writes it",
        ) from error
    stacks = {workspace: {"name": workspace, "workingDirectory": folder, "dependencies": []}}
    (output / MANIFEST).write_text(json.dumps({STACKS: stacks}), encoding="utf-8")


def _refuse_too_much(files: tarfile.TarFile) -> None:
    count = size = 0
    for member in files:
        count, size = count + 1, size + member.size
        if count > _MOST_FILES or size > _MOST_BYTES:
            raise LandingZoneError(
                f"a configuration must have at most {_MOST_FILES} files and {_MOST_BYTES // 2**20} MiB",
                got="more",
                why="unpacked it could fill the disk, and a workspace is below one MiB",
                fix="upload the folder of the workspace, and nothing else",
            )
