"""What is made once for all workers of pytest-xdist."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.once import folder_of_all_workers

WORKER = "PYTEST_XDIST_WORKER"


class Worker:
    """A worker's factory of temporary folders."""

    def __init__(self, base: Path) -> None:
        self.base = base

    def getbasetemp(self) -> Path:
        self.base.mkdir(exist_ok=True)
        return self.base


def test_the_second_worker_finds_what_the_first_one_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(WORKER, "gw0")
    made: list[Path] = []

    def make(folder: Path) -> None:
        folder.mkdir()
        made.append(folder)

    found = [folder_of_all_workers(Worker(tmp_path / worker), "shared", make) for worker in ("gw0", "gw1")]

    assert made == [tmp_path / "shared"]
    assert found == 2 * made


def test_one_worker_alone_keeps_to_its_own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(WORKER, raising=False)

    assert folder_of_all_workers(Worker(tmp_path / "run"), "shared", Path.mkdir) == tmp_path / "run" / "shared"


def test_what_was_left_half_made_is_made_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(WORKER, "gw0")

    def fail(folder: Path) -> None:
        folder.mkdir()
        (folder / "half").touch()
        raise OSError("the disk is full")

    with pytest.raises(OSError, match="the disk is full"):
        folder_of_all_workers(Worker(tmp_path / "gw0"), "shared", fail)
    folder = folder_of_all_workers(Worker(tmp_path / "gw1"), "shared", Path.mkdir)

    assert list(folder.iterdir()) == []
