"""The proof of access: every scenario of every permission set that somebody has, against what was synthesized."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from modules.access.personas import Personas
from modules.access.scenarios import PersonaScenario, PersonaScenarioSpec
from modules.policy_evaluation.reading.inputs import Account
from modules.policy_evaluation.requests.scenario_values import (
    NothingToAskError,
    ScenarioValues,
    UnknownPlaceholderError,
)
from modules.policy_evaluation.requests.variations import Variation, variations
from modules.policy_evaluation.simulating.simulator import PROBLEMS, Answer, Request, simulate

ALLOWED = "allowed"

_MISFITS = (PROBLEMS["must.use.wildcard"], PROBLEMS["no.resource.types"])
"""What the simulator says of a resource that an action does not work on."""


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


@dataclass(frozen=True, slots=True)
class _Asked:
    """One request of a scenario."""

    scenario: PersonaScenario
    permission_set: str
    account: Account
    request: Request


def prove(personas: Personas, scenarios: Mapping[str, tuple[PersonaScenario, ...]]) -> AccessProof:
    """Evaluate every scenario of the permission sets that somebody has, in one run of the simulator.

    A permission set that is bound to stages is one for each stage, and each is asked where somebody has it.

    Raises:
        LandingZoneError: the simulator cannot run, or refuses a policy.

    """
    asked: list[_Asked] = []
    left_out: list[tuple[PersonaScenario, str]] = []
    held = {folder: personas.sets_of(folder) for folder in scenarios}
    for folder, known in scenarios.items():
        for scenario in known:
            try:
                asked += _asked(personas, scenario, held[folder])
            except (NothingToAskError, UnknownPlaceholderError) as nothing:
                left_out.append((scenario, str(nothing)))
    batch = personas.batch()
    batch.requests = [each.request for each in asked]
    outcomes: dict[str, list[PersonaOutcome]] = {name: [] for name in personas.access.permission_sets}
    for each, answer in zip(asked, simulate(batch), strict=True):
        outcome = PersonaOutcome(each.scenario, each.account.key, each.request, answer)
        outcomes[each.permission_set].append(outcome)
    named = {name: tuple(_fitting(several)) for name, several in outcomes.items() if several}
    proved = {name for sets in held.values() for name in sets}
    unproved = tuple(name for name in personas.access.permission_sets if name not in proved)
    return AccessProof(personas.environment.facts.name, named, tuple(left_out), unproved)


def _asked(personas: Personas, scenario: PersonaScenario, held: Sequence[str]) -> list[_Asked]:
    if not held:
        raise NothingToAskError("nobody has it")
    spec = scenario.spec
    where = [
        (permission_set, account)
        for permission_set in held
        for wanted in spec.accounts
        if (account := _account(personas.accounts_with(permission_set), wanted))
    ]
    if not where:
        raise NothingToAskError(
            f"nobody has it in an account for {' or '.join(filter(None, spec.accounts)) or 'anything'}"
        )
    return [
        _Asked(
            scenario,
            permission_set,
            account,
            personas.request(
                account,
                permission_set,
                action=action,
                resource=resource,
                cleared_for=personas.stage(spec.cleared_for or "dev", account),
                context=context,
            ),
        )
        for permission_set, account in where
        for action, resource, context in _variations(spec, personas.values(account))
    ]


def _variations(spec: PersonaScenarioSpec, values: ScenarioValues) -> Iterator[Variation]:
    """Give every request of a scenario. An alternative that nothing stands for is left out, but not the last one."""
    nothing, asked = NothingToAskError("it has no alternative"), False
    for alternative in spec.alternatives():
        try:
            requests = list(variations(alternative, values))
        except NothingToAskError as error:
            nothing = error
            continue
        asked = True
        yield from requests
    if not asked:
        raise nothing


def _fitting(outcomes: Sequence[PersonaOutcome]) -> list[PersonaOutcome]:
    """Leave out actions with resources that they do not work on, where a scenario lists several of both.

    Every action and every resource must still be asked about.
    """
    fits = [outcome for outcome in outcomes if outcome.answer.problem not in _MISFITS]
    pairs = {
        (id(outcome.scenario), outcome.account, part)
        for outcome in fits
        for part in (outcome.request.action, outcome.request.resource)
    }

    def is_asked_elsewhere(outcome: PersonaOutcome) -> bool:
        spec = outcome.scenario.spec
        parts = (outcome.request.action, outcome.request.resource)
        is_a_pair = min(len(spec.actions), len(spec.resources)) > 1
        return is_a_pair and all((id(outcome.scenario), outcome.account, part) in pairs for part in parts)

    return [
        outcome for outcome in outcomes if outcome.answer.problem not in _MISFITS or not is_asked_elsewhere(outcome)
    ]


def _account(accounts: list[Account], wanted: str | None) -> Account | None:
    if wanted is None:
        return next(iter(accounts), None)
    function, _, stage = wanted.partition("/")
    return next(
        (account for account in accounts if function in account.functions and stage in ("", account.stage_kind)), None
    )
