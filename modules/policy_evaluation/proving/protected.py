"""Whether a guardrail is bound where it has to be: above every account with what it protects."""

from __future__ import annotations

from collections.abc import Iterator

from modules.policy_evaluation.reading.inputs import Guardrail
from modules.policy_evaluation.reading.organization_tree import UnitPath, shown
from modules.policy_evaluation.requests.synthesized_environment import SynthesizedEnvironment


def unprotected(environment: SynthesizedEnvironment, guardrail: Guardrail) -> Iterator[str]:
    """Find accounts whose function a guardrail protects, and that it does not reach from where it is attached."""
    attached = environment.attached(guardrail)
    keys = environment.accounts.keys()
    for key in keys:
        account = environment.accounts.named(key)
        if account is None or account.is_management:
            continue
        functions = [function for function in guardrail.protects if function in account.functions]
        if functions and not _reaches(attached, account.unit):
            yield f"it protects {', '.join(functions)}, and does not reach the account {key} in {shown(account.unit)}"


def _reaches(attached: tuple[UnitPath, ...], unit: UnitPath) -> bool:
    return any(unit[: len(above)] == above for above in attached)
