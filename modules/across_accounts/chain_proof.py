"""The proof that no chain leads to more: each step against all policies together, as they were synthesized."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from modules.across_accounts.asking import Asked, Asking
from modules.across_accounts.chains import Chain
from modules.across_accounts.judging import Decision, misses
from modules.across_accounts.proof import decided
from modules.across_accounts.reading import Across
from modules.across_accounts.trusts import Trust, TrustedRoleSpec, unexpected
from modules.policy_evaluation.creating.action_facts import action_facts
from modules.policy_evaluation.requests.asked_scenarios import AskedScenarios, ask
from modules.policy_evaluation.simulating.organization_policies import IDENTITY, NOWHERE, RESOURCE
from modules.policy_evaluation.simulating.simulator import Request


@dataclass(frozen=True, slots=True)
class ChainProof:
    """The proof of one environment."""

    environment: str
    chains: tuple[Chain, ...]
    """Those that apply."""
    requests: int
    """How many requests were evaluated."""
    failures: Mapping[str, tuple[str, ...]]
    """What is not as expected, by chain."""
    not_applicable: Mapping[str, str]
    """Why a chain does not apply, by its name."""
    trusts: tuple[Trust, ...] = ()
    """Who may work as a role, where nobody wrote that down."""

    @property
    def ok(self) -> bool:
        """Whether every chain is refused where it says, and every trust is one that is meant."""
        return not (self.failures or self.trusts)


def prove_chains(
    across: Across, chains: Sequence[Chain], trusted: Sequence[TrustedRoleSpec] = (), *, planted: bool = False
) -> ChainProof:
    """Evaluate every step of every chain, and who may work as which role.

    A step that is refused is asked for once more with nothing in its way, and must be allowed then: a request that AWS
    does not know is refused whatever policies say.

    Args:
        across: Who and what there is.
        chains: All of them.
        trusted: Who may work as which role.
        planted: Whether to judge what is refused as if nothing were in its way; every chain is open then.

    Raises:
        LandingZoneError: there is no such action, the simulator cannot run, or refuses a policy.

    """
    chain_of = {step.spec.name: chain.spec.name for chain in chains for step in chain.steps}
    asked = _asked(across, chains)
    refused = [each for each in asked.requests if each.scenario.spec.expect == "denied"]
    free = [replace(each, request=unhindered(each.request), store=replace(each.store, about=None)) for each in refused]
    decisions = decided(across, [*asked.requests, *free])
    found, freed = decisions[: len(asked.requests)], decisions[len(asked.requests) :]
    if planted:
        allowed = [each for each in found if each[0].scenario.spec.expect == "allowed"]
        found = [*allowed, *freed]
    failures = _by_chain(chain_of, asked.failures((each, misses(each, decision)) for each, decision in found))
    for name, lines in _by_chain(chain_of, asked.failures((each, _hollow(each, how)) for each, how in freed)).items():
        failures[name] = (*failures.get(name, ()), *lines)
    nowhere = {chain_of[name]: why for name, why in asked.not_applicable.items()}
    return ChainProof(
        across.personas.environment.facts.name,
        tuple(chain for chain in chains if chain.spec.name not in nowhere),
        len(decisions),
        {name: tuple(dict.fromkeys(lines)) for name, lines in failures.items() if lines and name not in nowhere},
        nowhere,
        tuple(unexpected(across, trusted)),
    )


def unhindered(request: Request) -> Request:
    """Return a request with nothing in its way: whoever asks may do everything, and everything admits everybody."""
    return replace(
        request,
        identity=(IDENTITY,) if request.identity else (),
        boundaries=(),
        principal_path=NOWHERE,
        resource_path=NOWHERE,
        resource_policy=RESOURCE,
    )


def _asked(across: Across, chains: Sequence[Chain]) -> AskedScenarios[Asked]:
    steps = [step for chain in chains for step in chain.steps]
    facts = action_facts({action for step in steps for action in step.spec.actions})
    return ask(steps, Asking(across, facts).of)


def _by_chain(chain_of: Mapping[str, str], failures: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    """Put what is not as expected of steps together by chain, each line with its step."""
    found: dict[str, tuple[str, ...]] = {}
    for name, lines in failures.items():
        chain = chain_of[name]
        step = name.removeprefix(f"{chain}; ")
        found[chain] = (*found.get(chain, ()), *(f"{step}: {line}" for line in lines))
    return found


def _hollow(asked: Asked, decision: Decision) -> Iterator[str]:
    if not decision.answer.allowed:
        why = decision.answer.problem or "something else than policies refuses it"
        shown = f"{asked.request.action} on {asked.request.resource} by {asked.request.principal}"
        yield f"{shown} stays shut with nothing in its way: {why}"
