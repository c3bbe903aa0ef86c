"""The proof that no organization policy refuses what the platform creates: service and resource control, and tags."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from modules.policy_evaluation.creating.action_facts import ActionFacts, action_facts
from modules.policy_evaluation.creating.asking import Asking
from modules.policy_evaluation.creating.creates import Create
from modules.policy_evaluation.creating.spec import CreateSpec, CreatesSpec
from modules.policy_evaluation.inheritance.tag_compliance import check_tag
from modules.policy_evaluation.proving.settings_proof import settings_of
from modules.policy_evaluation.requests.synthesized_environment import SynthesizedEnvironment
from modules.policy_evaluation.simulating.organization_policies import batch_of
from modules.policy_evaluation.simulating.simulator import Answer, Request, simulate

_TAG_POLICY = "TAG_POLICY"


@dataclass(frozen=True, slots=True, order=True)
class Refusal:
    """Something that AWS would refuse to create."""

    address: str
    """Of the resource, in its workspace or module."""
    account: str
    """The account's key."""
    action: str
    by: str
    """The statements or the tag policy that refuse it."""


@dataclass(frozen=True, slots=True)
class CreatesProof:
    """What came of the creates of one environment."""

    environment: str
    resources: int
    requests: int
    refusals: tuple[Refusal, ...]

    @property
    def ok(self) -> bool:
        """Whether AWS would refuse nothing."""
        return not self.refusals


@dataclass(frozen=True, slots=True)
class _Asked:
    create: Create
    request: Request


def prove(environment: SynthesizedEnvironment, creates: Sequence[Create], known: CreatesSpec) -> CreatesProof:
    """Evaluate every create as the role that makes it, in one run of the simulator.

    Args:
        environment: With its organization policies.
        creates: Everything that is created in member accounts.
        known: Which requests create what.

    Raises:
        LandingZoneError: a policy asks of a create what nobody has said, or the simulator cannot run.

    """
    specs = {kind: known.creates[kind] for kind in {create.resource.kind for create in creates}}
    facts = action_facts({action for spec in specs.values() for action in spec.actions})
    asking = Asking(environment, facts)
    asked = [
        _Asked(create, request) for create in creates for request in asking.of(create, specs[create.resource.kind])
    ]
    distinct = list({_likeness(each): each for each in reversed(asked)}.values())
    batch = batch_of(environment.tree)
    batch.requests = [each.request for each in distinct]
    refused = {
        refusal for each, answer in zip(distinct, simulate(batch), strict=True) for refusal in _refusals(each, answer)
    } | set(_tags_refused(environment, creates, specs, facts))
    return CreatesProof(environment.facts.name, len(creates), len(distinct), tuple(sorted(refused)))


def _tags_refused(
    environment: SynthesizedEnvironment,
    creates: Sequence[Create],
    specs: Mapping[str, CreateSpec],
    facts: Mapping[str, ActionFacts],
) -> Iterator[Refusal]:
    """Give the tags that the effective tag policy of an account refuses on what is created there."""
    policies = {create.account.unit: settings_of(environment, create.account, _TAG_POLICY) for create in creates}
    for create in creates:
        for action in specs[create.resource.kind].actions:
            service, known = action.partition(":")[0], facts[action]
            for kind in known.resources if known.takes_tags else ():
                for key, value in create.tags.items():
                    found = check_tag(
                        policies[create.account.unit], resource_type=f"{service}:{kind}", key=key, value=value
                    )
                    if found.denied:
                        by = f"the tag policy: {key} is {value}, and {found.fault}"
                        yield Refusal(create.resource.address, create.account.key, action, by)


def _likeness(asked: _Asked) -> Any:
    """Return what decides about a request; the same resource in accounts of one unit is asked about once."""
    own, request = str(asked.create.account.known_id), asked.request
    context = {
        key: str(value).replace(own, "") for key, value in request.context.items() if key != "aws:RequestTag/Account"
    }
    return (
        asked.create.resource.address,
        request.principal_path,
        request.action,
        request.resource.replace(own, ""),
        request.principal.replace(own, ""),
        tuple(sorted(context.items())),
    )


def _refusals(asked: _Asked, answer: Answer) -> Iterator[Refusal]:
    if answer.allowed:
        return
    statements = ", ".join(sorted({f"{statement.sid} of {statement.policy}" for statement in answer.denying}))
    by = answer.problem or statements or "no statement that allows it"
    yield Refusal(asked.create.resource.address, asked.create.account.key, asked.request.action, by)
