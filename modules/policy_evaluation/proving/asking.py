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
class Asked:
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
) -> dict[str, list[Asked]]:
    """Evaluate every scenario of the guardrails that are attached, all in one run of the simulator.

    Args:
        environment: What was synthesized.
        scenarios: By guardrail, of the kinds that are evaluated for requests.
        attached: Where each guardrail is attached; those that are nowhere are left out.

    """
    asked = {name: [_asked(environment, one, units) for one in scenarios[name]] for name, units in attached.items()}
    batch = batch_of(environment.tree)
    everything = [one for several in asked.values() for one in several]
    batch.requests = [request for one in everything for request in one.requests]
    answers = iter(simulate(batch))
    for one in everything:
        one.answers = tuple(next(answers) for _ in one.requests)
    return asked


def _asked(environment: SynthesizedEnvironment, scenario: Scenario, attached: tuple[UnitPath, ...]) -> Asked:
    account = environment.accounts.for_scenario(scenario.spec.account, attached)
    if account is None:
        return Asked(scenario, not_applicable=f"the environment has no account for {scenario.spec.account}")
    try:
        requests = environment.requests.of(scenario.spec, account)
    except NothingToAskError as nothing:
        return Asked(scenario, account, not_applicable=str(nothing))
    except UnknownPlaceholderError as unknown:
        return Asked(scenario, account, mistake=f"nothing is known of the placeholder {{{{{unknown}}}}}")
    return Asked(scenario, account, tuple(requests))
