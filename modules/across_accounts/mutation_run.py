"""Changes of the policies of buckets, keys and roles, put to the scenarios: which of them no scenario notices."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from modules.across_accounts.asking import Asked
from modules.across_accounts.judging import decide, misses
from modules.across_accounts.proof import AcrossProof
from modules.across_accounts.reading import RESOURCE_POLICY, Across
from modules.across_accounts.stores import Store, opened, statements_of
from modules.log_archive.archive import LOG_ARCHIVE
from modules.log_archive.mutation_run import OF_CONCERN
from modules.policy_evaluation.mutation.mutation import Mutation, Operator
from modules.policy_evaluation.mutation.mutations import mutations
from modules.policy_evaluation.reading.statements import names_action
from modules.policy_evaluation.simulating.simulator import PolicyDocument, simulate

_OPENED = ", opened"


@dataclass(frozen=True, slots=True)
class AcrossMutation:
    """One change of one policy, and whether a scenario noticed it."""

    policy: str
    """What the policy is of, as its workspace or module calls it: it is the same in all accounts of a kind."""
    mutation: Mutation
    noticed_by: str
    """The first scenario that fails with it; empty where none does."""


@dataclass(frozen=True, slots=True)
class _Trial:
    store: Store
    mutation: Mutation
    policy: str
    """What the changed policy is called in the batch."""
    asked: tuple[Asked, ...]
    """Requests that it may decide, with the changed policy in the place of the other."""


def mutate(across: Across, proof: AcrossProof, operators: Collection[Operator] = OF_CONCERN) -> list[AcrossMutation]:
    """Change each statement of each policy in turn, and put the requests that it may decide once more.

    The log archive's are left out: `security mutate` changes them.

    Args:
        across: Who and what there is.
        proof: What came of the scenarios.
        operators: Which kinds of change; fewer take less time.

    """
    right = [each for each in proof.asked if each.scenario.spec.name not in proof.failures]
    trials = [
        trial
        for store in across.stores
        if store.document is not None and LOG_ARCHIVE not in store.account.functions
        for trial in _trials(store, [each for each in right if _is_about(each, store)], operators)
    ]
    batch = across.batch()
    for trial in trials:
        document = _document(trial)
        batch.policies[trial.policy] = PolicyDocument(RESOURCE_POLICY, document)
        batch.policies[trial.policy + _OPENED] = PolicyDocument(RESOURCE_POLICY, opened(document))
    batch.requests = [each.request for trial in trials for each in trial.asked]
    answers = iter(simulate(batch))
    teams = sorted(filter(None, {across.team(account) for account in across.accounts()}), key=len, reverse=True)
    return [_result(trial, [(each, next(answers)) for each in trial.asked], teams) for trial in trials]


def _is_about(asked: Asked, store: Store) -> bool:
    return asked.request.resource_policy in {store.policy, store.opened_policy}


def _trials(store: Store, asked: Sequence[Asked], operators: Collection[Operator]) -> Iterator[_Trial]:
    for statement in statements_of(store.document or {}):
        about = [each for each in asked if names_action(statement, each.request.action)]
        for number, mutation in enumerate(mutations(statement)):
            if mutation.operator in operators:
                policy = f"{store.policy} {statement['Sid']} {number}"
                yield _Trial(store, mutation, policy, tuple(_with_policy(each, policy) for each in about))


def _with_policy(asked: Asked, policy: str) -> Asked:
    is_opened = asked.request.resource_policy == asked.store.opened_policy
    return replace(asked, request=replace(asked.request, resource_policy=policy + _OPENED * is_opened))


def _document(trial: _Trial) -> Mapping[str, Any]:
    kept = [
        trial.mutation.statement if statement["Sid"] == trial.mutation.sid else statement
        for statement in statements_of(trial.store.document or {})
    ]
    document: dict[str, Any] = {
        **(trial.store.document or {}),
        "Statement": [statement for statement in kept if statement is not None] or [_NOTHING],
    }
    return document


_NOTHING = {
    "Sid": "Nothing",
    "Effect": "Deny",
    "Principal": {"AWS": "arn:aws:iam::999999999999:role/nobody"},
    "Action": "s3:GetObject",
    "Resource": "*",
}
"""What is left of a policy whose only statement goes: it admits nobody."""


def _result(trial: _Trial, answers: Sequence[tuple[Asked, Any]], teams: Collection[str]) -> AcrossMutation:
    failed = (each for each, answer in answers if list(misses(each, decide(each.request, answer))))
    noticed = next((each.scenario.spec.name for each in failed), "")
    store, change = trial.store, trial.mutation.change.replace(trial.store.arn, trial.store.kind)
    change = change.replace(str(store.account.known_id), "ID")
    workspace, _, address = store.address.partition(":")
    team = next((team for team in teams if workspace.endswith(f"-{team}")), "")
    if team:  # a workspace for each team has the same policies, with the team's name in them
        workspace, change = f"{workspace.removesuffix(team)}TEAM", change.replace(team, "TEAM")
    return AcrossMutation(f"{workspace}:{address}", replace(trial.mutation, change=change), noticed)
