"""Changes of who roles trust and of what they may do, put to the scenarios: which of them no scenario notices."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from modules.delivery_tests.asking import Asked
from modules.delivery_tests.proof import IDENTITY_POLICY, RESOURCE_POLICY, DeliveryProof, batch_of, misses
from modules.delivery_tests.roles import DeliveryRole, Document
from modules.policy_evaluation.mutation.mutation import Mutation, Operator
from modules.policy_evaluation.mutation.mutations import mutations
from modules.policy_evaluation.reading.statements import names_action
from modules.policy_evaluation.simulating.simulator import PolicyDocument, simulate

OF_TRUSTS = frozenset(
    {Operator.STATEMENT_REMOVED, Operator.CONDITION_FLIPPED, Operator.CONDITION_REMOVED, Operator.VALUE_REMOVED}
)
OF_RIGHTS = frozenset({Operator.STATEMENT_REMOVED, Operator.CONDITION_FLIPPED, Operator.CONDITION_REMOVED})
"""Kinds of change that are tried; the lists of what is data are AWS's, and no scenario goes through all of them."""


@dataclass(frozen=True, slots=True)
class DeliveryMutation:
    """One change of one policy, and whether a scenario noticed it."""

    role: str
    mutation: Mutation
    noticed_by: str
    """The first scenario that fails with it; empty where none does."""

    @property
    def name(self) -> str:
        """What the change is called in every environment."""
        return f"{self.role}: {self.mutation.sid} {self.mutation.change}"


@dataclass(frozen=True, slots=True)
class _Trial:
    role: DeliveryRole
    mutation: Mutation
    policy: str
    """What the changed policy is called in the batch."""
    document: PolicyDocument
    asked: tuple[Asked, ...]
    allows: bool
    """Whether the statement allows something."""


def mutate(roles: Sequence[DeliveryRole], proof: DeliveryProof) -> list[DeliveryMutation]:
    """Change each statement of each role's trust and own policy in turn, and ask what it may decide once more.

    Args:
        roles: All of them.
        proof: What came of the scenarios.

    """
    met = [each for each in proof.asked if each.scenario.spec.name not in proof.failures]
    trials = [trial for role in roles for trial in _trials(role, met)]
    batch = batch_of(roles)
    for trial in trials:
        batch.policies[trial.policy] = trial.document
    batch.requests = [each.request for trial in trials for each in trial.asked]
    answers = iter(simulate(batch))
    found = []
    for trial in trials:
        failed = [each.scenario.spec.name for each in trial.asked if list(misses(each, next(answers)))]
        found.append(DeliveryMutation(trial.role.name, trial.mutation, failed[0] if failed else ""))
    return found


def _trials(role: DeliveryRole, met: Sequence[Asked]) -> Iterator[_Trial]:
    of_trust = [each for each in met if each.request.resource_policy == role.arn]
    for trial in _of_document(role, role.arn, role.trust, of_trust, OF_TRUSTS):
        asked = tuple(
            replace(each, request=replace(each.request, resource_policy=trial.policy)) for each in trial.asked
        )
        yield replace(trial, asked=asked)
    own = {name: document for name, document in role.policies.items() if name.endswith(f"of {role.name}")}
    for name, document in own.items():
        of_rights = [each for each in met if name in each.request.identity]
        for trial in _of_document(role, name, document, of_rights, OF_RIGHTS):
            if len(own) < len(role.policies) and trial.allows:
                continue  # one of AWS's policies allows it, too
            kept = tuple(other for other in role.policies if other != name)
            asked = tuple(
                replace(each, request=replace(each.request, identity=(*kept, trial.policy))) for each in trial.asked
            )
            yield replace(trial, asked=asked)


def _of_document(
    role: DeliveryRole, name: str, document: Document, met: Sequence[Asked], operators: Collection[Operator]
) -> Iterator[_Trial]:
    kind = RESOURCE_POLICY if name == role.arn else IDENTITY_POLICY
    for statement in document["Statement"]:
        about = tuple(each for each in met if names_action(statement, each.request.action))
        for number, mutation in enumerate(mutations(statement)):
            if mutation.operator in operators:
                changed = _with(document, statement, mutation)
                policy = f"{name} {statement['Sid']} {number}"
                yield _Trial(
                    role, mutation, policy, PolicyDocument(kind, changed), about, statement["Effect"] == "Allow"
                )


def _with(document: Document, statement: Mapping[str, object], mutation: Mutation) -> Document:
    kept = [mutation.statement if each is statement else each for each in document["Statement"]]
    return {**document, "Statement": [each for each in kept if each is not None] or [_nothing(statement)]}


def _nothing(statement: Mapping[str, object]) -> dict[str, object]:
    """Return what is left of a policy whose only statement goes: it lets nobody do anything."""
    return {**{key: value for key, value in statement.items() if key != "Condition"}, "Effect": "Deny"}
