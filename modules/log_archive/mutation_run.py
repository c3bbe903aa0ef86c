"""Changes of the policies of buckets and keys, put to the scenarios: which of them no scenario notices."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from modules.log_archive.archive import Archive
from modules.log_archive.asking import Asked, Asking
from modules.log_archive.guarded import Document, Guarded
from modules.log_archive.judging import Decision, is_met
from modules.log_archive.proof import RESOURCE_POLICY, archive_batch, decided
from modules.log_archive.scenarios import ArchiveScenario
from modules.log_archive.spec import Layer
from modules.policy_evaluation.mutation.mutation import Mutation, Operator
from modules.policy_evaluation.mutation.mutations import mutations
from modules.policy_evaluation.reading.statements import names_action
from modules.policy_evaluation.requests.asked_scenarios import ask
from modules.policy_evaluation.requests.synthesized_environment import SynthesizedEnvironment
from modules.policy_evaluation.simulating.organization_policies import NOWHERE
from modules.policy_evaluation.simulating.simulator import PolicyDocument

OF_CONCERN = frozenset(
    {
        Operator.STATEMENT_REMOVED, Operator.CONDITION_FLIPPED, Operator.CONDITION_REMOVED, Operator.ACTION_REMOVED,
        Operator.RESOURCE_REMOVED,
    }
)  # fmt: skip
"""Kinds of change that are tried: `*` in the place of a bucket's own objects changes nothing in a bucket's policy."""


@dataclass(frozen=True, slots=True)
class ArchiveMutation:
    """One change of one policy, and whether a scenario noticed it."""

    guarded: str
    mutation: Mutation
    noticed_by: str
    """The first scenario that fails with it; empty where none does."""


@dataclass(frozen=True, slots=True)
class _Trial:
    guarded: Guarded
    mutation: Mutation
    policy: str
    """What the changed policy is called in the batch."""
    pairs: tuple[tuple[Asked, Decision], ...]
    """Requests with the changed policy and without guardrails, with what became of them before."""


def mutate(
    environment: SynthesizedEnvironment,
    archive: Archive,
    scenarios: Sequence[ArchiveScenario],
    operators: Collection[Operator] = OF_CONCERN,
) -> list[ArchiveMutation]:
    """Put every change of every statement of a bucket's or a key's policy to the scenarios.

    What guardrails make of a request stays as it was, so they are left out of the second run.

    Args:
        environment: As it was synthesized.
        archive: Its buckets and keys.
        scenarios: All of them.
        operators: Kinds of change that are tried.

    """
    asked = ask(scenarios, Asking(environment, archive).of)
    batch = archive_batch(environment, archive)
    met = [(each, decision) for each, decision in decided(batch, asked.requests) if is_met(each, decision)]
    trials = [trial for guarded in archive.guarded for trial in _trials(guarded, met, operators)]
    for trial in trials:
        batch.policies[trial.policy] = PolicyDocument(RESOURCE_POLICY, _document(trial))
    answers = iter(decided(batch, [each for trial in trials for each, _ in trial.pairs]))
    return [
        ArchiveMutation(
            trial.guarded.name,
            trial.mutation,
            _noticed([(*next(answers), before) for _, before in trial.pairs]),
        )
        for trial in trials
    ]


def _trials(
    guarded: Guarded, met: Sequence[tuple[Asked, Decision]], operators: Collection[Operator]
) -> Iterator[_Trial]:
    of_it = [(each, before) for each, before in met if each.request.resource_policy == guarded.arn]
    for statement in guarded.policy["Statement"]:
        about = [(each, before) for each, before in of_it if names_action(statement, each.request.action)]
        for number, mutation in enumerate(mutations(statement)):
            if mutation.operator in operators:
                policy = f"{guarded.arn} {statement['Sid']} {number}"
                pairs = tuple((_with_policy(each, policy), before) for each, before in about)
                yield _Trial(guarded, mutation, policy, pairs)


def _with_policy(asked: Asked, policy: str) -> Asked:
    request = replace(asked.request, resource_policy=policy, principal_path=NOWHERE, resource_path=NOWHERE)
    bypass = replace(asked.bypass, resource_policy=policy) if asked.bypass else None
    return replace(asked, request=request, bypass=bypass)


def _document(trial: _Trial) -> Document:
    kept = [
        trial.mutation.statement if statement["Sid"] == trial.mutation.sid else statement
        for statement in trial.guarded.policy["Statement"]
    ]
    return {**trial.guarded.policy, "Statement": [statement for statement in kept if statement is not None]}


def _noticed(answers: Sequence[tuple[Asked, Decision, Decision]]) -> str:
    failed = (each for each, after, before in answers if not is_met(each, _with_guardrails(after, before)))
    return next((each.scenario.spec.name for each in failed), "")


def _with_guardrails(after: Decision, before: Decision) -> Decision:
    """Add what guardrails made of a request to what the others make of it."""
    of_guardrails = tuple(statement for statement in before.answer.denying if statement.at)
    if not of_guardrails:
        return after
    answer = replace(after.answer, allowed=False, denying=(*of_guardrails, *after.answer.denying))
    return Decision(answer, after.denying | {Layer.GUARDRAILS})
