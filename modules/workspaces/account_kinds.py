"""Accounts of one kind: their workspaces differ in values only.

CDKTF constructs one workspace of each kind, with a place for every value that differs; the workspaces of the accounts
are that text with the values in it (`template`). An account then costs a fraction of a millisecond instead of the tens
that its constructs would take.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from modules.accounts.roster import Account
from modules.accounts.spec import Function
from modules.workspaces.blueprints import Blueprints
from modules.workspaces.template import place
from modules.workspaces.workspace import Environment


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

    def tag_places(self) -> dict[str, str]:
        """Return the kind's tags with a place for each value."""
        return {key: place(_tag(key)) for key in self.tag_keys}


ID = "id"
"""The place of the id of an account that exists already."""


def key_of_kind(number: int) -> str:
    """Return the name of the place where the key of an account stands, of the kind with this number."""
    return f"key-{number}"


def _tag(key: str) -> str:
    return f"tag-{key}"


def by_kind(environment: Environment) -> dict[AccountKind, list[Account]]:
    """Group an environment's accounts, in the order of the roster."""
    kinds: dict[AccountKind, list[Account]] = {}
    for account in environment.zone.roster:
        kinds.setdefault(AccountKind.of(account, environment), []).append(account)
    return kinds


def values(number: int, account: Account, tags: Mapping[str, str]) -> dict[str, str]:
    """Return an account's values by the names of their places.

    Args:
        number: The number of the account's kind.
        account: The account.
        tags: The tags of everything in it.

    """
    return {
        key_of_kind(number): account.key,
        ID: account.known_id or "",
        **{_tag(key): value for key, value in tags.items()},
    }
