"""The proof of access: every scenario of every permission set that somebody has, against what was synthesized."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from modules.access.outcome import PersonaOutcome
from modules.access.personas import Personas
from modules.access.scenarios import PersonaScenario
from modules.access.unbound_guardrails import guardrails_missed
from modules.policy_evaluation.reading.inputs import Account, Guardrail
from modules.policy_evaluation.requests.scenario_values import NothingToAskError, UnknownPlaceholderError
from modules.policy_evaluation.requests.variations import variations
from modules.policy_evaluation.simulating.simulator import Request, simulate


@dataclass(frozen=True, slots=True)
class AccessProof:
    """The proof of one environment."""

    environment: str
    outcomes: Mapping[str, tuple[PersonaOutcome, ...]]
    """By permission set."""
    not_applicable: tuple[tuple[PersonaScenario, str], ...]
    """Scenarios that no request of this environment stands for, each with the reason."""
    unproved: tuple[str, ...] = ()
    """Permission sets that somebody has, and that no scenario asks about."""

    @property
    def failed(self) -> list[PersonaOutcome]:
        """Scenarios that did not come out as expected."""
        return [outcome for several in self.outcomes.values() for outcome in several if outcome.mistake]

    @property
    def ok(self) -> bool:
        """Whether all of them did."""
        return not self.failed


def prove(
    personas: Personas,
    scenarios: Mapping[str, tuple[PersonaScenario, ...]],
    guardrails: Sequence[Guardrail] = (),
) -> AccessProof:
    """Evaluate every scenario of the permission sets that somebody has, in one run of the simulator.

    Args:
        personas: Of the environment.
        scenarios: By permission set.
        guardrails: The whole library, filled in for this environment: a scenario that would be denied by one which is
            not bound above the account does not apply.

    Raises:
        LandingZoneError: the simulator cannot run, or refuses a policy.

    """
    asked: list[tuple[PersonaScenario, Account, Request]] = []
    held = personas.access.permission_sets
    nobodys = (name for name in scenarios if name not in held)
    left_out = [(scenario, "nobody has it") for name in nobodys for scenario in scenarios[name]]
    for scenario in (scenario for name in held for scenario in scenarios.get(name, ())):
        try:
            asked += _asked(personas, scenario)
        except (NothingToAskError, UnknownPlaceholderError) as nothing:
            left_out.append((scenario, str(nothing)))
    batch = personas.batch()
    batch.requests = [request for _, _, request in asked]
    found = [
        PersonaOutcome(scenario, account.key, request, answer)
        for (scenario, account, request), answer in zip(asked, simulate(batch), strict=True)
    ]
    missed = guardrails_missed(personas, [outcome for outcome in found if outcome.was_to_be_denied], guardrails)
    outcomes: dict[str, list[PersonaOutcome]] = {}
    for outcome in found:
        if outcome in missed:
            left_out.append(
                (outcome.scenario, f"it takes {missed[outcome]}, which is not bound above {outcome.account}")
            )
        else:
            outcomes.setdefault(outcome.scenario.permission_set, []).append(outcome)
    named = {name: tuple(several) for name, several in outcomes.items()}
    unproved = tuple(name for name in held if name not in scenarios)
    return AccessProof(personas.environment.facts.name, named, tuple(left_out), unproved)


def _asked(personas: Personas, scenario: PersonaScenario) -> list[tuple[PersonaScenario, Account, Request]]:
    spec = scenario.spec
    account = _account(personas.accounts_with(scenario.permission_set), spec.account)
    if account is None:
        raise NothingToAskError(f"nobody has it in an account for {spec.account or 'anything'}")
    values = personas.values(account)
    return [
        (
            scenario,
            account,
            personas.request(
                account,
                scenario.permission_set,
                action=action,
                resource=resource,
                cleared_for=personas.stage(spec.cleared_for or "dev"),
                context=context,
            ),
        )
        for action, resource, context in variations(spec, values, personas.environment.facts.tag_keys)
    ]


def _account(accounts: list[Account], wanted: str | None) -> Account | None:
    if wanted is None:
        return next(iter(accounts), None)
    function, _, stage = wanted.partition("/")
    return next(
        (account for account in accounts if function in account.functions and stage in ("", account.stage_kind)), None
    )
