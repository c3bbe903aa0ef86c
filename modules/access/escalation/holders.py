"""Who tries the ways: each permission set once for all accounts in which every policy says the same."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from modules.access.personas import Personas
from modules.policy_evaluation.reading.inputs import EVALUATED, Account
from modules.policy_evaluation.simulating.organization_policies import ControlPaths
from modules.specification.tag_keys import LibraryTag, key_of

_NO_STAGE = "dev"
"""What somebody is cleared for whom nothing says it of, where an environment has no stages."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody with a permission set, in an account that stands for all that are alike."""

    permission_set: str
    account: Account
    alike: tuple[str, ...]
    """Keys of all accounts that it stands for, its own the first."""
    cleared_for: str


def holders(personas: Personas) -> Iterator[Holder]:
    """Give everybody who tries: every permission set, in every kind of account, with every clearance.

    Accounts are alike where they are in one unit, of one stage, with and without a team, and neither the permission
    set's policies nor the organization's name them or their teams.
    """
    written = _text([policy.document for _, policy in personas.environment.tree.of_kinds(*EVALUATED)])
    for name, known in personas.access.permission_sets.items():
        own = _text(known.inline_policy)
        if known.role:
            yield from (
                Holder(name, each, (each.key,), each.stage or _NO_STAGE) for each in personas.accounts_with(name)
            )
            continue
        alike: dict[Any, list[Account]] = {}
        for account in personas.accounts_with(name):
            alike.setdefault(_likeness(personas, account, own, written), []).append(account)
        for accounts in alike.values():
            keys = tuple(account.key for account in accounts)
            for stage in _clearances(personas, own + written):
                yield Holder(name, accounts[0], keys, stage)


def _clearances(personas: Personas, written: str) -> Iterable[str]:
    """Return the clearances that policies tell apart: all stages, or any one where none asks for it."""
    stages = tuple(personas.clearances) or (_NO_STAGE,)
    key = key_of(LibraryTag.STAGE, personas.environment.facts.tag_keys)
    return stages if f"PrincipalTag/{key}".lower() in written.lower() else stages[:1]


def _likeness(personas: Personas, account: Account, own: str, organization: str) -> Any:
    team = personas.owners[account.key].team
    named = str(account.known_id) in own or str(account.known_id) in organization
    own_team = team if team and f"/{team}" in own.replace('"', "/") else bool(team)
    return (
        ControlPaths().principal(account),
        account.stage,
        account.stage_kind,
        own_team,
        account.key if named else "",
    )


def _text(policy: Any) -> str:
    return json.dumps(policy)
