"""Mutations of permission sets put to their scenarios: which of them no scenario notices."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from modules.access.outcome import PersonaOutcome
from modules.access.permission_sets import with_sids
from modules.access.personas import Personas, inline_name
from modules.access.proof import AccessProof
from modules.policy_evaluation.mutation.mutation import Mutation, Operator
from modules.policy_evaluation.mutation.mutations import mutations
from modules.policy_evaluation.mutation.resource_shapes import Shapes, shapes_of, without_effect
from modules.policy_evaluation.simulating.organization_policies import IDENTITY
from modules.policy_evaluation.simulating.simulator import Answer, Batch, PolicyDocument, simulate

_TWO_LOCKS = "what it would let through, the boundary or the organization's policies deny as well"

_Matching = frozenset[tuple[str, str]]
"""Statements that match a request, each by its policy's name and its own."""


@dataclass(frozen=True, slots=True)
class PermissionSetMutation:
    """One mutation, and whether a scenario noticed it."""

    permission_set: str
    mutation: Mutation
    noticed_by: str
    """The first scenario that comes out otherwise with it; empty where none does."""


def mutate(
    personas: Personas, proof: AccessProof, stages: Sequence[str], operators: Collection[Operator] = tuple(Operator)
) -> list[PermissionSetMutation]:
    """Put every mutation of every inline policy to the scenarios of its permission set.

    Whether a statement matches a request depends on no other. So a request is put once, with every mutation as a policy
    of its own beside the permission set's, and once more with everything allowed, which tells what the boundary and the
    organization's policies say. What each mutation would have changed follows from both answers.

    Args:
        personas: Of the environment.
        proof: What came of the scenarios.
        stages: The environment's stages.
        operators: Which kinds of mutations; fewer take less time.

    """
    policies = [known.inline_policy for known in personas.access.permission_sets.values() if known.inline_policy]
    shapes = shapes_of(statement for policy in policies for statement in policy["Statement"])
    trials = [
        _Trial(
            name,
            tuple(each for each in _mutations(known.inline_policy, stages, shapes) if each.operator in operators),
            _right(proof.outcomes.get(name, ())),
        )
        for name, known in personas.access.permission_sets.items()
        if known.inline_policy and name not in proof.unproved
    ]
    batch = personas.batch()
    for trial in trials:
        trial.prepare(batch)
    answers = iter(simulate(batch))
    return [result for trial in trials for result in trial.results(answers)]


def _mutations(policy: Mapping[str, Any], stages: Sequence[str], shapes: Shapes) -> Iterator[Mutation]:
    for statement in with_sids(policy)["Statement"]:
        for mutation in mutations(statement, stages):
            yield without_effect(statement, mutation, shapes)


def _right(outcomes: Sequence[PersonaOutcome]) -> tuple[PersonaOutcome, ...]:
    return tuple(outcome for outcome in outcomes if not outcome.mistake)


@dataclass(frozen=True, slots=True)
class _Trial:
    """All mutations of one permission set, and what came of its scenarios."""

    permission_set: str
    mutations: tuple[Mutation, ...]
    outcomes: tuple[PersonaOutcome, ...]

    @property
    def changed(self) -> dict[str, Mapping[str, Any]]:
        """The statements that mutations put in the place of others, by the names of their policies."""
        return {
            self._name(index): mutation.statement
            for index, mutation in enumerate(self.mutations)
            if mutation.statement is not None
        }

    def prepare(self, batch: Batch) -> None:
        """Add the mutations, and every request with all of them, and with everything allowed.

        What is known already is not asked again: a request without mutations, and whether the others let through what
        was allowed.
        """
        changed = self.changed
        for name, statement in changed.items():
            document = {"Version": "2012-10-17", "Statement": [statement]}
            batch.policies[name] = PolicyDocument("IDENTITY_POLICY", document)
        for outcome in self.outcomes:
            if changed:
                batch.requests.append(replace(outcome.request, identity=(*outcome.request.identity, *changed)))
            if not outcome.answer.allowed:
                batch.requests.append(replace(outcome.request, identity=(IDENTITY,)))

    def results(self, answers: Iterator[Answer]) -> Iterator[PermissionSetMutation]:
        """Tell of each mutation which scenario notices it.

        Args:
            answers: In the order in which `prepare` added the requests. No more of them are taken than it added.

        """
        changed = bool(self.changed)
        met = []
        for outcome in self.outcomes:
            together = next(answers) if changed else outcome.answer
            met.append(_Met(outcome, together, outcome.answer.allowed or next(answers).allowed))
        inline = inline_name(self.permission_set)
        for index, mutation in enumerate(self.mutations):
            differing = [match for match in met if match.differs(inline, mutation.sid, self._name(index))]
            noticing = next((match.scenario for match in differing if match.others_allow), "")
            if differing and not noticing and not mutation.equivalent:
                mutation = replace(mutation, equivalent=_TWO_LOCKS)  # noqa: PLW2901 - the same, with what came of it
            yield PermissionSetMutation(self.permission_set, mutation, noticing)

    def _name(self, index: int) -> str:
        return f"{self.permission_set} mutation {index}"


class _Met:
    """Which statements match one request, its own and those of all mutations."""

    def __init__(self, outcome: PersonaOutcome, together: Answer, others_allow: bool) -> None:  # noqa: FBT001 - a fact
        self.scenario = outcome.scenario.spec.name
        self.others_allow = others_allow
        own = frozenset(outcome.request.identity)
        self._allowing = frozenset((match.policy, match.sid) for match in together.allowing)
        self._denying = frozenset((match.policy, match.sid) for match in together.denying)
        self._own_allowing = frozenset(match for match in self._allowing if match[0] in own)
        self._own_denying = frozenset(match for match in self._denying if match[0] in own)
        self._before = self._decided(self._own_allowing, self._own_denying)

    def differs(self, inline: str, sid: str, changed: str) -> bool:
        """Whether the permission set decides otherwise with a changed statement in the place of one of its policy.

        That comes out only where the boundary and the organization's policies let the request through.
        """
        written, new = (inline, sid), (changed, sid)
        return self._before != self._decided(
            self._own_allowing - {written} | ({new} & self._allowing),
            self._own_denying - {written} | ({new} & self._denying),
        )

    def _decided(self, allowing: _Matching, denying: _Matching) -> bool:
        return bool(allowing) and not denying
