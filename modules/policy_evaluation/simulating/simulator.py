"""Requests put to IAM policies, in batches, through the IAM simulator in one Node process (simulate.mjs)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from modules.policy_evaluation.simulating import node
from modules.specification.errors import LandingZoneError

SCRIPT = Path(__file__).with_name("simulate.mjs")

Context = Mapping[str, str | list[str]]
"""Condition keys of a request with their values. A key that is not in it is absent from the request."""

PROBLEMS = {
    "invalid.service": "there is no such service",
    "invalid.action": "there is no such action",
    "invalid.principal": "the principal is neither a role, a user, an account's root user nor a service",
    "must.use.wildcard": 'the action works on no resource that has an ARN: its resource is "*"',
    "no.resource.types": "the action works on no resource of this kind",
    "multiple.resource.types": "the ARN could be that of several kinds of resource",
}
"""What the simulator refuses, by its word for it."""


@dataclass(frozen=True, slots=True)
class PolicyDocument:
    """One policy, and the kind that its syntax is checked as."""

    kind: str
    """SERVICE_CONTROL_POLICY, RESOURCE_CONTROL_POLICY, IDENTITY_POLICY or RESOURCE_POLICY."""
    document: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Level:
    """The policies that are attached to one place on the way from the root to an account."""

    at: str
    policies: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One request to AWS. Policies and paths are named; `Batch` holds them."""

    principal: str
    """The ARN of a role, a user or an account's root user, or a service principal."""
    action: str
    resource: str
    account: str
    """The id of the account that the resource belongs to."""
    context: Context
    principal_path: str
    """The path of service control policies that the principal's account is under."""
    resource_path: str
    """The path of resource control policies that the resource's account is under."""
    identity: tuple[str, ...] = ()
    """The principal's own policies."""
    boundaries: tuple[str, ...] = ()
    """The principal's permissions boundary."""
    resource_policy: str = ""
    """The resource's policy; empty where it has none."""
    detailed: bool = False
    """Whether to tell how each statement that names the action was met."""


@dataclass(slots=True)
class Batch:
    """Requests, with the policies and paths that they name."""

    policies: dict[str, PolicyDocument] = field(default_factory=dict)
    paths: dict[str, Sequence[Level]] = field(default_factory=dict)
    requests: list[Request] = field(default_factory=list)


@dataclass(frozen=True, slots=True, order=True)
class StatementAt:
    """One statement of one policy, and where that is attached; empty where it is no organization policy."""

    policy: str
    sid: str
    at: str


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition of a statement, as it was met by a request."""

    operator: str
    key: str
    values: tuple[str, ...]
    holds: bool


@dataclass(frozen=True, slots=True)
class Detail:
    """How a statement that names the action of a request was met by it."""

    statement: StatementAt
    matches: bool
    resource_matches: bool
    conditions: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What the policies make of one request."""

    allowed: bool
    denying: tuple[StatementAt, ...] = ()
    """Every Deny statement that matches, each once."""
    details: tuple[Detail, ...] = ()
    """Of every Deny statement that names the action. Only where the request asks for it."""
    allowing: tuple[StatementAt, ...] = ()
    """Every Allow statement of the principal's policies and boundary that matches, each once."""
    granting: tuple[StatementAt, ...] = ()
    """Every Allow statement of the resource's policy that matches, each once."""
    not_allowing: tuple[Detail, ...] = ()
    """Of every Allow statement that names the action and does not match. Only where the request asks for it."""
    ignored_keys: tuple[str, ...] = ()
    """Keys of the request's context that its action does not have, so that AWS would never send them."""
    problem: str = ""
    """Why the request could not be evaluated; nothing else is known then."""


def simulate(batch: Batch) -> list[Answer]:
    """Evaluate every request; answers come in their order.

    Raises:
        LandingZoneError: a policy's syntax is wrong, or the simulator cannot run.

    """
    answered = node.run(SCRIPT, batch)
    for name, errors in answered["invalid"].items():
        raise LandingZoneError(
            "a policy's syntax is wrong",
            got=f"{name}: {'; '.join(errors)}",
            why=f"AWS would not take it as a {batch.policies[name].kind}",
            fix="mend the document that it is made of",
        )
    return [_answer(answer) for answer in answered["answers"]]


def _answer(answered: dict[str, Any]) -> Answer:
    if "problem" in answered:
        return Answer(allowed=False, problem=PROBLEMS.get(answered["problem"], answered["problem"]))
    return Answer(
        allowed=answered["result"] == "Allowed",
        denying=tuple(dict.fromkeys(_statement(statement) for statement in answered["denying"])),
        details=tuple(dict.fromkeys(_detail(detail) for detail in answered["details"])),
        allowing=tuple(dict.fromkeys(_statement(statement) for statement in answered["allowing"])),
        granting=tuple(dict.fromkeys(_statement(statement) for statement in answered["granting"])),
        not_allowing=tuple(dict.fromkeys(_detail(detail) for detail in answered["not_allowing"])),
        ignored_keys=tuple(answered["ignored"]),
    )


def _statement(answered: dict[str, Any]) -> StatementAt:
    return StatementAt(answered["policy"], answered["sid"], answered["at"])


def _detail(answered: dict[str, Any]) -> Detail:
    conditions = tuple(
        Condition(condition["operator"], condition["key"], tuple(condition["values"]), condition["holds"])
        for condition in answered["conditions"]
    )
    return Detail(_statement(answered), answered["matches"], answered["resource"], conditions)
