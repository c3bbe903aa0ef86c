"""Who asks in a scenario: everybody with a permission set, a role that is synthesized, or who asks in guardrails'."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase

from modules.across_accounts.reading import Across
from modules.across_accounts.spec import EVERYBODY, PERMISSION_SET, ROLE, AcrossScenarioSpec
from modules.policy_evaluation.reading.inputs import Account


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks: with a permission set or as a role of the environment, or as in scenarios of guardrails."""

    account: Account
    permission_set: str = ""
    """Its name, or the role's; empty where the scenario's principal is neither."""
    cleared_for: str | None = None
    """The stage that somebody is cleared for; left out: as the scenario says."""


def askers(across: Across, spec: AcrossScenarioSpec) -> Iterator[Asker]:
    """Give everybody who asks in a scenario, in accounts that it may happen in."""
    personas = across.personas
    if spec.principal == EVERYBODY:
        yield from _everybody(across, spec)
    elif spec.principal.startswith(PERMISSION_SET):
        for name in personas.sets_of(spec.principal.removeprefix(PERMISSION_SET)):
            fitting = (each for each in personas.accounts_with(name) if is_for(each, spec.account))
            yield from (Asker(account, name) for account in list(fitting)[: None if spec.every else 1])
    elif spec.principal.startswith(ROLE):
        glob = spec.principal.removeprefix(ROLE)
        sets = personas.access.permission_sets.items()
        names = [name for name, known in sets if fnmatchcase(known.role or "", glob)]
        found = [Asker(account, name) for name in names for account in personas.accounts_with(name)]
        there = [asker for asker in found if is_for(asker.account, spec.account)]
        yield from (asker for asker in there if spec.every or asker.account == there[0].account)
    else:
        fitting = (account for account in across.accounts() if is_for(account, spec.account))
        yield from (Asker(account) for account in list(fitting)[: None if spec.every else 1])


def is_for(account: Account, wanted: str | None) -> bool:
    """Whether an account is for a function, or for a function and a kind of stage: `team/dev`."""
    function, _, stage = (wanted or "").partition("/")
    return (not function or function in account.functions) and stage in ("", account.stage_kind)


def _everybody(across: Across, spec: AcrossScenarioSpec) -> Iterator[Asker]:
    for holder in across.everybody:
        known = across.personas.access.permission_sets[holder.permission_set]
        is_left_out = any(fnmatchcase(known.role or known.name, glob) for glob in spec.but)
        if not is_left_out and is_for(holder.account, spec.account):
            yield Asker(holder.account, holder.permission_set, holder.cleared_for)
