"""Which statement decides about one request, and why the others that name its action do not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from pydantic import ValidationError

from modules.policy_evaluation.reading.inputs import Account
from modules.policy_evaluation.reading.spec import ScenarioSpec
from modules.policy_evaluation.requests.scenario_values import NothingToAskError
from modules.policy_evaluation.requests.synthesized_environment import SynthesizedEnvironment
from modules.policy_evaluation.simulating.organization_policies import batch_of
from modules.policy_evaluation.simulating.simulator import Answer, Detail, Request, simulate
from modules.specification.errors import LandingZoneError
from modules.specification.suggestions import nearest

_SERVICE = ".amazonaws.com"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One request, as somebody asks about it."""

    account: str
    """The account's key."""
    action: str
    resource: str = "*"
    principal: str = "administrator"
    """As a scenario names it, or an ARN, or a service principal."""
    context: Mapping[str, tuple[str, ...]]
    """Values by condition key; none for a key that is absent from the request."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """What the organization's policies make of a request."""

    account: Account
    request: Request
    answer: Answer

    @property
    def denying(self) -> list[Detail]:
        """The statements that deny it, the root's first."""
        return [detail for detail in self.answer.details if detail.matches]

    @property
    def passed_over(self) -> list[Detail]:
        """The statements that name the action and do not match."""
        return [detail for detail in self.answer.details if not detail.matches]


def explain(environment: SynthesizedEnvironment, question: Question) -> list[Explanation]:
    """Ask about one request; about several where the principal stands for several roles.

    Raises:
        LandingZoneError: there is no such account, action or principal.

    """
    account = environment.accounts.named(question.account)
    if account is None:
        raise _unknown_account(question.account, environment.accounts.keys())
    try:
        requests = environment.requests.of(_as_scenario(question), account)
    except NothingToAskError as nothing:
        raise _cannot_be_asked(question, str(nothing)) from None
    batch = batch_of(environment.tree)
    batch.requests = [replace(request, detailed=True) for request in requests]
    answers = simulate(batch)
    for answer in answers:
        if answer.problem:
            raise _cannot_be_asked(question, answer.problem)
    return [Explanation(account, *pair) for pair in zip(requests, answers, strict=True)]


def _as_scenario(question: Question) -> ScenarioSpec:
    service = question.principal if question.principal.endswith(_SERVICE) else None
    principal = "service" if service else _within_account(question.principal)
    fields = {
        "name": "a question",
        "expect": "allowed",
        "action": question.action,
        "resource": question.resource,
        "principal": principal,
        "service": service,
        "context": {key: _value(values) for key, values in question.context.items()},
    }
    try:
        return ScenarioSpec.model_validate(fields)
    except ValidationError as invalid:
        for error in invalid.errors():
            own = error.get("ctx", {}).get("error")
            if isinstance(own, LandingZoneError):
                raise own from None
        raise


def _within_account(principal: str) -> str:
    """Take the role or user out of an ARN; of a session, its role."""
    if not principal.startswith("arn:"):
        return principal
    kind, _, name = principal.split(":", 5)[-1].partition("/")
    return f"role/{name.rpartition('/')[0]}" if kind == "assumed-role" else principal.split(":", 5)[-1]


def _value(values: tuple[str, ...]) -> str | tuple[str, ...] | None:
    if not values:
        return None
    return values[0] if len(values) == 1 else values


def _unknown_account(key: str, known: list[str]) -> LandingZoneError:
    guess = nearest(key, known)
    return LandingZoneError(
        "there is no such account",
        got=key,
        why=f"the environment has {', '.join(known)}",
        fix=f"did you mean {guess}?" if guess else "name one of these",
    )


def _cannot_be_asked(question: Question, problem: str) -> LandingZoneError:
    return LandingZoneError(
        "there is no such request",
        got=f"{question.action} on {question.resource} by {question.principal}",
        why=problem,
        fix="write the action as <service>:<action> and the resource as the ARN that AWS would see, or leave it out",
    )
