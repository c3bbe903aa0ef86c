from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace

import pytest

from modules.runner.parallelism import default_parallelism

GIB = 2**30


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A workspace with six provider blocks: 450 + 6 * 100 MiB."""
    aws = [{"alias": f"region-{number}"} for number in range(5)]
    (tmp_path / "cdk.tf.json").write_text(json.dumps({"provider": {"aws": aws, "random": {}}}))
    return tmp_path


def machine(monkeypatch: pytest.MonkeyPatch, *, cpus: int, free: int) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: cpus)
    monkeypatch.setattr("psutil.virtual_memory", lambda: SimpleNamespace(available=free))


@pytest.mark.parametrize(("cpus", "free", "expected"), [(4, 64 * GIB, 16), (8, 3 * GIB, 2), (8, 1 * GIB // 2, 1)])
def test_four_for_each_processor_but_no_more_than_memory_holds(
    monkeypatch: pytest.MonkeyPatch, folder: Path, cpus: int, free: int, expected: int
) -> None:
    machine(monkeypatch, cpus=cpus, free=free)

    assert default_parallelism([folder]) == expected


def test_the_largest_workspace_decides(monkeypatch: pytest.MonkeyPatch, folder: Path, tmp_path: Path) -> None:
    small = tmp_path / "small"
    small.mkdir()
    (small / "cdk.tf.json").write_text('{"provider": {"aws": [{}]}}')
    machine(monkeypatch, cpus=8, free=3 * GIB)

    assert (default_parallelism([small]), default_parallelism([small, folder])) == (5, 2)


@pytest.mark.parametrize("text", ["", "[]", '{"provider": []}'])
def test_a_file_that_makes_no_sense_is_left_to_terraform(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, text: str
) -> None:
    (tmp_path / "cdk.tf.json").write_text(text)
    machine(monkeypatch, cpus=2, free=64 * GIB)

    assert default_parallelism([tmp_path]) == 8
