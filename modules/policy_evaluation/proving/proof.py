"""The proof of one environment: every scenario of every guardrail that is attached, against what was synthesized."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from modules.policy_evaluation.proving.asking import AskedScenario, ask
from modules.policy_evaluation.proving.deciding import Library, library
from modules.policy_evaluation.proving.expectation import DENIED, misses, why_not_denied
from modules.policy_evaluation.proving.outcome import ScenarioOutcome, Verdict
from modules.policy_evaluation.proving.protected import unprotected
from modules.policy_evaluation.proving.settings_proof import settled
from modules.policy_evaluation.reading.inputs import EVALUATED, Guardrail
from modules.policy_evaluation.reading.organization_tree import UnitPath, shown
from modules.policy_evaluation.reading.scenarios import Scenario
from modules.policy_evaluation.requests.synthesized_environment import SynthesizedEnvironment
from modules.policy_evaluation.simulating.organization_policies import batch_of
from modules.policy_evaluation.simulating.simulator import simulate


@dataclass(frozen=True, slots=True)
class GuardrailProof:
    """One guardrail that is attached somewhere."""

    guardrail: Guardrail
    attached: tuple[UnitPath, ...]
    outcomes: tuple[ScenarioOutcome, ...]
    mistakes: tuple[str, ...]
    """What is wrong with the way it is attached."""

    def count(self, verdict: Verdict) -> int:
        """Count scenarios with a verdict."""
        return sum(outcome.verdict is verdict for outcome in self.outcomes)

    @property
    def ok(self) -> bool:
        """Whether nothing failed."""
        return not self.mistakes and not self.count(Verdict.FAILED)


@dataclass(frozen=True, slots=True)
class ProofReport:
    """The proof of one environment."""

    environment: str
    guardrails: tuple[GuardrailProof, ...]
    unbound: tuple[str, ...]
    """Guardrails of the library that are attached nowhere in this environment."""
    mistakes: tuple[str, ...]
    """Policies and statements that no scenario can speak for."""

    @property
    def unproved(self) -> tuple[str, ...]:
        """Guardrails that are attached and have no scenarios: nothing shows what they deny."""
        return tuple(proof.guardrail.name for proof in self.guardrails if not proof.outcomes)

    @property
    def ok(self) -> bool:
        """Whether every scenario that applies came out as expected."""
        return not self.mistakes and all(proof.ok for proof in self.guardrails)


def prove(
    environment: SynthesizedEnvironment,
    guardrails: Sequence[Guardrail],
    scenarios: Mapping[str, tuple[Scenario, ...]],
) -> ProofReport:
    """Prove an environment.

    Args:
        environment: As it was synthesized.
        guardrails: The whole library, filled in for this environment.
        scenarios: By guardrail.

    Raises:
        LandingZoneError: the simulator cannot run, or refuses a policy.

    """
    everywhere = {guardrail.name: environment.attached(guardrail) for guardrail in guardrails}
    attached = {name: units for name, units in everywhere.items() if units}
    evaluated = {
        guardrail.name: attached[guardrail.name]
        for guardrail in guardrails
        if guardrail.name in attached and guardrail.kind in EVALUATED
    }
    known = library(guardrails)
    outcomes = _judged(environment, ask(environment, scenarios, evaluated), known)
    for name in attached.keys() - evaluated.keys():
        outcomes[name] = [settled(environment, scenario, attached[name]) for scenario in scenarios[name]]
    proofs = tuple(
        GuardrailProof(
            guardrail,
            attached[guardrail.name],
            tuple(outcomes[guardrail.name]),
            (*_gaps(environment, guardrail), *unprotected(environment, guardrail)),
        )
        for guardrail in guardrails
        if guardrail.name in attached
    )
    unbound = tuple(name for name, units in everywhere.items() if not units)
    return ProofReport(environment.facts.name, proofs, unbound, tuple(_strays(environment, known)))


def _judged(
    environment: SynthesizedEnvironment, by_guardrail: Mapping[str, list[AskedScenario]], known: Library
) -> dict[str, list[ScenarioOutcome]]:
    found = {name: [(asked, misses(asked, known)) for asked in several] for name, several in by_guardrail.items()}
    failed = [asked for several in found.values() for asked, missed in several if missed and asked.requests]
    details = _details(environment, failed)
    return {
        name: [_outcome(asked, [*missed, *details.get(id(asked), [])]) for asked, missed in several]
        for name, several in found.items()
    }


def _outcome(asked: AskedScenario, why: list[str]) -> ScenarioOutcome:
    if asked.not_applicable:
        return ScenarioOutcome(asked.scenario, Verdict.NOT_APPLICABLE, 0, (asked.not_applicable,))
    return ScenarioOutcome(asked.scenario, Verdict.FAILED if why else Verdict.PASSED, len(asked.requests), tuple(why))


def _details(environment: SynthesizedEnvironment, failed: Sequence[AskedScenario]) -> dict[int, list[str]]:
    """Ask once more, in detail, what should have been denied and was not."""
    batch = batch_of(environment.tree)
    batch.requests = [replace(request, detailed=True) for asked in failed for request in asked.requests]
    if not batch.requests:
        return {}
    answers = iter(simulate(batch))
    details: dict[int, list[str]] = {}
    for asked in failed:
        guardrail = asked.scenario.guardrail
        for answer in [next(answers) for _ in asked.requests]:
            if asked.scenario.spec.expect == DENIED and not answer.problem and not answer.denying:
                details.setdefault(id(asked), []).extend(why_not_denied(guardrail, answer))
    return {key: list(dict.fromkeys(lines)) for key, lines in details.items()}


def _gaps(environment: SynthesizedEnvironment, guardrail: Guardrail) -> Iterator[str]:
    """Find statements of a guardrail that are missing where the others of it are attached."""
    if guardrail.kind not in EVALUATED:
        return
    for unit in environment.attached(guardrail):
        policies = [policy for policy in environment.tree.attached[unit] if policy.kind == guardrail.kind]
        there = {statement.get("Sid") for policy in policies for statement in policy.statements}
        missing = [sid for sid in guardrail.sids if sid not in there]
        if missing:
            yield f"{shown(unit)} has the guardrail without its statement {', '.join(missing)}"


def _strays(environment: SynthesizedEnvironment, known: Library) -> Iterator[str]:
    for policy in environment.tree.unattached:
        yield f"the policy {policy.name} ({policy.kind}) is attached nowhere"
    for unit, policy in environment.tree.of_kinds(*EVALUATED):
        for statement in policy.statements:
            if statement.get("Sid") not in known.by_sid:
                yield f"{statement.get('Sid')} in the policy {policy.name} of {shown(unit)} is of no guardrail"
