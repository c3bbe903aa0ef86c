"""Which columns a query reads, as far as the house writes queries: keywords in capital letters, no quoted names."""

from __future__ import annotations

import re

_WORD = re.compile(r"\b[a-z_][a-z_0-9]*\b(?!\()(?:\.[a-z_]+)*")
_NO_COLUMNS = frozenset({"current_date"})


def columns_read(sql: str) -> set[str]:
    """Return the columns that a query reads, without what it names itself; of a structure the column."""
    plain = re.sub(r"'[^']*'", "", sql)
    own = set(re.findall(r"\bAS (\w+)", plain)) | set(re.findall(r"\bFROM (\w+)", plain))
    return {word.partition(".")[0] for word in _WORD.findall(plain)} - own - _NO_COLUMNS
