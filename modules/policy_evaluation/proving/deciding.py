"""What decided, in words: the statement, the file that it is written in, and conditions that did not hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from modules.policy_evaluation.reading.inputs import Guardrail
from modules.policy_evaluation.simulating.simulator import Condition, Detail, StatementAt

LISTED_VALUES = 3
"""Values of a condition that are written out."""


@dataclass(frozen=True, slots=True)
class Library:
    """Leads from the name of a statement to the guardrail that has it."""

    by_sid: dict[str, Guardrail]

    def file(self, statement: StatementAt) -> str:
        """Return the file and line that a statement is written in; the policy where no guardrail has it."""
        guardrail = self.by_sid.get(statement.sid)
        return f"{guardrail.policy_file}:{guardrail.line(statement.sid)}" if guardrail else statement.policy

    def place(self, statement: StatementAt) -> str:
        """Write where a statement stands: its name, file, and where it is attached."""
        at = f", attached to {statement.at}" if statement.at else ""
        return f"{statement.sid or 'a statement without Sid'} of {self.file(statement)}{at}"


def library(guardrails: Iterable[Guardrail]) -> Library:
    """Take all guardrails, whether they are attached or not."""
    return Library({sid: guardrail for guardrail in guardrails for sid in guardrail.sids})


def reasons(detail: Detail) -> Iterator[str]:
    """Say why a statement that names the action does not match."""
    if not detail.resource_matches:
        yield "the resource is none of its own"
    yield from (f"{written(condition)} does not hold" for condition in detail.conditions if not condition.holds)


def written(condition: Condition) -> str:
    """Write a condition, with the first of its values."""
    first = ", ".join(condition.values[:LISTED_VALUES])
    more = len(condition.values) - LISTED_VALUES
    return f"{condition.operator} {condition.key}: {first}{f' and {more} more' if more > 0 else ''}"
