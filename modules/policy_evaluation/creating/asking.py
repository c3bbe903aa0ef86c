"""From a create to the requests that AWS would see: each action on each kind of resource that it works on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from modules.policy_evaluation.creating.action_facts import ActionFacts
from modules.policy_evaluation.creating.creates import Create
from modules.policy_evaluation.creating.spec import CreateSpec
from modules.policy_evaluation.reading.inputs import SCP
from modules.policy_evaluation.reading.spec import ScenarioSpec
from modules.policy_evaluation.reading.statements import names_action
from modules.policy_evaluation.requests.synthesized_environment import SynthesizedEnvironment
from modules.policy_evaluation.simulating.simulator import Request
from modules.specification.errors import LandingZoneError

_VARYING = re.compile(r"\$\{(\w+)\}")
_NAME = re.compile(r"[^\w+=,.@/-]")
_UNKNOWN = "known-after-apply"


class Asking:
    """Makes requests of creates."""

    def __init__(self, environment: SynthesizedEnvironment, facts: Mapping[str, ActionFacts]) -> None:
        self._environment, self._facts = environment, facts
        self._conditions: dict[tuple[str, tuple[str, ...]], frozenset[str]] = {}

    def of(self, create: Create, spec: CreateSpec) -> Iterator[Request]:
        """Give every request that creates a resource: each action on each kind of resource that it works on."""
        for action in spec.actions:
            facts = self._facts[action]
            self._refuse_unsaid(create, spec, action)
            for arn in self._arns(create, spec, facts):
                scenario = ScenarioSpec.model_validate(
                    {
                        "name": create.resource.address,
                        "expect": "allowed",
                        "action": action,
                        "resource": arn,
                        "principal": f"role/{create.role}",
                        "context": _context(create, spec, facts),
                    }
                )
                yield from self._environment.requests.of(scenario, create.account)

    def _arns(self, create: Create, spec: CreateSpec, facts: ActionFacts) -> list[str]:
        patterns = [arn for kind, arn in facts.resources.items() if not spec.on or kind in spec.on]
        return [_arn(pattern, create) for pattern in patterns] or ["*"]

    def _refuse_unsaid(self, create: Create, spec: CreateSpec, action: str) -> None:
        """Refuse a create of which a policy asks something that is neither in its request nor said to be absent."""
        answered = {key.lower() for key in (*spec.context, *spec.absent)}
        unsaid = self._asked_by_policies(action, create.account.unit) - answered
        if unsaid:
            raise LandingZoneError(
                "what a guardrail asks of a create is not known",
                got=f"{', '.join(sorted(unsaid))} of {action}, for {create.resource.address}",
                why="without its value nobody knows whether AWS would refuse the create",
                fix=f"write it under `context` or `absent` of {create.resource.kind} in policies/creates.yaml",
            )

    def _asked_by_policies(self, action: str, unit: tuple[str, ...]) -> frozenset[str]:
        """Return the keys of the action's service that Deny statements which name it have conditions on."""
        if (action, unit) not in self._conditions:
            keys = {
                key.lower()
                for _, policies in self._environment.tree.along(unit, SCP)
                for policy in policies
                for statement in policy.statements
                if names_action(statement, action)
                for operator in statement.get("Condition", {}).values()
                for key in operator
            }
            own = {key for key in keys & self._facts[action].keys if not key.startswith("aws:")}
            self._conditions[action, unit] = frozenset(own)
        return self._conditions[action, unit]


def _context(create: Create, spec: CreateSpec, facts: ActionFacts) -> dict[str, Any]:
    tags = create.tags if facts.takes_tags else {}
    context: dict[str, Any] = {f"aws:RequestTag/{key}": value for key, value in tags.items()}
    if tags:
        context["aws:TagKeys"] = tuple(tags)
    if create.resource.region:
        context["aws:RequestedRegion"] = create.resource.region
    for key, source in spec.context.items():
        value = source[1:] if source.startswith("=") else _sent(create.argument(source))
        if value:
            context[key] = value
    return context


def _sent(value: Any) -> Any:
    """Return a value as a request carries it."""
    if isinstance(value, list):
        return tuple(map(str, value))
    if isinstance(value, bool):
        return str(value).lower()
    return None if value is None else str(value) or None


def _arn(pattern: str, create: Create) -> str:
    """Fill in the ARN of a kind of resource; what is known at apply only is any text."""
    known = {"Partition": "aws", "Region": create.resource.region or "", "Account": str(create.account.known_id)}
    name = _NAME.sub("-", create.name.replace("*", _UNKNOWN)) or _UNKNOWN
    start = _VARYING.split(pattern.rpartition(":")[2])[0]  # `alias/` is in the name of a key's alias as well
    return _VARYING.sub(lambda found: known.get(found[1], name.removeprefix(start)), pattern)
