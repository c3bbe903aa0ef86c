"""What AFT is asked to run again: by itself it runs customizations of new accounts alone.

The input of its state machine `aft-invoke-customizations` (AWS Control Tower User Guide, Re-invoke customizations)
names 1 to 4 choices. Accounts are chosen by their tags, since their ids are not known here: tags of one choice must all
be there, and several choices add up. Inputs are in an order: hubs, what is shared, all others.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import chain, combinations
from typing import Any

from modules.accounts.roster import Account
from modules.accounts.spec import FOUNDATIONAL_FUNCTIONS, Function
from modules.exports.aft.requests import AccountRequest
from modules.exports.aft.root_files import as_json
from modules.specification.errors import LandingZoneError

CHOICES = 4
"""How many choices an input may have (AFT's schema of the input)."""

FOLDER = "aft-invoke"
_STAGES = ("hubs", "shared", "accounts")
_SHARED = {*FOUNDATIONAL_FUNCTIONS, Function.DATA_LAKE, Function.ML_DEPLOYMENTS}

Tags = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class _Choice:
    tags: Tags
    accounts: frozenset[str]


def invocation_files(
    to_invoke: Collection[str], requests: Iterable[AccountRequest], tags: Mapping[str, Mapping[str, str]]
) -> dict[str, str]:
    """Return the inputs that have AFT run customizations of exactly some accounts, by path in their order.

    Args:
        to_invoke: The accounts, by key.
        requests: Every account that AFT has.
        tags: The tags that each of them has in Organizations, by key: AFT asks there.

    Raises:
        LandingZoneError: no tags tell an account from others.

    """
    every = {request.account.key: request for request in requests}
    choices = _choices(tags) if to_invoke else []
    inputs = list[tuple[str, list[_Choice]]]()
    for stage in _STAGES:
        chosen = _chosen({key for key in to_invoke if _stage(every[key].account) == stage}, choices)
        inputs += [(stage, chosen[first : first + CHOICES]) for first in range(0, len(chosen), CHOICES)]
    return {
        f"{FOLDER}/{number}-{stage}.json": as_json(_input(some)) for number, (stage, some) in enumerate(inputs, start=1)
    }


def _stage(account: Account) -> str:
    """Return when an account's turn is: hubs come first, and those before others that make what others use."""
    if Function.NETWORK in account.functions:
        return "hubs"
    return "shared" if _SHARED & {*account.functions} else "accounts"


def _choices(tags: Mapping[str, Mapping[str, str]]) -> list[_Choice]:
    """Return every choice by one tag or two, with the accounts that have them."""
    chosen: dict[Tags, set[str]] = {}
    for key, own in tags.items():
        for some in chain(combinations(sorted(own.items()), 1), combinations(sorted(own.items()), 2)):
            chosen.setdefault(some, set()).add(key)
    return [_Choice(some, frozenset(keys)) for some, keys in sorted(chosen.items())]


def _chosen(accounts: set[str], choices: Iterable[_Choice]) -> list[_Choice]:
    """Return few choices that have exactly these accounts: always the one that adds most, of those with no other."""
    possible = [choice for choice in choices if choice.accounts <= accounts]
    found, left = list[_Choice](), set(accounts)
    while left:
        best = max(possible, key=lambda choice: (len(choice.accounts & left), -len(choice.tags)), default=None)
        if best is None or not best.accounts & left:
            raise LandingZoneError(
                "an account must have tags that tell it from others",
                got=", ".join(sorted(left)),
                why="AFT is asked by tags to run an account's customizations again, and would run those of others, too",
                fix="give the account a name of its own, of characters that tags may have",
            )
        found.append(best)
        left -= best.accounts
    return found


def _input(choices: Iterable[_Choice]) -> dict[str, Any]:
    return {
        "include": [
            {"type": "tags", "target_value": [{key: value} for key, value in choice.tags]} for choice in choices
        ]
    }
