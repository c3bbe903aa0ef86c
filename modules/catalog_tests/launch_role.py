"""Whether a launch role may do all that its template needs, where it is launched, and nothing else."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from modules.aws_limits import ROLE_INLINE_POLICIES
from modules.catalog_tests.accounts import LaunchingAccount
from modules.catalog_tests.fault import Candidate, Column, Fault
from modules.catalog_tests.launches import LaunchedResource
from modules.catalog_tests.needs import Need, every_launch, needs
from modules.catalog_tests.role_requests import RoleRequests
from modules.catalog_tests.wideness import probes, unneeded
from modules.policy_evaluation.creating.action_facts import ActionFacts, action_facts
from modules.policy_evaluation.requests.synthesized_environment import SynthesizedEnvironment
from modules.policy_evaluation.simulating.simulator import Answer, Request, simulate


@dataclass(frozen=True)
class _Asked:
    candidate: Candidate
    request: Request
    is_needed: bool
    """Whether it must be allowed; else it must not be."""
    by: str
    """What needs it, or what it would reach."""


def launch_role_faults(
    environment: SynthesizedEnvironment,
    launched: Sequence[LaunchedResource],
    *,
    is_asked: Callable[[Candidate, str], bool] = lambda *_: True,
) -> Iterator[Fault]:
    """Evaluate what each template needs of its launch role, and what the role must not reach, in one run.

    Args:
        environment: With its organization policies.
        launched: Every resource of every launch.
        is_asked: Whether to ask of a version's role about an action; of all by default.

    Raises:
        LandingZoneError: nothing is known of a type's handlers, or the simulator cannot run.

    """
    facts = _facts(launched)
    for product in (each.product for each in _candidates(launched) if each.version == each.product.current):
        own = [each for each in launched if each.candidate.product.key == product.key]
        name = f"{product.key} {product.current.name}"
        yield from (Fault(name, Column.LAUNCH_ROLE, what) for what in unneeded(product, own))
    requests = RoleRequests(environment)
    every = (each for each in _asked(requests, launched, facts) if is_asked(each.candidate, each.request.action))
    asked = list({(each.candidate.name, _likeness(each)): each for each in every}.values())
    accounts = {each.account.account.key: each.account for each in launched}
    batch = requests.batch(
        {each.product.key: each.product for each in _candidates(launched)}.values(), accounts.values()
    )
    yield from _too_long(_candidates(launched), accounts.values(), requests)
    batch.requests = [each.request for each in asked]
    for each, answer in zip(asked, simulate(batch), strict=True):
        if what := _wrong(each, answer):
            yield Fault(each.candidate.name, Column.LAUNCH_ROLE, what)


def _asked(
    requests: RoleRequests, launched: Sequence[LaunchedResource], facts: Mapping[str, ActionFacts]
) -> Iterator[_Asked]:
    for each in launched:
        for need in needs(each, facts):
            yield _needed(requests, each, need)
    for each in _in_one_account(launched):
        for probe in probes(each, facts):
            request = requests.alone(each.candidate.product, each.account, probe.action, probe.resource, probe.context)
            yield _Asked(each.candidate, request, is_needed=False, by=probe.by)
    for each in {(each.candidate.name, each.account.id): each for each in launched}.values():
        for need in every_launch(each.candidate, each.account):
            yield _needed(requests, each, need)


def _too_long(
    tested: Sequence[Candidate], accounts: Collection[LaunchingAccount], requests: RoleRequests
) -> Iterator[Fault]:
    """Give the roles whose policy IAM would not take, with the current version of their product."""
    limit = ROLE_INLINE_POLICIES
    for candidate in (each for each in tested if each.version == each.product.current):
        longest = max(
            len(re.sub(r"\s", "", json.dumps(requests.document(candidate.product, account)))) for account in accounts
        )
        if longest > limit.value:
            yield Fault(candidate.name, Column.LAUNCH_ROLE, f"too long: its policy has {longest} of at most {limit}")


def _in_one_account(launched: Sequence[LaunchedResource]) -> Iterator[LaunchedResource]:
    """Give every launch of each resource in the first of the accounts where the same is needed for it.

    What a role must not reach is asked of its own policy, which is the same in all accounts but for their values.
    """
    first: dict[tuple[str, str, frozenset[str]], str] = {}
    for each in launched:
        alike = (each.candidate.name, each.logical_id, each.needed)
        if first.setdefault(alike, each.account.id) == each.account.id:
            yield each


def _needed(requests: RoleRequests, each: LaunchedResource, need: Need) -> _Asked:
    request = requests.request(each.candidate.product, each.account, need.action, need.resource, need.context)
    return _Asked(each.candidate, request, is_needed=True, by=need.by)


def _wrong(each: _Asked, answer: Answer) -> str:
    request = each.request
    if answer.problem:
        return f"{each.by}: {request.action} on {request.resource} cannot be evaluated: {answer.problem}"
    if each.is_needed and not answer.allowed:
        denying = ", ".join(sorted({f"{statement.sid} of {statement.policy}" for statement in answer.denying}))
        by = f"denied by {denying}" if denying else "no statement allows it"
        return f"too narrow: {each.by} needs {request.action} on {request.resource}: {by}"
    if not each.is_needed and answer.allowed:
        return f"too wide: it may {request.action} on {request.resource}, {each.by}"
    return ""


def _likeness(each: _Asked) -> tuple[object, ...]:
    request = each.request
    return (
        request.principal,
        request.action,
        request.resource,
        each.is_needed,
        tuple(sorted(map(str, request.context.items()))),
    )


def _candidates(launched: Sequence[LaunchedResource]) -> list[Candidate]:
    return list({each.candidate.name: each.candidate for each in launched}.values())


def _facts(launched: Sequence[LaunchedResource]) -> dict[str, ActionFacts]:
    """Look up every action that is needed, allowed, or creates something, by its name as it is written."""
    creating = {action for each in launched for action in each.spec.creates.actions}
    needed = {action for each in launched for action in each.needed}
    allowed = {
        action
        for candidate in _candidates(launched)
        for statement in candidate.product.definition.launch
        for action in statement.action
    }
    return action_facts(creating | needed | allowed)
