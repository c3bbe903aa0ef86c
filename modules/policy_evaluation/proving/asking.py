"""Scenarios put to the simulator: which requests each stands for, and what came back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from modules.policy_evaluation.reading.inputs import Account
from modules.policy_evaluation.reading.organization_tree import UnitPath
from modules.policy_evaluation.reading.scenarios import Scenario
from modules.policy_evaluation.requests.scenario_values import NothingToAskError, UnknownPlaceholderError
from modules.policy_evaluation.requests.synthesized_environment import SynthesizedEnvironment
from modules.policy_evaluation.simulating.organization_policies import batch_of
from modules.policy_evaluation.simulating.simulator import Answer, Request, simulate


@dataclass(slots=True)
class AskedScenario:
    """One scenario in one environment, with the requests that it stands for and their answers."""

    scenario: Scenario
    account: Account | None = None
    """The account that it happens in; none where the environment has none like it."""
    requests: tuple[Request, ...] = ()
    answers: tuple[Answer, ...] = ()
    not_applicable: str = ""
    """Why no request of this environment stands for it."""
    mistake: str = ""
    """What is wrong with the scenario itself."""


def ask(
    environment: SynthesizedEnvironment,
    scenarios: Mapping[str, tuple[Scenario, ...]],
    attached: Mapping[str, tuple[UnitPath, ...]],
) -> dict[str, list[AskedScenario]]:
    """Evaluate every scenario of the guardrails that are attached, all in one run of the simulator.

    Args:
        environment: What was synthesized.
        scenarios: By guardrail, of the kinds that are evaluated for requests.
        attached: Where each guardrail is attached; those that are nowhere are left out.

    """
    by_guardrail = {
        name: [_asked(environment, scenario, units) for scenario in scenarios[name]] for name, units in attached.items()
    }
    batch = batch_of(environment.tree)
    everything = [asked for several in by_guardrail.values() for asked in several]
    batch.requests = [request for asked in everything for request in asked.requests]
    answers = iter(simulate(batch))
    for asked in everything:
        asked.answers = tuple(next(answers) for _ in asked.requests)
    return by_guardrail


def _asked(environment: SynthesizedEnvironment, scenario: Scenario, attached: tuple[UnitPath, ...]) -> AskedScenario:
    account = environment.accounts.for_scenario(scenario.spec.account, attached)
    if account is None:
        return AskedScenario(scenario, not_applicable=f"the environment has no account for {scenario.spec.account}")
    try:
        requests = environment.requests.of(scenario.spec, account)
    except NothingToAskError as nothing:
        return AskedScenario(scenario, account, not_applicable=str(nothing))
    except UnknownPlaceholderError as unknown:
        return AskedScenario(scenario, account, mistake=f"nothing is known of the placeholder {{{{{unknown}}}}}")
    return AskedScenario(scenario, account, tuple(requests))
