"""What came of a scenario."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from modules.policy_evaluation.reading.scenarios import Scenario


class Verdict(StrEnum):
    """What came of a scenario."""

    PASSED = "passed"
    FAILED = "failed"
    NOT_APPLICABLE = "not applicable"


@dataclass(frozen=True, slots=True)
class ScenarioOutcome:
    """One scenario, and what came of it."""

    scenario: Scenario
    verdict: Verdict
    requests: int
    """How many it stands for."""
    why: tuple[str, ...] = ()
    """What was not as expected, or why it does not apply."""
