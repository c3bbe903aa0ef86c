"""What the real environments synthesize, held against the published checks."""

from __future__ import annotations

from pathlib import Path

import pytest

from modules.commands.security_coverage import coverage_of
from modules.commands.security_page import PAGE, page_text
from modules.coverage.proof import Coverage, State
from tests.support.environments import environment


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
