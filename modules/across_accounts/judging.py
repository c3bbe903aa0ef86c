"""Which layers deny a request, and whether that is what its scenario expects."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from modules.across_accounts.asking import Asked
from modules.across_accounts.spec import Layer
from modules.policy_evaluation.simulating.simulator import Answer, Request

_ARN_ACCOUNT = 4
_ASKS_THE_RESOURCE = ("kms:", "sts:AssumeRole")
"""Actions that the resource's own policy must admit in its own account, too (AWS KMS Developer Guide, Key policies; IAM
User Guide, Roles terms and concepts)."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What became of a request."""

    answer: Answer
    denying: frozenset[Layer]
    """Layers that deny it, each by itself."""


def decide(request: Request, answer: Answer, *, admitted: bool = True) -> Decision:
    """Say which layers deny a request, by a statement or by admitting it nowhere.

    Args:
        request: The request.
        answer: What policies make of it.
        admitted: Whether Lake Formation admits it, too.

    """
    denying: set[Layer] = set() if admitted else {Layer.GRANTS}
    for statement in answer.denying:
        if statement.at:
            denying.add(Layer.GUARDRAILS)
        elif statement.policy in request.identity:
            denying.add(Layer.IDENTITY)
        else:
            denying.add(Layer.BOUNDARY if statement.policy in request.boundaries else Layer.RESOURCE)
    admitting = {statement.policy for statement in answer.allowing}
    of_principal = ":" in request.principal
    if of_principal and not admitting & set(request.identity):
        denying.add(Layer.IDENTITY)
    if request.boundaries and not admitting & set(request.boundaries):
        denying.add(Layer.BOUNDARY)
    own = of_principal and request.principal.split(":")[_ARN_ACCOUNT] == request.account
    if not answer.granting and not (own and not request.action.startswith(_ASKS_THE_RESOURCE)):
        denying.add(Layer.RESOURCE)
    return Decision(replace(answer, allowed=answer.allowed and admitted), frozenset(denying))


def misses(asked: Asked, decision: Decision) -> Iterator[str]:
    """Give what is not as expected, in words."""
    spec, answer, request = asked.scenario.spec, decision.answer, asked.request
    shown = f"{request.action} on {asked.store.called} of {asked.store.account.key} by {request.principal}"
    if answer.problem:
        yield f"{shown} cannot be asked: {answer.problem}"
        return
    if strange := [key for key in answer.ignored_keys if key.lower() in {known.lower() for known in spec.context}]:
        yield f"{shown} has no condition key {', '.join(strange)}, so AWS never sends it"
    denied_by = ", ".join(sorted(f"{statement.sid} of {statement.policy}" for statement in answer.denying))
    layers = ", ".join(sorted(decision.denying))
    if spec.expect == "allowed" and not answer.allowed:
        yield f"{shown} is denied by {denied_by or f'what admits it nowhere: {layers}'}"
    if spec.expect == "denied" and answer.allowed:
        allowing = ", ".join(sorted(f"{each.sid} of {each.policy}" for each in (*answer.allowing, *answer.granting)))
        yield f"{shown} is allowed by {allowing}"
    for layer in spec.by:
        if not answer.allowed and layer not in decision.denying:
            yield f"{shown} is not denied by {layer.value}, but by {layers}"
