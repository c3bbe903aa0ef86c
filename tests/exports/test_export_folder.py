"""The folder that is exported to: old or new, never a mix, and nothing of others' is touched."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from modules.exports import export_folder
from modules.exports.export_folder import ExportFolder
from modules.specification.errors import LandingZoneError

MANIFEST, LOCK = "manifest.json", "lock.json"
OLD = {"a/kept": "same", "a/changed": "old", "b/gone": "old", MANIFEST: "old", LOCK: "old"}
NEW = {"a/kept": "same", "a/changed": "new", "c/added": "new", MANIFEST: "new", LOCK: "new"}


def exporting_to(path: Path) -> ExportFolder:
    return ExportFolder(path, "test", frozenset({MANIFEST, LOCK}))


def replace_exported(folder: Path, files: Mapping[str, str], known: Mapping[str, str]) -> tuple[list[str], list[str]]:
    return exporting_to(folder).replace({path: text.encode() for path, text in files.items()}, known)


def hashes(files: Mapping[str, str]) -> dict[str, str]:
    return {path: sha256(text.encode()).hexdigest() for path, text in files.items()}


def content(folder: Path) -> dict[str, str]:
    return {path.relative_to(folder).as_posix(): path.read_text() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder that the old files were exported to."""
    replace_exported(tmp_path / "to", OLD, {})
    return tmp_path / "to"


def test_files_are_written_replaced_and_removed(folder: Path) -> None:
    written, removed = replace_exported(folder, NEW, hashes(OLD))
    assert content(folder) == NEW
    assert (sorted(written), removed) == (sorted(["a/changed", "c/added", MANIFEST, LOCK]), ["b/gone"])
    assert not (folder / "b").exists()


def test_what_others_added_stays(folder: Path) -> None:
    (folder / "b" / "own").write_text("ours")
    replace_exported(folder, NEW, hashes(OLD))
    assert content(folder) == {**NEW, "b/own": "ours"}


@pytest.mark.parametrize("path", ["a/changed", "b/gone"])
def test_what_somebody_changed_is_refused(folder: Path, path: str) -> None:
    (folder / path).write_text("by hand")
    before = content(folder)
    with pytest.raises(LandingZoneError, match="a file that an export wrote must not be changed by hand"):
        replace_exported(folder, NEW, hashes(OLD))
    assert content(folder) == before


def test_a_change_that_is_the_new_file_is_fine(folder: Path) -> None:
    (folder / "a" / "changed").write_text("new")
    replace_exported(folder, NEW, hashes(OLD))
    assert content(folder) == NEW


@pytest.mark.parametrize("foreign", ["c/added", "c"])
def test_somebody_else_s_file_is_not_overwritten(folder: Path, foreign: str) -> None:
    (folder / foreign).parent.mkdir(exist_ok=True)
    (folder / foreign).write_text("ours")
    before = content(folder)
    with pytest.raises(LandingZoneError, match="somebody else's file must not stand where an exported one goes"):
        replace_exported(folder, NEW, hashes(OLD))
    assert content(folder) == before


def test_all_files_of_others_that_are_in_the_way_are_named(folder: Path) -> None:
    for path in ("a/kept", "a/changed"):
        (folder / path).write_text("ours")
    with pytest.raises(LandingZoneError) as error:
        replace_exported(folder, NEW, {})
    assert error.value.got == f"{folder / 'a/kept'}, {folder / 'a/changed'}"


def test_somebody_else_s_folder_is_not_replaced(folder: Path) -> None:
    (folder / "c" / "added").mkdir(parents=True)
    with pytest.raises(LandingZoneError, match="somebody else's file must not stand where an exported one goes"):
        replace_exported(folder, NEW, hashes(OLD))


@pytest.mark.parametrize("link", ["c", "a/changed"])
def test_no_link_is_followed(folder: Path, link: str, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (folder / link).unlink(missing_ok=True)
    (folder / link).symlink_to(elsewhere)
    with pytest.raises(LandingZoneError, match="a link must not be where an exported file goes"):
        replace_exported(folder, NEW, hashes(OLD))
    assert list(elsewhere.iterdir()) == []


class Killed(BaseException):
    """What ends a process at once."""


OPERATIONS = ("mkdir", "write_bytes", "write_text", "rename", "replace", "unlink", "rmdir")


def killed_at(number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the file operation of a number not happen, nor any behind it."""
    done = iter(range(1_000))
    for name in OPERATIONS:
        real = getattr(Path, name)

        def counted(self: Path, *arguments: Any, real: Any = real, **named: Any) -> Any:
            if next(done) >= number:
                raise Killed
            return real(self, *arguments, **named)

        monkeypatch.setattr(Path, name, counted)


def test_whenever_it_is_killed_the_old_files_are_whole_or_the_next_export_completes_the_new(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    outcomes = []
    for number in range(60):
        folder = tmp_path / str(number)
        replace_exported(folder, OLD, {})
        with monkeypatch.context() as patched:
            killed_at(number, patched)
            try:
                replace_exported(folder, NEW, hashes(OLD))
            except Killed:
                pass
            else:
                break
        exporting_to(folder).complete()
        outcomes.append(content(folder))
    assert outcomes.count(OLD) + outcomes.count(NEW) == len(outcomes)
    assert OLD in outcomes
    assert NEW in outcomes
    assert outcomes == sorted(outcomes, key=lambda outcome: outcome == NEW)  # once committed, it stays so


def test_an_export_that_is_killed_while_it_cleans_up_is_completed(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(path: Path) -> None:
        (path / "removed.json").unlink()
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(export_folder, "rmtree", killed)
        with pytest.raises(Killed):
            replace_exported(folder, NEW, hashes(OLD))
    exporting_to(folder).complete()
    assert content(folder) == NEW


def test_a_full_disk_leaves_the_old_files(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="No space left"):
        replace_exported(folder, NEW, hashes(OLD))
    assert content(folder) == OLD


def test_ctrl_c_while_files_are_put_in_place_leaves_the_new_ones(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real, calls = Path.replace, iter(range(100))

    def interrupted(self: Path, target: Path) -> Path:
        if next(calls) == 1:
            raise KeyboardInterrupt
        return real(self, target)

    monkeypatch.setattr(Path, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        replace_exported(folder, NEW, hashes(OLD))
    assert content(folder) == NEW
