"""Which account a scenario happens in, and the ids that stand in for those that are known only at apply."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from modules.policy_evaluation.reading.inputs import Account
from modules.policy_evaluation.reading.organization_tree import UnitPath, shown

FOREIGN_ACCOUNT_ID = "999999999999"
"""An account outside the organization."""

_FIRST_ID = 100_000_000_001


class Accounts:
    """The accounts of an environment, each with an id, and in the unit that it is placed in."""

    def __init__(
        self,
        roster: Iterable[Account],
        placed: Mapping[str, UnitPath],
        units: Iterable[UnitPath],
        called: Mapping[str, UnitPath] | None = None,
    ) -> None:
        """Settle ids and units.

        Args:
            roster: The accounts of the environment.
            placed: Units as they were synthesized, by the account's key. An account that exists already is not in it:
                nothing moves it, so it is where the environment says.
            units: Every unit.
            called: Units that have another name in scenarios, by that name.

        """
        accounts = list(roster)
        known = {account.known_id for account in accounts}
        self._ids = (f"{number}" for number in range(_FIRST_ID, 10**12) if f"{number}" not in known)
        self._accounts = [self._settled(account, placed.get(account.key, account.unit)) for account in accounts]
        self._by_key = {account.key: account for account in self._accounts}
        self._by_id = {account.known_id: account for account in reversed(self._accounts)}
        self._units = frozenset(units)
        self._called = dict(called or {})
        self._imagined: dict[str, Account] = {}

    def named(self, key: str) -> Account | None:
        """Return the account with a key."""
        return self._by_key.get(key)

    def keys(self) -> list[str]:
        """Keys of all accounts, in the order of the environment."""
        return [account.key for account in self._accounts]

    def for_scenario(self, wanted: str | None, attached: Sequence[UnitPath]) -> Account | None:
        """Return the account that a scenario happens in; nothing where the environment has none like it.

        Args:
            wanted: A function, `team/<stage>`, a unit, or nothing: the first account that the guardrail reaches.
            attached: Where the guardrail is attached, at least one unit.

        """
        if wanted is None:
            real = (account for unit in attached if (account := self._first_below(unit)))
            return next(real, None) or self._below(attached[0])
        called = (account for account in self._accounts if wanted in _called(account))
        return next(called, None) or self._in_unit(wanted)

    def with_id(self, account_id: str) -> Account | None:
        """Return the account with an id."""
        return self._by_id.get(account_id)

    def other_than(self, account: Account) -> Account:
        """Return another account of the organization."""
        others = (other for other in self._accounts if other.known_id != account.known_id and not other.is_management)
        return next(others, None) or self._imagine("another account", ())

    def _in_unit(self, wanted: str) -> Account | None:
        unit = self._called.get(wanted) or next((path for path in self._units if shown(path) == wanted), None)
        return self._below(unit) if unit is not None else None

    def _below(self, unit: UnitPath) -> Account:
        """Return the first account in a unit or below it; one that is imagined where it has none (yet)."""
        return self._first_below(unit) or self._imagine(f"any account in {shown(unit)}", unit)

    def _imagine(self, key: str, unit: UnitPath) -> Account:
        if key not in self._imagined:
            self._imagined[key] = self._settled(Account(key=key, functions=(), unit=unit), unit)
            self._by_id.setdefault(self._imagined[key].known_id, self._imagined[key])
        return self._imagined[key]

    def _first_below(self, unit: UnitPath) -> Account | None:
        below = (
            account for account in self._accounts if account.unit[: len(unit)] == unit and not account.is_management
        )
        return next(below, None)

    def _settled(self, account: Account, unit: UnitPath) -> Account:
        return replace(account, unit=unit, known_id=account.known_id or next(self._ids))


def _called(account: Account) -> Iterable[str]:
    yield from account.functions
    yield from (f"{function}/{account.stage_kind}" for function in account.functions if account.stage_kind)
