"""The files that synthesis wrote, each distinct content of a module once."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from modules.synthesized.manifest import read_manifest


@dataclass(frozen=True, slots=True)
class SynthesizedFile:
    """One `.tf.json` or `.tf` file of a workspace, or of a module inside it."""

    workspace: str
    folder: PurePosixPath
    """The workspace's folder below the output folder."""
    inside: PurePosixPath
    """The file's path below the workspace's folder."""
    content: bytes

    @property
    def path(self) -> PurePosixPath:
        """The file below the output folder."""
        return self.folder / self.inside

    @property
    def is_module(self) -> bool:
        """Whether the file belongs to a module inside the workspace."""
        return len(self.inside.parts) > 1

    @property
    def location(self) -> str:
        """The name of the module, or of the workspace."""
        return self.inside.parent.name if self.is_module else self.workspace

    def document(self) -> dict[str, Any]:
        """Read a `.tf.json` file.

        Raises:
            ValueError: the content is no JSON object in UTF-8, or its blocks are not in the canonical object form.

        """
        document = json.loads(self.content)
        blocks = document if isinstance(document, dict) else {"the file": document}
        for kind in ("the file", "resource", "data", "provider", "module"):
            if not isinstance(blocks.get(kind, {}), dict):
                raise ValueError(f"{kind} is no JSON object")  # noqa: TRY004 - one error for all that is unreadable
        return blocks


def workspaces(outdir: Path) -> dict[str, PurePosixPath]:
    """Give the folder of each workspace of the manifest below the output folder, by the workspace's name.

    Raises:
        LandingZoneError: `outdir` holds no manifest, or one without workspaces: an empty folder must not pass.

    """
    manifest = read_manifest(outdir)
    return {id_: PurePosixPath(manifest[id_].folder.relative_to(outdir).as_posix()) for id_ in sorted(manifest)}


def read(outdir: Path, folders: dict[str, PurePosixPath]) -> list[SynthesizedFile]:
    """Read every Terraform file of the workspaces, in a stable order."""
    return [
        SynthesizedFile(workspace, folder, inside, (outdir / folder / inside).read_bytes())
        for workspace, folder in folders.items()
        for inside in sorted(_terraform_files(outdir / folder))
    ]


def distinct(files: list[SynthesizedFile], *, first: Callable[[str], bool]) -> list[SynthesizedFile]:
    """Keep one file of each location and content: a thousand accounts carry the same module.

    Args:
        files: Every file.
        first: Tells the workspaces whose copy is kept where several have one.

    """
    kept: dict[tuple[str, str, bytes], SynthesizedFile] = {}
    for file in sorted(files, key=lambda file: not first(file.workspace)):
        key = (file.location, file.inside.name, hashlib.sha256(file.content).digest())
        kept.setdefault(key, file)
    return sorted(kept.values(), key=lambda file: file.path)


def _terraform_files(folder: Path) -> Iterator[PurePosixPath]:
    for pattern in ("*.tf.json", "*.tf"):
        for path in folder.rglob(pattern):
            inside = path.relative_to(folder)
            if not any(part.startswith(".") for part in inside.parts):  # `.terraform` is Terraform's own copy
                yield PurePosixPath(inside.as_posix())
