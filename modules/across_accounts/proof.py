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
    answers: tuple[Answer, ...]
    """What policies make of each request."""
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
    found = answers(across, asked.requests)
    decisions = judged(across, asked.requests, found)
    return AcrossProof(
        across.personas.environment.facts.name,
        asked.requests,
        tuple(found),
        asked.applying(scenarios),
        asked.failures((each, misses(each, decision)) for each, decision in decisions),
        asked.not_applicable,
    )


def decided(across: Across, asked: Sequence[Asked]) -> list[tuple[Asked, Decision]]:
    """Put requests to the simulator, and to what Lake Formation grants; return each with what became of it."""
    return judged(across, asked, answers(across, asked))


def judged(across: Across, asked: Sequence[Asked], found: Sequence[Answer]) -> list[tuple[Asked, Decision]]:
    """Join what policies make of requests with what Lake Formation grants; return what became of each."""
    return [
        (each, decide(each.request, answer, admitted=is_admitted(across.catalogs, each)))
        for each, answer in zip(asked, found, strict=True)
    ]


def answers(across: Across, asked: Sequence[Asked]) -> list[Answer]:
    """Return what policies make of each request; of requests alike, one is simulated."""
    batch = across.batch()
    requests = {id(each.request): each.request for each in asked}  # many ask for the very same
    texts = {key: repr(request) for key, request in requests.items()}
    alike = {texts[key]: request for key, request in requests.items()}
    batch.requests = list(alike.values())
    found = dict(zip(alike, simulate(batch), strict=True))
    return [found[texts[id(each.request)]] for each in asked]


def is_admitted(catalogs: Catalogs, asked: Asked) -> bool:
    """Say whether Lake Formation admits a request, where it has a say and is not thought away."""
    about, request = asked.store.about, asked.request
    if about is None or Layer.GRANTS in asked.scenario.spec.without:
        return True
    return admits(catalogs, request.principal, request.action, about)
