"""What one group may do in one account, and which statements decide: permission set, boundary, SCPs and RCPs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from modules.access.matrix import only
from modules.access.personas import Personas, inline_name, left_unsaid
from modules.policy_evaluation.reading.inputs import Account
from modules.policy_evaluation.requests.scenario_values import ScenarioValues
from modules.policy_evaluation.requests.variations import ContextValue
from modules.policy_evaluation.simulating.simulator import Answer, Detail, Request, StatementAt, simulate
from modules.specification.errors import LandingZoneError


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One request of somebody, as a person asks about it."""

    group: str
    account: str
    action: str
    resource: str = "*"
    cleared_for: str = "dev"
    context: Mapping[str, tuple[str, ...]]
    """Values by condition key; none for a key that is absent from the request."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """What the policies make of a request with one of the group's permission sets."""

    group: str
    account: Account
    permission_set: str
    request: Request
    answer: Answer
    boundary: str | None
    left_unsaid: tuple[str, ...]
    """Policies that belong to the permission set, and say what nobody here knows: the accounts' own, and newer ones."""

    @property
    def allowing(self) -> list[StatementAt]:
        """Statements of the permission set that allow it."""
        own = set(self.request.identity)
        return [statement for statement in self.answer.allowing if statement.policy in own]

    @property
    def boundary_allows(self) -> bool:
        """Whether the boundary lets it through; true where there is none."""
        return self.boundary is None or any(statement.policy == self.boundary for statement in self.answer.allowing)

    @property
    def denying(self) -> list[Detail]:
        """Statements that deny it, whoever wrote them."""
        return [detail for detail in self.answer.details if detail.matches]

    @property
    def nearly_allowing(self) -> list[Detail]:
        """Statements of the inline policy that name the action, and do not match."""
        inline = inline_name(self.permission_set)
        return [detail for detail in self.answer.not_allowing if detail.statement.policy == inline]


def explain(personas: Personas, question: Question) -> list[Explanation]:
    """Ask about one request, once for each permission set that the group has in the account.

    Raises:
        LandingZoneError: there is no such group, account or request, or the group has nothing in the account.

    """
    only(personas.access.entries, group=question.group, account=None)
    only(personas.access.entries, group=None, account=question.account)
    held = only(personas.access.entries, group=question.group, account=None)
    account = personas.environment.accounts.named(question.account)
    sets = [entry.permission_set for entry in held if entry.account == question.account]
    if not sets or account is None:
        there = ", ".join(sorted({entry.account for entry in held}))
        raise LandingZoneError(
            "the group has no access to the account",
            got=f"{question.group} in {question.account}",
            why=f"it has access to {there}",
            fix="name one of these, or ask `access matrix` who has access",
        )
    batch = personas.batch()
    batch.requests = [_request(personas, account, name, question) for name in sets]
    answers = simulate(batch)
    for answer in answers:
        if answer.problem:
            raise LandingZoneError(
                "there is no such request",
                got=f"{question.action} on {question.resource}",
                why=answer.problem,
                fix="write the action as <service>:<action> and the resource as the ARN that AWS would see",
            )
    return [
        Explanation(
            question.group,
            account,
            name,
            request,
            answer,
            personas.access.permission_sets[name].boundary,
            left_unsaid(personas.access.permission_sets[name]),
        )
        for name, request, answer in zip(sets, batch.requests, answers, strict=True)
    ]


def _request(personas: Personas, account: Account, permission_set: str, question: Question) -> Request:
    values: ScenarioValues = personas.values(account)
    return personas.request(
        account,
        permission_set,
        action=question.action,
        resource=values.sample(question.resource),
        cleared_for=question.cleared_for,
        context={key: _value(written) for key, written in question.context.items()},
        detailed=True,
    )


def _value(values: tuple[str, ...]) -> ContextValue | None:
    if not values:
        return None
    return values[0] if len(values) == 1 else list(values)
