"""What the state of `accounts` says that every account was applied with, and the lock that repeats it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

APPLIED_ACCOUNTS = "applied_accounts"
"""The output's name. Its value has an entry for each account, by key, with the keys below."""

ID, NAME, EMAIL, VENDED = "id", "name", "email", "vended"


@dataclass(frozen=True, slots=True, kw_only=True)
class AppliedAccount:
    """One account as it was applied last."""

    id: str
    """Twelve digits; empty while whoever vends it has not."""
    name: str
    email: str
    vended: bool
    """Whether the environment brought it into being; otherwise it was named by its id."""

    def values(self) -> dict[str, Any]:
        """Return it as it is written."""
        return {ID: self.id, NAME: self.name, EMAIL: self.email, VENDED: self.vended}


AppliedAccounts = Mapping[str, AppliedAccount]
"""What was applied, by the key that an account had."""


def applied_accounts(written: Any) -> dict[str, AppliedAccount]:
    """Return accounts as an output or a lock has them; an id that is not there yet is null.

    Raises:
        ValueError: it has another form.

    """
    if not isinstance(written, Mapping):
        raise ValueError("not a map of accounts")  # noqa: TRY004 - of what stands in a file
    return {str(key): _account(each) for key, each in written.items()}


def _account(written: Any) -> AppliedAccount:
    values = dict(written) if isinstance(written, Mapping) else {}
    texts = {key: values.get(key) or "" for key in (ID, NAME, EMAIL)}
    if values.keys() != {ID, NAME, EMAIL, VENDED} or not all(isinstance(text, str) for text in texts.values()):
        raise ValueError("an account without its id, name and address")
    return AppliedAccount(vended=values[VENDED] is True, id=texts[ID], name=texts[NAME], email=texts[EMAIL])
