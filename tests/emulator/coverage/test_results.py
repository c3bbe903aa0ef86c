from __future__ import annotations

from pathlib import Path

from tests.emulator.coverage.configuration import Configuration
from tests.emulator.coverage.results import Results, environment_digest
from tests.emulator.coverage.verdict import Verdict

NETWORK = Configuration("network", 'resource "aws_vpc" "this" {}')
VERDICTS = {"aws_vpc": Verdict(create=True, unchanged=None, destroy=False, reason="in use")}


def test_a_result_is_found_again(tmp_path: Path) -> None:
    Results(tmp_path, "same").write(NETWORK, VERDICTS)

    assert Results(tmp_path, "same").read(NETWORK) == VERDICTS


def test_a_result_is_forgotten_when_its_configuration_changes(tmp_path: Path) -> None:
    Results(tmp_path, "same").write(NETWORK, VERDICTS)

    assert Results(tmp_path, "same").read(Configuration("network", "changed")) is None


def test_a_result_is_forgotten_when_the_emulator_changes(tmp_path: Path) -> None:
    Results(tmp_path, "before").write(NETWORK, VERDICTS)

    assert Results(tmp_path, "after").read(NETWORK) is None


def test_a_damaged_result_is_measured_again(tmp_path: Path) -> None:
    (tmp_path / "network.json").write_text('{"digest"')

    assert Results(tmp_path, "same").read(NETWORK) is None


def test_the_digest_of_the_environment_changes_with_the_sources_and_the_provider(tmp_path: Path) -> None:
    source = tmp_path / "service.py"
    source.write_text("one")
    first = environment_digest("5.100.0", [source])

    assert environment_digest("5.100.0", [source]) == first
    assert environment_digest("6.0.0", [source]) != first
    source.write_text("two")
    assert environment_digest("5.100.0", [source]) != first
