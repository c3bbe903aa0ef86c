"""The proof of access: every scenario of every permission set that somebody has, against what was synthesized."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from modules.access.outcome import PersonaOutcome
from modules.access.personas import Personas
from modules.access.scenarios import PersonaScenario, PersonaScenarioSpec
from modules.access.unbound_guardrails import guardrails_missed
from modules.policy_evaluation.reading.inputs import Account, Guardrail
from modules.policy_evaluation.requests.scenario_values import (
    NothingToAskError,
    ScenarioValues,
    UnknownPlaceholderError,
)
from modules.policy_evaluation.requests.variations import Variation, variations
from modules.policy_evaluation.simulating.simulator import PROBLEMS, Request, simulate
from modules.specification.tag_keys import TagKeys

_MISFITS = (PROBLEMS["must.use.wildcard"], PROBLEMS["no.resource.types"])
"""What the simulator says of a resource that an action does not work on."""


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


def prove(
    personas: Personas,
    scenarios: Mapping[str, tuple[PersonaScenario, ...]],
    guardrails: Sequence[Guardrail] = (),
) -> AccessProof:
    """Evaluate every scenario of the permission sets that somebody has, in one run of the simulator.

    A permission set that is bound to stages is one for each stage, and each is asked where somebody has it.

    Args:
        personas: Of the environment.
        scenarios: By permission set.
        guardrails: The whole library, filled in for this environment: a scenario that would be denied by one which is
            not bound above the account does not apply.

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
    found = [
        PersonaOutcome(each.scenario, each.permission_set, each.account.key, each.request, answer)
        for each, answer in zip(asked, simulate(batch), strict=True)
    ]
    missed = guardrails_missed(personas, [outcome for outcome in found if outcome.was_to_be_denied], guardrails)
    outcomes: dict[str, list[PersonaOutcome]] = {name: [] for name in personas.access.permission_sets}
    for outcome in found:
        if outcome in missed:
            why = f"it takes {missed[outcome]}, which is not bound above {outcome.account}"
            left_out.append((outcome.scenario, why))
        else:
            outcomes[outcome.permission_set].append(outcome)
    named = {name: tuple(_fitting(several)) for name, several in outcomes.items() if several}
    proved = {name for sets in held.values() for name in sets}
    given = {entry.permission_set for entry in personas.access.entries}
    unproved = tuple(name for name in personas.access.permission_sets if name in given - proved)
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
        for action, resource, context in _variations(
            spec, personas.values(account), personas.environment.facts.tag_keys
        )
    ]


def _variations(spec: PersonaScenarioSpec, values: ScenarioValues, tag_keys: TagKeys) -> Iterator[Variation]:
    """Give every request of a scenario. An alternative that nothing stands for is left out, but not the last one."""
    nothing, asked = NothingToAskError("it has no alternative"), False
    for alternative in spec.alternatives():
        try:
            requests = list(variations(alternative, values, tag_keys))
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
