"""Changes of the policies of buckets, keys and roles, put to the scenarios: which of them no scenario notices."""

from __future__ import annotations

from collections import defaultdict
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
_ASKED_FIRST = 10
"""Of five changes, four are noticed by one of so many requests; a change may be asked about by hundreds."""


@dataclass(frozen=True, slots=True)
class AcrossMutation:
    """One change of one policy, and whether a scenario noticed it."""

    policy: str
    """What the policy is of, as its workspace or module calls it: it is the same in all accounts of a kind."""
    mutation: Mutation
    noticed_by: str
    """The first scenario that fails with it; empty where none does."""

    @property
    def name(self) -> str:
        """What the change is called in every environment."""
        return _name(self.policy, self.mutation)


@dataclass(frozen=True, slots=True)
class _Trial:
    store: Store
    of: str
    """What the policy is of, in every account of a kind."""
    mutation: Mutation
    policy: str
    """What the changed policy is called in the batch."""
    asked: tuple[Asked, ...]
    """Requests that it may decide, with the changed policy in the place of the other."""


def mutate(
    across: Across,
    proof: AcrossProof,
    operators: Collection[Operator] = OF_CONCERN,
    *,
    noticed: Collection[str] = frozenset(),
) -> list[AcrossMutation]:
    """Change each statement of each policy in turn, and put the requests that it may decide once more.

    Where accounts have the same policy, of a change that was noticed in one of them nothing is asked in the others.
    The log archive's are left out: `security mutate` changes them.

    Args:
        across: Who and what there is.
        proof: What came of the scenarios.
        operators: Which kinds of change; fewer take less time.
        noticed: Names of changes that are known to be noticed, and are left out.

    """
    about = defaultdict[str, list[Asked]](list)
    for each in proof.asked:
        if each.scenario.spec.name not in proof.failures:
            about[each.request.resource_policy].append(each)
    teams = sorted(filter(None, {across.team(account) for account in across.accounts()}), key=len, reverse=True)
    alike = defaultdict[tuple[str, str, str], list[_Trial]](list)
    for store in across.stores:
        if store.document is not None and LOG_ARCHIVE not in store.account.functions:
            for trial in _trials(store, [*about[store.policy], *about[store.opened_policy]], operators, teams):
                if _name(trial.of, trial.mutation) not in noticed:
                    alike[trial.of, trial.mutation.sid, trial.mutation.change].append(trial)
    for trials in alike.values():
        trials.sort(key=lambda trial: len(trial.asked), reverse=True)
    first = _results(across, [trials[0] for trials in alike.values()])
    others = [
        trial
        for result, trials in zip(first, alike.values(), strict=True)
        if not result.noticed_by
        for trial in trials[1:]
    ]
    return [*first, *_results(across, others)]


def _name(policy: str, mutation: Mutation) -> str:
    return f"{policy}: {mutation.sid} {mutation.change}"


def _results(across: Across, trials: Sequence[_Trial]) -> list[AcrossMutation]:
    """Ask the first requests of each trial, and the others of those that none of the first notices."""
    missed = _missed(across, [replace(trial, asked=trial.asked[:_ASKED_FIRST]) for trial in trials])
    later = [trial for trial, scenario in zip(trials, missed, strict=True) if not scenario]
    others = iter(_missed(across, [replace(trial, asked=trial.asked[_ASKED_FIRST:]) for trial in later]))
    return [
        AcrossMutation(trial.of, trial.mutation, scenario or next(others))
        for trial, scenario in zip(trials, missed, strict=True)
    ]


def _missed(across: Across, trials: Sequence[_Trial]) -> list[str]:
    """Return the first scenario that fails in each trial; empty where none does."""
    batch = across.batch()
    for trial in trials:
        document = _document(trial)
        changed = {trial.policy: document, trial.policy + _OPENED: opened(document)}
        for policy in {each.request.resource_policy for each in trial.asked}:
            batch.policies[policy] = PolicyDocument(RESOURCE_POLICY, changed[policy])
    batch.requests = [each.request for trial in trials for each in trial.asked]
    answers = iter(simulate(batch))
    return [_first_miss([(each, next(answers)) for each in trial.asked]) for trial in trials]


def _trials(
    store: Store, asked: Sequence[Asked], operators: Collection[Operator], teams: Collection[str]
) -> Iterator[_Trial]:
    for statement in statements_of(store.document or {}):
        about = [each for each in asked if names_action(statement, each.request.action)]
        for number, mutation in enumerate(mutations(statement)):
            if mutation.operator in operators:
                policy = f"{store.policy} {statement['Sid']} {number}"
                of, change = _as_in_all_accounts(store, mutation.change, teams)
                changed = replace(mutation, change=change)
                yield _Trial(store, of, changed, policy, tuple(_with_policy(each, policy) for each in about))


def _as_in_all_accounts(store: Store, change: str, teams: Collection[str]) -> tuple[str, str]:
    """Return what a policy is of, and a change of it, as they read in every account that has the same."""
    change = change.replace(store.arn, store.kind).replace(str(store.account.known_id), "ID")
    workspace, _, address = store.address.partition(":")
    team = next((team for team in teams if workspace.endswith(f"-{team}")), "")
    if team:  # a workspace for each team has the same policies, with the team's name in them
        workspace, change = f"{workspace.removesuffix(team)}TEAM", change.replace(team, "TEAM")
    return f"{workspace}:{address}", change


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


def _first_miss(answers: Sequence[tuple[Asked, Any]]) -> str:
    failed = (each for each, answer in answers if list(misses(each, decide(each.request, answer))))
    return next((each.scenario.spec.name for each in failed), "")
