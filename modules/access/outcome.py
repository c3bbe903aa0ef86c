"""What came of one scenario of a permission set."""

from __future__ import annotations

from dataclasses import dataclass

from modules.access.scenarios import PersonaScenario
from modules.policy_evaluation.simulating.simulator import Answer, Request

ALLOWED = "allowed"


@dataclass(frozen=True, slots=True, eq=False)
class PersonaOutcome:
    """What came of one scenario."""

    scenario: PersonaScenario
    permission_set: str
    """The permission set that was asked: of one that is bound to stages, that of the account's stage."""
    account: str
    """The account's key."""
    request: Request
    answer: Answer

    @property
    def was_to_be_denied(self) -> bool:
        """Whether the policies let through what the scenario expects them to deny."""
        return self.answer.allowed and self.scenario.spec.expect != ALLOWED

    @property
    def mistake(self) -> str:
        """What is wrong with it; empty where it came out as expected."""
        if self.answer.problem:
            return self.answer.problem
        if self.answer.ignored_keys:
            return f"the action has no condition key {', '.join(self.answer.ignored_keys)}: AWS would never send it"
        if self.answer.allowed == (self.scenario.spec.expect == ALLOWED):
            return ""
        denying = ", ".join(f"{statement.sid or statement.policy}" for statement in self.answer.denying)
        allowing = ", ".join(f"{statement.sid or statement.policy}" for statement in self.answer.allowing)
        return (
            f"denied by {denying or 'no statement that allows it'}"
            if not self.answer.allowed
            else f"allowed by {allowing}"
        )
