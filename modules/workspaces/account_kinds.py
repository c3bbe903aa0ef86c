"""Accounts of one kind: their workspaces differ in values only.

CDKTF constructs one workspace of each kind, with a placeholder for every value that differs; the workspaces of the
accounts are that text with the values in it. An account then costs a fraction of a millisecond instead of the tens
that its constructs would take (docs/decisions/0011-one-workspace-for-each-kind.md).
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass

from modules.accounts.roster import Account
from modules.accounts.spec import Function
from modules.workspaces.blueprints import Blueprints
from modules.workspaces.workspace import Environment

_PLACEHOLDER = re.compile(r"placeholder-(?:key-\d+|id|tag<(?P<tag>[^>]*)>)")


@dataclass(frozen=True, slots=True)
class AccountKind:
    """All that the constructs of an account's workspace depend on, but for the values."""

    blueprints: Blueprints
    role_name: str | None
    """The role that the workspace assumes."""
    known_id: bool
    """Whether the account's id is known before anything is applied."""
    tag_keys: tuple[str, ...]

    @classmethod
    def of(cls, account: Account, environment: Environment) -> AccountKind:
        """Tell an account's kind."""
        zone = environment.zone
        management = Function.MANAGEMENT in account.functions
        return cls(
            Blueprints.of(account, zone.baseline, zone.network),
            zone.deployment.management_role if management else zone.vending.role_name(),
            account.known_id is not None,
            tuple(environment.tags(account)),
        )

    def placeholder_tags(self) -> dict[str, str]:
        """Return the kind's tags with a placeholder for each value."""
        return {key: f"placeholder-tag<{key}>" for key in self.tag_keys}


PLACEHOLDER_ID = "placeholder-id"
"""Stands for the id of an account that exists already."""


def placeholder_key(number: int) -> str:
    """Return what stands for the key of the accounts of the kind with this number."""
    return f"placeholder-key-{number}"


def by_kind(environment: Environment) -> dict[AccountKind, list[Account]]:
    """Group an environment's accounts, in the order of the roster."""
    kinds: dict[AccountKind, list[Account]] = {}
    for account in environment.zone.roster:
        kinds.setdefault(AccountKind.of(account, environment), []).append(account)
    return kinds


def filled_in(text: str, account: Account, tags: Mapping[str, str]) -> str:
    """Put an account's values in the places of a JSON text that wait for them."""

    def value(found: re.Match[str]) -> str:
        if found["tag"] is not None:
            said = tags[found["tag"]]
        elif found[0] == PLACEHOLDER_ID:
            said = account.known_id or ""
        else:
            said = account.key
        return json.dumps(said, ensure_ascii=False)[1:-1]

    return _PLACEHOLDER.sub(value, text)
