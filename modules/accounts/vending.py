"""What every vending engine is: accounts in, account ids out; and the way to choose one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from constructs import Construct

from modules.accounts.roster import Account
from modules.accounts.vending_spec import VendingSpec
from modules.aws_limits import ACCOUNTS_CREATED_AT_ONCE


@dataclass(frozen=True, slots=True, kw_only=True)
class VendingRequest:
    """One account to bring into being."""

    account: Account
    unit_id: str
    """Token: the id of its organizational unit."""
    tags: Mapping[str, str]
    product_name: str
    """Its name as a product of Service Catalog, where Account Factory vends it."""
    after: str | None = None
    """The key of the account that is there before this one is asked for; None where it waits for nobody."""


class VendingEngine(Protocol):
    """Brings accounts into being."""

    @property
    def account_ids(self) -> dict[str, str]:
        """Tokens: each vended account's id, by its key."""
        ...


class VendingEngineType(Protocol):
    """How an engine is made."""

    def __call__(
        self, scope: Construct, id_: str, *, spec: VendingSpec, requests: Sequence[VendingRequest]
    ) -> VendingEngine:
        """Define the accounts of `requests`."""
        ...


def turns(keys: Sequence[str]) -> dict[str, str | None]:
    """Return whom each account waits for, so that no more are created at once than AWS allows."""
    at_once = ACCOUNTS_CREATED_AT_ONCE.value
    return {key: keys[number - at_once] if number >= at_once else None for number, key in enumerate(keys)}


def product_name(account: Account) -> str:
    """Return the name of an account's product in Service Catalog, which takes no spaces."""
    return account.name.replace(" ", "-")
