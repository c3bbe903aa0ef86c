"""Mutations that change nothing for any request, because what is left of a list covers what went."""

from __future__ import annotations

import re
from collections.abc import Iterable

from modules.policy_evaluation.mutation.mutation import Mutation, Operator, Statement

_LISTS = ("Action", "NotAction", "Resource", "NotResource")
_PATTERNS = ("StringLike", "StringNotLike", "ArnLike", "ArnNotLike", "ArnEquals", "ArnNotEquals")
"""Operators in whose values `*` and `?` stand for any text."""


def equivalent(statement: Statement, mutation: Mutation) -> str:
    """Say why a mutation changes nothing; an empty text where it may change something.

    Args:
        statement: Before the mutation.
        mutation: One of its mutations.

    """
    if mutation.statement is None:
        return ""
    if mutation.operator in {Operator.ACTION_REMOVED, Operator.RESOURCE_REMOVED}:
        for element in _LISTS:
            left = mutation.statement.get(element, ())
            if statement.get(element, ()) != left:
                return _covered(statement[element], left, ignoring_case=element.endswith("Action"))
    if mutation.operator is Operator.VALUE_REMOVED:
        for operator, entries in statement["Condition"].items():
            for key, values in entries.items():
                left = mutation.statement["Condition"].get(operator, {}).get(key)
                if values != left and any(operator.replace("IfExists", "").endswith(each) for each in _PATTERNS):
                    return _covered(values, left, ignoring_case=False)
    return ""


def _covered(before: Iterable[str], left: Iterable[str], *, ignoring_case: bool) -> str:
    flags = re.IGNORECASE if ignoring_case else 0
    remaining = list(left)
    gone = next((item for item in before if item not in remaining), None)
    if gone is None:
        return "it is in the list twice"
    covering = next((item for item in remaining if _expression(item, flags).fullmatch(gone)), None)
    return f"{covering} covers it" if covering else ""


def _expression(pattern: str, flags: int) -> re.Pattern[str]:
    escaped = re.escape(pattern).replace(r"\*", ".*").replace(r"\?", ".")
    return re.compile(escaped, flags)
