"""What the real environments synthesize, held against the published checks."""

from __future__ import annotations

from pathlib import Path

import pytest

from modules.commands.security_coverage import coverage_of
from modules.commands.security_page import PAGE, page_text
from modules.coverage.proof import Coverage, State
from modules.workspaces.writing.synthesis import synthesize
from tests.support.environments import environment, environment_with


@pytest.fixture(scope="module")
def coverages(outputs: dict[str, Path]) -> dict[str, Coverage]:
    zones = {name: environment(name).zone for name in outputs}
    return {
        name: coverage_of(name, zone, zone.security, outputs[name]) for name, zone in zones.items() if zone.security
    }


def test_every_published_check_is_covered_or_waived(coverages: dict[str, Coverage]) -> None:
    missing = {
        f"{name}: {outcome.check.id}: {gap.differs}"
        for name, coverage in coverages.items()
        for outcome in coverage.of(State.NOT_COVERED)
        for gap in outcome.gaps
    }

    assert coverages
    assert missing == set()


@pytest.mark.parametrize(("name", "at_least"), [("staging", 100), ("production", 126)])
def test_enough_of_the_published_checks_are_covered(coverages: dict[str, Coverage], name: str, at_least: int) -> None:
    assert len(coverages[name].of(State.COVERED)) >= at_least


def test_the_reference_page_is_what_is_synthesized(outputs: dict[str, Path]) -> None:
    zones = {name: environment(name).zone for name in sorted(outputs)}

    assert PAGE.read_text(encoding="utf-8") == page_text(zones, outputs), "run `python main.py security page`"


@pytest.mark.parametrize(
    "regions",
    [["eu-west-1"], ["eu-west-1", "us-east-1"]],
    ids=["the home region alone", "regions that are named"],
)
def test_central_configuration_is_found_where_security_hub_runs(tmp_path: Path, regions: list[str]) -> None:
    chosen = environment_with("staging", security={"security_hub": {"regions": regions}})
    synthesize([chosen], tmp_path / "out")
    assert chosen.zone.security

    coverage = coverage_of("staging", chosen.zone, chosen.zone.security, tmp_path / "out")

    assert {outcome.check.id: outcome.regions for outcome in coverage.of(State.NOT_COVERED)} == {}
    assert {
        outcome.regions
        for outcome in coverage.of(State.COVERED)
        if outcome.check.id in {"SRA-SECURITYHUB-02", "SRA-SECURITYHUB-04", "SRA-SECURITYHUB-10"}
    } == {tuple(regions)}
