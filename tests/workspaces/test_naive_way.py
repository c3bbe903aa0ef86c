"""The naive way that synthesis is measured against does the same work."""

from __future__ import annotations

from pathlib import Path

from modules.workspaces.writing.synthesis import synthesize
from tests.benchmarks.measure import generated, resources
from tests.benchmarks.naive import synthesize_naively


def test_the_naive_way_defines_the_same_resources(tmp_path: Path) -> None:
    environment = generated(12)
    synthesize([environment], tmp_path / "ours")
    synthesize_naively(environment, tmp_path / "naive")

    assert resources(tmp_path / "naive") == resources(tmp_path / "ours")
