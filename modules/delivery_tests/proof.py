"""The proof of delivery: every scenario against the roles as they were synthesized."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from modules.delivery_tests.asking import IAM, Asked, Asking
from modules.delivery_tests.roles import DeliveryRole, DeliveryRoles
from modules.delivery_tests.scenarios import RightsScenario, TokenScenario
from modules.delivery_tests.spec import RightsScenarioSpec
from modules.policy_evaluation.requests.asked_scenarios import ask
from modules.policy_evaluation.simulating.organization_policies import EVERYTHING, IDENTITY, NOWHERE, RESOURCE
from modules.policy_evaluation.simulating.simulator import Answer, Batch, PolicyDocument, simulate

RESOURCE_POLICY, IDENTITY_POLICY = "RESOURCE_POLICY", "IDENTITY_POLICY"


@dataclass(frozen=True, slots=True)
class DeliveryProof:
    """The proof of one environment."""

    environment: str
    asked: tuple[Asked, ...]
    scenarios: tuple[TokenScenario | RightsScenario, ...]
    """Those that apply."""
    failures: Mapping[str, tuple[str, ...]]
    """What is not as expected, by scenario."""
    not_applicable: Mapping[str, str]
    """Why a scenario does not apply, by its name."""
    unexpected: tuple[str, ...]
    """Roles that trust tokens, and that no scenario asks about."""

    @property
    def ok(self) -> bool:
        """Whether all came out as expected, and nobody else is let in."""
        return not self.failures and not self.unexpected


def prove(
    environment: str,
    roles: DeliveryRoles,
    asking: Asking,
    tokens: Sequence[TokenScenario],
    rights: Sequence[RightsScenario],
) -> DeliveryProof:
    """Evaluate every scenario, in one run of the simulator.

    Raises:
        LandingZoneError: the simulator cannot run, or refuses a policy.

    """
    tokens = [each for each in tokens if each.spec.issuer in asking.issuers]
    of_tokens, of_rights = ask(tokens, asking.of_token), ask(rights, asking.of_rights)
    asked = (*of_tokens.requests, *of_rights.requests)
    batch = batch_of(roles.every)
    batch.requests = [each.request for each in asked]
    found = list(zip(asked, simulate(batch), strict=True))
    failures = of_tokens.failures(
        (each, misses(each, answer)) for each, answer in found[: len(of_tokens.requests)]
    ) | of_rights.failures((each, misses(each, answer)) for each, answer in found[len(of_tokens.requests) :])
    return DeliveryProof(
        environment,
        asked,
        (*of_tokens.applying(tokens), *of_rights.applying(rights)),
        failures,
        {**of_tokens.not_applicable, **of_rights.not_applicable},
        roles.unexpected,
    )


def joined(first: DeliveryProof, second: DeliveryProof) -> DeliveryProof:
    """Return what two proofs of one environment say together."""
    return replace(
        first,
        asked=(*first.asked, *second.asked),
        scenarios=(*first.scenarios, *second.scenarios),
        failures={**first.failures, **second.failures},
        not_applicable={**first.not_applicable, **second.not_applicable},
    )


def batch_of(roles: Sequence[DeliveryRole]) -> Batch:
    """Return a batch without requests that has the policies of all roles."""
    batch = Batch(paths={NOWHERE: ()})
    ids = sorted({role.account_id for role in roles})
    accounts = {"AWS": [f"arn:aws:iam::{account_id}:root" for account_id in ids]}
    for name, principal in ((RESOURCE, "*"), (IAM, accounts)):
        statement = {**EVERYTHING, "Principal": principal}
        everything = {"Version": "2012-10-17", "Statement": [statement]}
        batch.policies[name] = PolicyDocument(RESOURCE_POLICY, everything)
    everything = {"Version": "2012-10-17", "Statement": [EVERYTHING]}
    batch.policies[IDENTITY] = PolicyDocument(IDENTITY_POLICY, everything)
    for role in roles:
        batch.policies[role.arn] = PolicyDocument(RESOURCE_POLICY, role.trust)
        for name, document in role.policies.items():
            batch.policies[name] = PolicyDocument(IDENTITY_POLICY, document)
    return batch


def misses(asked: Asked, answer: Answer) -> Iterator[str]:
    """Return what is not as expected, in words."""
    spec, request = asked.scenario.spec, asked.request
    shown = f"{request.action} on {request.resource} by {request.principal}"
    if answer.problem:
        yield f"{shown} cannot be asked: {answer.problem}"
        return
    if strange := sorted({*answer.ignored_keys} & {*request.context}):
        yield f"{shown} has no condition key {', '.join(strange)}, so AWS never sends it"
    if answer.allowed is not (spec.expect == "allowed"):
        yield f"{shown} is {'allowed' if answer.allowed else 'denied'}"
    sids = [statement.sid for statement in answer.denying]
    if isinstance(spec, RightsScenarioSpec) and spec.by and spec.by not in sids:
        yield f"{shown} is not denied by {spec.by}, but by {', '.join(sids) or 'nothing'}"
