"""The folder that is exported to: files that an export wrote are replaced and removed, and no others.

Three steps, so that an export that is killed leaves the old state or one that the next export completes:

1. `.landing-zone-<name>.draft-*` gets every file that is new or different. An export that ends here changed nothing.
2. Complete, it becomes `.landing-zone-<name>.new`: from now on the new files are what counts.
3. Its files are moved to their places, and those removed that are needed no more. Then it is a draft again, which
   anybody may throw away.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from shutil import rmtree

from modules.specification.errors import LandingZoneError

_REMOVED = "removed.json"
_FILES = "files"


@dataclass(frozen=True, slots=True)
class ExportFolder:
    """A folder that is exported to."""

    path: Path
    name: str
    """What is exported: `aft`."""
    records: frozenset[str]
    """Paths of what an export notes for the next one. They are checked when they are read."""

    def replace(self, files: Mapping[str, bytes], known: Mapping[str, str]) -> tuple[list[str], list[str]]:
        """Make the folder hold `files` in place of those written before; return the paths that are written and removed.

        Args:
            files: Content by path below the folder, the records among them.
            known: The hash of each file that the last export wrote, by path.

        Raises:
            LandingZoneError: a file is somebody else's, or was changed by somebody.
            OSError: the disk is full, or nothing may be written there. The old files stay.

        """
        written = [path for path, content in files.items() if _content(self.path / path) != content]
        removed = [path for path in known if path not in files and _content(self.path / path) is not None]
        _refuse_links(self.path, [*written, *removed])
        _refuse_foreign(self.path, [path for path in (*written, *removed) if path not in self.records], known)
        if written or removed:
            self._commit({path: files[path] for path in written}, removed)
            self.complete()
        return written, removed

    def complete(self) -> None:
        """Do what an export that was killed had left to do, if one was; undo one that had changed nothing yet."""
        for draft in self.path.glob(f"{self._draft}*"):
            rmtree(draft)
        if not self._new.is_dir():
            return
        try:
            self._complete()
        except KeyboardInterrupt:
            self._complete()  # the new files are what counts, and half of them are worse than none
            raise

    @property
    def _draft(self) -> str:
        return f".landing-zone-{self.name}.draft-"

    @property
    def _new(self) -> Path:
        return self.path / f".landing-zone-{self.name}.new"

    def _commit(self, written: Mapping[str, bytes], removed: Iterable[str]) -> None:
        self.path.mkdir(parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(prefix=self._draft, dir=self.path))
        try:
            for path, content in written.items():
                target = draft / _FILES / path
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(content)
            (draft / _REMOVED).write_text(json.dumps([*removed]), encoding="utf-8")
            draft.rename(self._new)
        except BaseException as error:
            if isinstance(error, OSError) and error.filename is None:
                error.filename = str(draft)  # a full disk is told without the place
            rmtree(draft, ignore_errors=True)
            raise

    def _complete(self) -> None:
        files = self._new / _FILES
        for path in [path.relative_to(files) for path in files.rglob("*") if path.is_file()]:
            (self.path / path).parent.mkdir(parents=True, exist_ok=True)
            (files / path).replace(self.path / path)
        for path in json.loads((self._new / _REMOVED).read_text(encoding="utf-8")):
            _remove(self.path, Path(path))
        rmtree(self._new.rename(self.path / f"{self._draft}done"))


def inside(path: str) -> str:
    """Return a path that a record lists, if it is one below the folder.

    Raises:
        ValueError: it leads elsewhere, where nothing is ours.

    """
    if Path(path).is_absolute() or ".." in Path(path).parts:
        raise ValueError(f"{path} is no path below the folder")
    return path


def _remove(folder: Path, path: Path) -> None:
    with suppress(FileNotFoundError):
        (folder / path).unlink()
    for parent in list(path.parents)[:-1]:
        with suppress(OSError):  # not empty: others' files are there
            (folder / parent).rmdir()


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return None


def _refuse_links(folder: Path, paths: Iterable[str]) -> None:
    for inner in sorted({part for path in paths for part in (Path(path), *Path(path).parents)}):
        if (folder / inner).is_symlink():
            raise LandingZoneError(
                "a link must not be where an exported file goes",
                got=f"{folder / inner}, which leads to {(folder / inner).readlink()}",
                why="what is behind the link would be overwritten",
                fix="remove the link, or export to another folder",
            )


def _refuse_foreign(folder: Path, paths: Iterable[str], known: Mapping[str, str]) -> None:
    """Refuse to touch what no export wrote, or what somebody changed since."""
    foreign, changed = [], []
    for path in paths:
        target = folder / path
        blocked = target if target.exists() else next((parent for parent in target.parents if parent.is_file()), None)
        if blocked is None:
            continue
        content = _content(blocked)
        if blocked != target or content is None or path not in known:
            foreign.append(blocked)
        elif sha256(content).hexdigest() != known[path]:
            changed.append(target)
    if foreign:
        raise LandingZoneError(
            "somebody else's file must not stand where an exported one goes",
            got=_listed(foreign),
            why="it would be overwritten, and nothing proves that an export wrote it",
            fix="remove what samples and earlier files left there (`git rm`), move yours away, and export again",
        )
    if changed:
        raise LandingZoneError(
            "a file that an export wrote must not be changed by hand",
            got=_listed(changed),
            why="the export would overwrite the change, and whoever made it would not know",
            fix="put the change into the environment or into a file of your own; then take this file from version "
            "control as it was, or delete it, and export again",
        )


def _listed(paths: Iterable[Path]) -> str:
    return ", ".join(dict.fromkeys(map(str, paths)))
