"""What the real environments synthesize, held against the published checks."""

from __future__ import annotations

from pathlib import Path

import pytest

from modules.commands.security_coverage import coverage_of
from modules.coverage.proof import Coverage, State
from tests.support.environments import environment


@pytest.fixture(scope="module")
def coverages(outputs: dict[str, Path]) -> dict[str, Coverage]:
    zones = {name: environment(name).zone for name in outputs}
    return {
        name: coverage_of(name, zone, zone.security, outputs[name]) for name, zone in zones.items() if zone.security
    }


@pytest.mark.parametrize("family", ["ACCOUNT", "EC2", "GUARDDUTY", "ORGANIZATIONS", "S3"])
def test_every_check_of_a_family_is_covered(coverages: dict[str, Coverage], family: str) -> None:
    assert coverages
    for coverage in coverages.values():
        states = {outcome.check.id: outcome.state for outcome in coverage.outcomes if outcome.check.family == family}

        assert set(states.values()) == {State.COVERED}
