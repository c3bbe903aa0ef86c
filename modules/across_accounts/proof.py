"""The proof of who reaches what: every scenario against all policies together, as they were synthesized."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from modules.across_accounts.asking import Asked, Asking
from modules.across_accounts.judging import Decision, decide, misses
from modules.across_accounts.lake_formation.deciding import Catalogs, admits
from modules.across_accounts.reading import Across
from modules.across_accounts.scenarios import AcrossScenario
from modules.across_accounts.spec import Layer
from modules.policy_evaluation.creating.action_facts import action_facts
from modules.policy_evaluation.requests.asked_scenarios import ask
from modules.policy_evaluation.simulating.simulator import Answer, simulate


@dataclass(frozen=True, slots=True)
class AcrossProof:
    """The proof of one environment."""

    environment: str
    asked: tuple[Asked, ...]
    scenarios: tuple[AcrossScenario, ...]
    """Those that apply."""
    failures: Mapping[str, tuple[str, ...]]
    """What is not as expected, by scenario."""
    not_applicable: Mapping[str, str]
    """Why a scenario does not apply, by its name."""

    @property
    def ok(self) -> bool:
        """Whether all came out as expected."""
        return not self.failures


def prove(across: Across, scenarios: Sequence[AcrossScenario]) -> AcrossProof:
    """Evaluate every scenario, in one run of the simulator.

    Raises:
        LandingZoneError: there is no such action, the simulator cannot run, or refuses a policy.

    """
    facts = action_facts({action for scenario in scenarios for action in scenario.spec.actions})
    asked = ask(scenarios, Asking(across, facts).of)
    decisions = decided(across, asked.requests)
    return AcrossProof(
        across.personas.environment.facts.name,
        asked.requests,
        asked.applying(scenarios),
        asked.failures((each, misses(each, decision)) for each, decision in decisions),
        asked.not_applicable,
    )


def decided(across: Across, asked: Sequence[Asked]) -> list[tuple[Asked, Decision]]:
    """Put requests to the simulator, and to what Lake Formation grants; return each with what became of it."""
    return [
        (each, decide(each.request, answer, admitted=is_admitted(across.catalogs, each)))
        for each, answer in zip(asked, answers(across, asked), strict=True)
    ]


def answers(across: Across, asked: Sequence[Asked]) -> list[Answer]:
    """Return what policies make of each request.

    Tables that differ in their LF-Tags alone are the same to IAM, so that of requests alike one is simulated.
    """
    batch = across.batch()
    batch.requests = list({repr(each.request): each.request for each in asked}.values())
    places = {repr(request): number for number, request in enumerate(batch.requests)}
    found = simulate(batch)
    return [found[places[repr(each.request)]] for each in asked]


def is_admitted(catalogs: Catalogs, asked: Asked) -> bool:
    """Say whether Lake Formation admits a request, where it has a say and is not thought away."""
    about, request = asked.store.about, asked.request
    if about is None or Layer.GRANTS in asked.scenario.spec.without:
        return True
    return admits(catalogs, request.principal, request.action, about)
