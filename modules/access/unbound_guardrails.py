"""Scenarios that take a guardrail, in an environment that does not bind it: they fail for no fault of access."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from modules.access.outcome import PersonaOutcome
from modules.access.personas import Personas
from modules.policy_evaluation.reading.inputs import SCP, Guardrail
from modules.policy_evaluation.simulating.organization_policies import FULL_ACCESS, NOWHERE
from modules.policy_evaluation.simulating.simulator import Batch, Level, PolicyDocument, Request, simulate

_LEVEL = "guardrails that are not bound"


def guardrails_missed(
    personas: Personas, failed: Sequence[PersonaOutcome], guardrails: Sequence[Guardrail]
) -> dict[PersonaOutcome, str]:
    """Find the guardrail that is meant to deny, in an account, what a scenario expects to be denied and nothing denies.

    Args:
        personas: Of the environment.
        failed: What came of scenarios that expect to be denied, and were allowed.
        guardrails: The whole library, filled in for this environment.

    Returns:
        The guardrail's name, for each that one of them would deny.

    """
    known = {f"guardrail {each.name}": each for each in guardrails if each.kind == SCP}
    asked = [outcome for outcome in failed if outcome.request.principal_path != NOWHERE]
    if not (known and asked):
        return {}
    batch = personas.batch()
    batch.policies |= {name: PolicyDocument(SCP, each.document) for name, each in known.items()}
    for outcome in asked:
        meant = [name for name, each in known.items() if _is_meant_for(personas, outcome.account, each)]
        batch.requests.append(_below(batch, outcome, (FULL_ACCESS, *meant)))
    return {
        outcome: known[statement.policy].name
        for outcome, answer in zip(asked, simulate(batch), strict=True)
        for statement in answer.denying
        if statement.policy in known
    }


def _is_meant_for(personas: Personas, key: str, guardrail: Guardrail) -> bool:
    """Whether a guardrail is meant to be bound above an account: one of sandboxes says nothing of other accounts."""
    account = personas.environment.accounts.named(key)
    if account is None:
        return False
    is_below = any(account.unit[: len(unit)] == unit for unit in guardrail.units)
    return is_below or bool(set(guardrail.protects) & set(account.functions))


def _below(batch: Batch, outcome: PersonaOutcome, policies: tuple[str, ...]) -> Request:
    """Return the request as if these policies were bound above the account as well."""
    request = outcome.request
    path = f"{request.principal_path}, and what is not bound above {outcome.account}"
    batch.paths[path] = (*batch.paths[request.principal_path], Level(_LEVEL, policies))
    return replace(request, principal_path=path)
