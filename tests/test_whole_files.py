"""A file is written whole: the old text or the new one, whatever comes between."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from modules.whole_files import write_whole


def test_replaces_the_text_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "page.md"
    path.write_text("old")

    write_whole(path, "new\n\u00e4")

    assert path.read_bytes() == "new\n\u00e4".encode()
    assert list(tmp_path.iterdir()) == [path]


def test_a_failure_leaves_the_old_text_and_nothing_beside_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "page.md"
    path.write_text("old")

    def full(_: int) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space left on device"):
        write_whole(path, "new")

    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_link_is_replaced_and_what_is_behind_it_stays(tmp_path: Path) -> None:
    (tmp_path / "kept.md").write_text("mine")
    path = tmp_path / "page.md"
    path.symlink_to("kept.md")

    write_whole(path, "new")

    assert (path.is_symlink(), path.read_text(), (tmp_path / "kept.md").read_text()) == (False, "new", "mine")
