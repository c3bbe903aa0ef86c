from __future__ import annotations

import pytest

from modules.emulator import aws_regions
from modules.emulator.aws_regions import regions_of
from modules.environment import PROJECT


def test_the_regions_of_a_service_are_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    known = regions_of("securityhub")
    monkeypatch.delattr(aws_regions, "get_session")

    assert regions_of("securityhub") == known
    assert {"eu-west-1", "us-east-1"} <= known


def test_nobody_else_reads_the_regions_of_a_service() -> None:
    files = (PROJECT / "modules" / "emulator").rglob("*.py")

    assert [file.name for file in files if "get_available_regions" in file.read_text()] == ["aws_regions.py"]
