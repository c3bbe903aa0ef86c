"""The list of what synthesis wrote to a folder: the proof that a file there may be replaced or removed."""

from __future__ import annotations

import json
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path, PurePosixPath

from modules.specification.errors import LandingZoneError
from modules.synthesized.written_files import LIST

_WRITER = "ml-landing-zone"
_BEGINNING = f'{{\n "writer": "{_WRITER}"'.encode()
_MANIFEST = "manifest.json"
_NAMES_BEFORE_THE_LIST = ("cdk.tf.json", "versions.tf", "moves.tf")


def list_text(paths: Iterable[str]) -> str:
    """Return the list as text, for files by their paths below the folder; it names itself as well."""
    return json.dumps({"writer": _WRITER, "files": sorted({*paths, LIST})}, indent=1) + "\n"


def listed(folder: Path) -> frozenset[str] | None:
    """Return the paths below `folder` that synthesis wrote, or None where nothing proves that it wrote any."""
    try:
        content = json.loads((folder / LIST).read_bytes())
    except FileNotFoundError:
        return _listed_by_manifest(folder)
    except (ValueError, NotADirectoryError, IsADirectoryError):
        return None
    match content:
        case {"writer": writer, "files": [*files]} if writer == _WRITER and all(map(_is_below, files)):
            return frozenset(files)
    return None


def is_list(path: Path) -> bool:
    """Whether a file is a list of ours, be it one that was not written to its end."""
    with suppress(FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return _BEGINNING.startswith(path.read_bytes()[: len(_BEGINNING)])
    return False


def remove(folder: Path, paths: Iterable[str]) -> None:
    """Remove files by their paths below `folder`, and the folders that are empty then. No link is followed."""
    folders = set[Path]()
    for path in paths:
        target = folder / path
        if _leads_through_a_link(folder, target):
            continue
        with suppress(FileNotFoundError, NotADirectoryError, IsADirectoryError):
            target.unlink()
        folders |= set(target.relative_to(folder).parents) - {Path()}
    for inner in sorted(folders, key=lambda path: len(path.parts), reverse=True):
        with suppress(OSError):  # not empty: somebody else's files are there
            (folder / inner).rmdir()


def refuse_links(folder: Path, paths: Iterable[str]) -> None:
    """Refuse a link in `folder` where a file, or a folder of one, is going to be written.

    Raises:
        LandingZoneError: the first such link.

    """
    for inner in sorted({part for path in paths for part in (PurePosixPath(path), *PurePosixPath(path).parents)})[1:]:
        if (folder / inner).is_symlink():
            raise LandingZoneError(
                "a link must not be where a synthesized file goes",
                got=f"{folder / inner}, which leads to {(folder / inner).readlink()}",
                why="what is behind the link would be overwritten",
                fix="remove the link, or synthesize to another folder (CDKTF_OUTDIR)",
            )


def _is_below(path: object) -> bool:
    parts = PurePosixPath(path).parts if isinstance(path, str) else ()
    return bool(parts) and ".." not in parts and not PurePosixPath(str(path)).is_absolute()


def _leads_through_a_link(folder: Path, target: Path) -> bool:
    return any((folder / parent).is_symlink() for parent in target.relative_to(folder).parents if parent != Path())


def _listed_by_manifest(folder: Path) -> frozenset[str] | None:
    """Return what was written before there was a list: the workspaces that CDKTF's manifest names, as they are."""
    try:
        stacks = json.loads((folder / _MANIFEST).read_bytes())["stacks"]
        inner = [stack["workingDirectory"] for stack in stacks.values()]
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return None
    if not all(_is_below(directory) and PurePosixPath(directory).parts[0] == "stacks" for directory in inner):
        return None
    found = {
        path for directory in inner for name in _NAMES_BEFORE_THE_LIST for path in (folder / directory).rglob(name)
    }
    below = {path.relative_to(folder) for path in found}
    return frozenset({_MANIFEST, *(path.as_posix() for path in below if ".terraform" not in path.parts)})
