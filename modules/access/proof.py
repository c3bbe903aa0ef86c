"""The proof of access: every scenario of every permission set that somebody has, against what was synthesized."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from modules.access.personas import Personas
from modules.access.scenarios import PersonaScenario
from modules.policy_evaluation.reading.inputs import Account
from modules.policy_evaluation.requests.scenario_values import NothingToAskError, UnknownPlaceholderError
from modules.policy_evaluation.requests.variations import variations
from modules.policy_evaluation.simulating.simulator import Answer, Request, simulate

ALLOWED = "allowed"


@dataclass(frozen=True, slots=True)
class PersonaOutcome:
    """What came of one scenario."""

    scenario: PersonaScenario
    account: str
    """The account's key."""
    request: Request
    answer: Answer

    @property
    def mistake(self) -> str:
        """What is wrong with it; empty where it came out as expected."""
        if self.answer.problem:
            return self.answer.problem
        if self.answer.ignored_keys:
            return f"the action has no condition key {', '.join(self.answer.ignored_keys)}: AWS would never send it"
        if self.answer.allowed == (self.scenario.spec.expect == ALLOWED):
            return ""
        denying = ", ".join(f"{statement.sid or statement.policy}" for statement in self.answer.denying)
        allowing = ", ".join(f"{statement.sid or statement.policy}" for statement in self.answer.allowing)
        return (
            f"denied by {denying or 'no statement that allows it'}"
            if not self.answer.allowed
            else f"allowed by {allowing}"
        )


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


def prove(personas: Personas, scenarios: Mapping[str, tuple[PersonaScenario, ...]]) -> AccessProof:
    """Evaluate every scenario of the permission sets that somebody has, in one run of the simulator.

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
    outcomes: dict[str, list[PersonaOutcome]] = {}
    for (scenario, account, request), answer in zip(asked, simulate(batch), strict=True):
        outcomes.setdefault(scenario.permission_set, []).append(PersonaOutcome(scenario, account.key, request, answer))
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
