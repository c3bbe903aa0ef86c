"""The proof that no known way leads anybody to more: every way, tried by everybody who has a permission set."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from modules.access.escalation.attempts import Attempt, attempts, with_trusts
from modules.access.escalation.corpus import Corpus
from modules.access.escalation.holders import holders
from modules.access.escalation.naming import NamedActions
from modules.access.personas import Personas, left_unsaid
from modules.policy_evaluation.simulating.simulator import Answer, Request, simulate

_PASSING = "iam:PassRole"

_Key = tuple[str, str, str, str, str, str]
"""What tells one request from another."""


class Result(StrEnum):
    """What came of an attempt."""

    DENIED = "denied"
    BOUNDARY = "boundary"
    """It is open, and leads to a role that has the platform's boundary."""
    PASSABLE = "passable"
    """It is open, and leads to a role that the person may pass to a service anyway."""
    ADMITTED = "admitted"
    """It is open, and the permission set says why that gives nothing more, or is meant."""
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one attempt."""

    attempt: Attempt
    result: Result
    steps: tuple[tuple[Request, Answer], ...]
    """Every step that was allowed, with the request that was."""
    fault: str = ""
    """Why it could not be tried; empty where it was."""


@dataclass(frozen=True, slots=True)
class EscalationProof:
    """The proof of one environment."""

    environment: str
    outcomes: tuple[Outcome, ...]
    ways: int
    left_unsaid: Mapping[str, tuple[str, ...]]
    """Policies of which nobody here knows what they say, by permission set."""

    @property
    def open(self) -> list[Outcome]:
        """Attempts that lead to more, and those that could not be tried."""
        return [outcome for outcome in self.outcomes if outcome.result is Result.OPEN or outcome.fault]

    @property
    def ok(self) -> bool:
        """Whether no way is open to anybody."""
        return not self.open


def prove_no_escalation(
    personas: Personas,
    corpus: Corpus,
    admitted: Mapping[str, Mapping[str, str]],
    progress: Callable[[str], object] = lambda _: None,
) -> EscalationProof:
    """Try every known way for every permission set that somebody has, wherever it is assigned.

    Args:
        personas: Of the environment.
        corpus: Every known way.
        admitted: The reason why a target gives nobody with a permission set more, by permission set and target.
        progress: Takes what is being done, in words.

    Raises:
        LandingZoneError: the simulator cannot run, or refuses a policy.

    """
    asking = _Asking(personas)
    tried = [each for holder in holders(personas) for each in attempts(personas, corpus, holder)]
    named = {name: NamedActions(known) for name, known in personas.access.permission_sets.items()}
    ongoing = [_Ongoing(attempt, is_named=_is_named(attempt, named)) for attempt in tried]
    step = 0
    while left := [each for each in ongoing if each.goes_on(step)]:
        progress(f"step {step + 1}: {len(left):,} of {len(tried):,} attempts")
        asking.ask(left, step)
        step += 1
    outcomes = (_judged(each, admitted, asking.passable) for each in ongoing)
    sets = personas.access.permission_sets
    unsaid = {name: policies for name, known in sets.items() if (policies := left_unsaid(known))}
    return EscalationProof(personas.environment.facts.name, tuple(outcomes), len(corpus.ways), unsaid)


@dataclass(slots=True)
class _Ongoing:
    """An attempt, as far as it came."""

    attempt: Attempt
    is_named: bool
    """Whether the permission set names every action of the way; it is closed otherwise."""
    allowed: tuple[tuple[Request, Answer], ...] = ()
    fault: str = ""

    def goes_on(self, step: int) -> bool:
        """Whether every step before one was allowed, and there is one."""
        return self.is_named and not self.fault and len(self.allowed) == step < len(self.attempt.way.spec.all_steps())

    @property
    def is_open(self) -> bool:
        return not self.fault and len(self.allowed) == len(self.attempt.way.spec.all_steps())


def _is_named(attempt: Attempt, named: Mapping[str, NamedActions]) -> bool:
    actions = named[attempt.holder.permission_set]
    return all(actions.hold(step.action) for step in attempt.way.spec.all_steps())


class _Asking:
    """Puts requests to the simulator, each once."""

    def __init__(self, personas: Personas) -> None:
        self._personas = personas
        self._answers: dict[_Key, Answer] = {}
        self.passable: set[tuple[int, str]] = set()
        """Roles that a holder may pass to some service."""

    def ask(self, ongoing: Iterable[_Ongoing], step: int) -> None:
        """Ask for one step of several attempts, and note what is allowed."""
        asked: list[tuple[_Ongoing, list[tuple[_Key, Request]]]] = []
        for each in ongoing:
            requests = each.attempt.requests(self._personas, each.attempt.way.spec.all_steps()[step])
            asked.append((each, [(_key(request, each.attempt), request) for request in requests]))
        self._simulate({key: request for _, requests in asked for key, request in requests})
        for each, keyed in asked:
            self._note(each, [(request, self._answers[key]) for key, request in keyed])

    def _simulate(self, requests: Mapping[_Key, Request]) -> None:
        new = {key: request for key, request in requests.items() if key not in self._answers}
        batch = self._personas.batch()
        with_trusts(self._personas, batch)
        batch.requests = list(new.values())
        self._answers |= dict(zip(new, simulate(batch), strict=True))

    def _note(self, each: _Ongoing, answered: Sequence[tuple[Request, Answer]]) -> None:
        each.fault = next((answer.problem for _, answer in answered if answer.problem), "")
        allowed = next(((request, answer) for request, answer in answered if answer.allowed), None)
        if allowed:
            each.allowed = (*each.allowed, allowed)
            if allowed[0].action == _PASSING:
                self.passable.add((id(each.attempt.holder), allowed[0].resource))


def _key(request: Request, attempt: Attempt) -> _Key:
    holder = f"{id(attempt.holder)}"
    context = json.dumps(request.context, sort_keys=True)
    return (holder, request.action, request.resource, context, request.resource_policy, request.account)


def _judged(each: _Ongoing, admitted: Mapping[str, Mapping[str, str]], passable: set[tuple[int, str]]) -> Outcome:
    attempt = each.attempt
    if not each.is_open:
        return Outcome(attempt, Result.DENIED, each.allowed, each.fault)
    if attempt.target_name in admitted.get(attempt.holder.permission_set, {}):
        return Outcome(attempt, Result.ADMITTED, each.allowed)
    if attempt.target.leads_to == "boundary":
        return Outcome(attempt, Result.BOUNDARY, each.allowed)
    if attempt.target.leads_to == "passable" and (id(attempt.holder), attempt.resource) in passable:
        return Outcome(attempt, Result.PASSABLE, each.allowed)
    return Outcome(attempt, Result.OPEN, each.allowed)
