"""Mutations put to the scenarios: which of them no scenario notices."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from modules.policy_evaluation.mutation.mutation import Mutation
from modules.policy_evaluation.mutation.mutations import mutations
from modules.policy_evaluation.proving.asking import AskedScenario, ask
from modules.policy_evaluation.proving.expectation import implicitly_denied, met
from modules.policy_evaluation.reading.inputs import EVALUATED, RCP, SCP, Guardrail
from modules.policy_evaluation.reading.scenarios import Scenario
from modules.policy_evaluation.requests.synthesized_environment import SynthesizedEnvironment
from modules.policy_evaluation.simulating.organization_policies import FULL_ACCESS, NOWHERE, batch_of
from modules.policy_evaluation.simulating.simulator import (
    Answer,
    Batch,
    Level,
    PolicyDocument,
    Request,
    StatementAt,
    simulate,
)


@dataclass(frozen=True, slots=True)
class MutationResult:
    """One mutation, and whether a scenario noticed it."""

    guardrail: str
    mutation: Mutation
    noticed_by: str
    """The first scenario that fails with it; empty where none does."""

    @property
    def name(self) -> str:
        """What was changed in which guardrail."""
        return _named(self.guardrail, self.mutation)

    @property
    def survives(self) -> bool:
        """Whether nothing notices it."""
        return not self.noticed_by


def mutate(
    environment: SynthesizedEnvironment,
    guardrails: Sequence[Guardrail],
    scenarios: Mapping[str, tuple[Scenario, ...]],
    *,
    noticed: Collection[str] = frozenset(),
) -> list[MutationResult]:
    """Put every mutation of every attached Deny statement to the scenarios of its guardrail.

    A statement decides by itself: the others answer a request as before. So one run of the simulator has, for each
    request, every mutation of its guardrail as a policy of its own, and tells which of them deny it.

    Args:
        environment: As it was synthesized.
        guardrails: The whole library, filled in for this environment.
        scenarios: By guardrail.
        noticed: Names of mutations that another environment's scenarios noticed: they are not tried.

    """
    evaluated = [guardrail for guardrail in guardrails if guardrail.kind in EVALUATED]
    attached = {guardrail.name: units for guardrail in evaluated if (units := environment.attached(guardrail))}
    tried = {
        guardrail.name: left
        for guardrail in evaluated
        if guardrail.name in attached and (left := _mutations(environment, guardrail, noticed))
    }
    asked = ask(environment, scenarios, {name: attached[name] for name in tried})
    trials = [
        _Trial(guardrail, tuple(tried[guardrail.name]), asked[guardrail.name])
        for guardrail in evaluated
        if guardrail.name in tried
    ]
    batch = batch_of(environment.tree)
    reaching = _reaching(batch)
    for trial in trials:
        trial.prepare(batch)
    answers = iter(simulate(batch))
    return [result for trial in trials for result in trial.results([next(answers) for _ in trial.pairs], reaching)]


def _named(guardrail: str, mutation: Mutation) -> str:
    return f"{guardrail}: {mutation.sid} {mutation.change}"


def _mutations(environment: SynthesizedEnvironment, guardrail: Guardrail, noticed: Collection[str]) -> list[Mutation]:
    """Mutate each statement as it was synthesized; a statement that is attached twice is changed in both places."""
    policies = environment.tree.of_kinds(guardrail.kind)
    statements = {
        statement["Sid"]: statement for _, policy in policies for statement in policy.statements if statement.get("Sid")
    }
    every = (mutation for sid in guardrail.sids if sid in statements for mutation in mutations(statements[sid]))
    return [mutation for mutation in every if _named(guardrail.name, mutation) not in noticed]


@dataclass(frozen=True, slots=True)
class _Trial:
    """All mutations of one guardrail, and its scenarios."""

    guardrail: Guardrail
    mutations: tuple[Mutation, ...]
    asked: Sequence[AskedScenario]

    @property
    def pairs(self) -> list[tuple[AskedScenario, Request, Answer]]:
        """Every request of every scenario, as it was answered without mutations."""
        return [
            (asked, request, answer)
            for asked in self.asked
            for request, answer in zip(asked.requests, asked.answers, strict=True)
        ]

    def prepare(self, batch: Batch) -> None:
        """Add the mutations, and every request with all of them in the place of what is attached."""
        kind, path = self.guardrail.kind, f"mutations of {self.guardrail.name}"
        names = []
        for index, mutation in enumerate(self.mutations):
            if mutation.statement is not None:
                names.append(self._name(index))
                document = {"Version": "2012-10-17", "Statement": [mutation.statement]}
                batch.policies[names[-1]] = PolicyDocument(kind, document)
        batch.paths[path] = (Level("mutations", (*((FULL_ACCESS,) if kind == SCP else ()), *names)),)
        for _, request, _ in self.pairs:
            principal = path if kind == SCP and request.principal_path != NOWHERE else NOWHERE
            resource = path if kind == RCP and request.resource_path != NOWHERE else NOWHERE
            batch.requests.append(replace(request, principal_path=principal, resource_path=resource))

    def results(self, answers: Sequence[Answer], reaching: Mapping[str, frozenset[str]]) -> list[MutationResult]:
        """Compare the answers with those without mutations.

        Args:
            answers: With all mutations, for each pair.
            reaching: Names of the statements along each path.

        """
        return [
            MutationResult(self.guardrail.name, mutation, self._noticed(index, answers, reaching))
            for index, mutation in enumerate(self.mutations)
        ]

    def _noticed(self, index: int, answers: Sequence[Answer], reaching: Mapping[str, frozenset[str]]) -> str:
        """Return the name of the first scenario that fails with a mutation."""
        sid = self.mutations[index].sid
        for (asked, request, before), after in zip(self.pairs, answers, strict=True):
            path = request.principal_path if self.guardrail.kind == SCP else request.resource_path
            denying = tuple(statement for statement in before.denying if statement.sid != sid)
            if sid in reaching[path] and any(statement.policy == self._name(index) for statement in after.denying):
                denying += (StatementAt(self._name(index), sid, ""),)
            if self._met(asked, before, before.denying) and not self._met(asked, before, denying):
                return asked.scenario.spec.name
        return ""

    def _met(self, asked: AskedScenario, answer: Answer, denying: tuple[StatementAt, ...]) -> bool:
        refused = implicitly_denied(answer)
        return met(asked.scenario.spec.expect, self.guardrail, denying, implicitly_denied=refused)

    def _name(self, index: int) -> str:
        return f"{self.guardrail.name} mutation {index}"


def _reaching(batch: Batch) -> dict[str, frozenset[str]]:
    """Names of the statements along each path."""
    return {
        path: frozenset(
            statement.get("Sid", "")
            for level in levels
            for name in level.policies
            for statement in batch.policies[name].document["Statement"]
        )
        for path, levels in batch.paths.items()
    }
