"""Whether the answers to a request are what its scenario expects, and why not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from modules.log_archive.asking import Asked
from modules.log_archive.spec import Layer
from modules.policy_evaluation.simulating.simulator import Answer


@dataclass(frozen=True, slots=True)
class Decision:
    """What became of a request."""

    answer: Answer
    denying: frozenset[Layer]
    """Layers that deny it, each by itself."""

    @property
    def is_allowed(self) -> bool:
        """Whether it is allowed with all of them together."""
        return self.answer.allowed and Layer.LOCK not in self.denying


def decide(asked: Asked, answer: Answer, bypass: Answer | None) -> Decision:
    """Say which layers deny a request.

    Args:
        asked: The request.
        answer: What policies make of it.
        bypass: What they make of bypassing Object Lock, where that decides.

    """
    denying: set[Layer] = set()
    for statement in answer.denying:
        denying.add(Layer.GUARDRAILS if statement.at else Layer.POLICY)
    if asked.is_locked and (bypass is None or not bypass.allowed):
        denying.add(Layer.LOCK)
    return Decision(answer, frozenset(denying))


def is_met(asked: Asked, decision: Decision) -> bool:
    """Whether a request came out as expected."""
    return not list(misses(asked, decision))


def misses(asked: Asked, decision: Decision) -> Iterator[str]:
    """Return what is not as expected, in words."""
    spec, answer = asked.scenario.spec, decision.answer
    request = f"{asked.request.action} on {asked.guarded.name} by {asked.request.principal}"
    if answer.problem:
        yield f"{request} cannot be asked: {answer.problem}"
        return
    if strange := [key for key in answer.ignored_keys if key.lower() in {known.lower() for known in spec.context}]:
        yield f"{request} has no condition key {', '.join(strange)}, so AWS never sends it"
    denied_by = ", ".join(sorted(f"{statement.sid} of {statement.policy}" for statement in answer.denying))
    if spec.expect == "allowed" and not decision.is_allowed:
        yield f"{request} is denied by {denied_by or ', '.join(decision.denying) or 'nobody who allows it'}"
    if spec.expect == "denied" and decision.is_allowed:
        yield f"{request} is allowed"
    for layer in spec.by:
        if layer not in decision.denying:
            yield f"{request} is not denied by {layer.value}, but by {denied_by or 'nothing'}"
