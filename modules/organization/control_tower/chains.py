"""Chains: no more control operations at once than Control Tower performs."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from modules.aws_limits import CONTROL_OPERATIONS_AT_ONCE


def predecessors(keys: Iterable[str]) -> dict[str, str | None]:
    """Give each key the one that it waits for, in an order in which nothing comes before what it waits for.

    A key's chain follows from the key alone, and within a chain the alphabet decides. One key more therefore moves no
    other to another chain: the one after it waits for it instead of for the one before.
    """
    last_of: dict[int, str] = {}
    before: dict[str, str | None] = {}
    for key in sorted(keys):
        chain = _chain(key)
        before[key] = last_of.get(chain)
        last_of[chain] = key
    return before


def _chain(key: str) -> int:
    # Not `hash`, which differs from one run of Python to the next.
    return int.from_bytes(hashlib.sha256(key.encode()).digest()[:4]) % CONTROL_OPERATIONS_AT_ONCE.value
