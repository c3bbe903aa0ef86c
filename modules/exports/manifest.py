"""What an export notes for the next one: which environments it is of, and what it wrote."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Self

from modules.exports.export_folder import ExportFolder, inside
from modules.specification.errors import LandingZoneError

_WRITER = "ml-landing-zone"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportManifest:
    """What the last export wrote."""

    export: str
    """What was exported: `hcp`."""
    environments: Sequence[str]
    files: Mapping[str, str] = field(default_factory=dict)
    """The hash of each file, by path."""

    @property
    def name(self) -> str:
        """The name of its file."""
        return f"landing-zone-{self.export}.json"

    def read(self, folder: Path) -> Self:
        """Read what is in a folder, as one of the same export; an empty one, where nothing was exported to it.

        Raises:
            LandingZoneError: it is no manifest, or one of other environments.

        """
        path = folder / self.name
        try:
            content = json.loads(path.read_bytes())
        except FileNotFoundError:
            return self
        except (OSError, ValueError) as error:
            raise _unreadable(path, str(error)) from error
        match content:
            case {"writer": writer, "environments": [*environments], "files": {**files}} if writer == _WRITER:
                self._refuse_others(folder, environments)
                try:
                    hashes = {inside(str(file)): str(hash_) for file, hash_ in files.items()}
                except ValueError as error:
                    raise _unreadable(path, str(error)) from error
                return type(self)(export=self.export, environments=self.environments, files=hashes)
        raise _unreadable(path, "no export wrote it")

    def replace(self, folder: Path, files: Mapping[str, bytes]) -> tuple[list[str], list[str]]:
        """Put files into a folder in place of those that this one lists, with a manifest that lists them.

        Args:
            folder: The folder.
            files: Content by path.

        Returns:
            The paths that are written, and those that are removed.

        Raises:
            LandingZoneError: a file is somebody else's, or was changed by somebody.
            OSError: the disk is full, or nothing may be written there. The old files stay.

        """
        exporting = ExportFolder(folder, self.export, frozenset({self.name}))
        exporting.complete()
        hashes = {path: sha256(content).hexdigest() for path, content in sorted(files.items())}
        noted = {"writer": _WRITER, "environments": [*self.environments], "files": hashes}
        text = json.dumps(noted, indent=1, ensure_ascii=False) + "\n"
        return exporting.replace({**files, self.name: text.encode()}, self.read(folder).files)

    def _refuse_others(self, folder: Path, environments: Sequence[object]) -> None:
        if [*environments] != [*self.environments]:
            raise LandingZoneError(
                "a folder must have the export of the same environments",
                got=f"{', '.join(self.environments)} to {folder}, which has {', '.join(map(str, environments))}",
                why="what was written for others would be removed",
                fix="export to a folder of its own",
            )


def _unreadable(path: Path, got: str) -> LandingZoneError:
    return LandingZoneError(
        f"{path.name} must be what the last export wrote",
        got=f"{path}: {got}",
        why="it tells what is ours from what others added",
        fix="take it from version control as it was, and export again",
    )
