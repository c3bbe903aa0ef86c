"""The proof of access: every scenario of every permission set that somebody has, against what was synthesized."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from modules.access.personas import Personas, inline_name
from modules.access.scenarios import PersonaScenario
from modules.policy_evaluation.reading.inputs import Account
from modules.policy_evaluation.requests.scenario_values import (
    NothingToAskError,
    ScenarioValues,
    UnknownPlaceholderError,
)
from modules.policy_evaluation.simulating.simulator import Answer, PolicyDocument, Request, simulate
from modules.specification.tag_keys import with_tag_keys

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
    left_out: list[tuple[PersonaScenario, str]] = []
    for scenario in _of_sets_in_use(personas, scenarios):
        try:
            asked.append(_asked(personas, scenario))
        except (NothingToAskError, UnknownPlaceholderError) as nothing:
            left_out.append((scenario, str(nothing)))
    batch = personas.batch()
    batch.requests = [request for _, _, request in asked]
    outcomes: dict[str, list[PersonaOutcome]] = {}
    for (scenario, account, request), answer in zip(asked, simulate(batch), strict=True):
        outcomes.setdefault(scenario.permission_set, []).append(PersonaOutcome(scenario, account.key, request, answer))
    named = {name: tuple(several) for name, several in outcomes.items()}
    return AccessProof(personas.environment.facts.name, named, tuple(left_out))


def unnoticed_removals(personas: Personas, proof: AccessProof) -> list[tuple[str, str]]:
    """Take out every statement of every inline policy, one at a time; return those that no scenario misses.

    Only a scenario whose request a statement matches can miss it, so only those are asked again.

    Returns:
        Permission set and statement.

    """
    batch = personas.batch()
    tried: list[tuple[str, str, PersonaOutcome]] = []
    every_removal = list(removals(personas, proof))
    for name, sid in every_removal:
        policy = personas.access.permission_sets[name].inline_policy or {}
        left = [statement for statement in policy["Statement"] if statement["Sid"] != sid]
        without = f"{inline_name(name)} without {sid}"
        if left:
            batch.policies[without] = PolicyDocument("IDENTITY_POLICY", {**policy, "Statement": left})
        for outcome in proof.outcomes.get(name, ()):
            matched = {statement.sid for statement in (*outcome.answer.allowing, *outcome.answer.denying)}
            if sid in matched and not outcome.mistake:
                policies = tuple(policy for policy in outcome.request.identity if policy != inline_name(name))
                asked = replace(outcome.request, identity=((without,) if left else ()) + policies)
                batch.requests.append(asked)
                tried.append((name, sid, outcome))
    answers = simulate(batch)
    noticed = {
        (name, sid)
        for (name, sid, outcome), answer in zip(tried, answers, strict=True)
        if answer.allowed != outcome.answer.allowed
    }
    return [removal for removal in every_removal if removal not in noticed]


def removals(personas: Personas, proof: AccessProof) -> Iterator[tuple[str, str]]:
    """Return every statement that can be taken out, by its permission set and its name."""
    for name, permission_set in personas.access.permission_sets.items():
        if name in proof.outcomes or permission_set.inline_policy:
            for statement in (permission_set.inline_policy or {"Statement": []})["Statement"]:
                yield name, statement["Sid"]


def _of_sets_in_use(
    personas: Personas, scenarios: Mapping[str, tuple[PersonaScenario, ...]]
) -> Iterator[PersonaScenario]:
    for name in personas.access.permission_sets:
        yield from scenarios.get(name, ())


def _asked(personas: Personas, scenario: PersonaScenario) -> tuple[PersonaScenario, Account, Request]:
    spec = scenario.spec
    account = _account(personas.accounts_with(scenario.permission_set), spec.account)
    if account is None:
        raise NothingToAskError(f"nobody has it in an account for {spec.account or 'anything'}")
    values = personas.values(account)
    context = with_tag_keys(spec.context, personas.environment.facts.tag_keys)
    request = personas.request(
        account,
        scenario.permission_set,
        action=str(spec.action),
        resource=values.sample(spec.resource or "*"),
        cleared_for=spec.cleared_for or "dev",
        context={key: _filled(value, values) for key, value in context.items()},
    )
    return scenario, account, request


def _account(accounts: list[Account], wanted: str | None) -> Account | None:
    if wanted is None:
        return next(iter(accounts), None)
    function, _, stage = wanted.partition("/")
    return next(
        (account for account in accounts if function in account.functions and stage in ("", account.stage)), None
    )


def _filled(value: object, values: ScenarioValues) -> str | tuple[str, ...] | None:
    if value is None:
        return None
    if isinstance(value, tuple):
        return tuple(values.sample(_text(item)) for item in value)
    return values.sample(_text(value))


def _text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
