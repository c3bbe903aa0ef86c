"""Mutations of a Deny statement: small changes that could be a slip, each of which a scenario must notice.

A statement that is gone, an operator that is inverted or a condition that is lost is a hole, an inverted rule or an
outage. `IfExists` and the set operators decide about requests without a key, or with several values, which is where
most mistakes are. What changes nothing for any request that AWS sends is no mutation.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Statement = Mapping[str, Any]

_OPPOSITES = {
    "StringEquals": "StringNotEquals",
    "StringEqualsIgnoreCase": "StringNotEqualsIgnoreCase",
    "StringLike": "StringNotLike",
    "ArnEquals": "ArnNotEquals",
    "ArnLike": "ArnNotLike",
    "NumericEquals": "NumericNotEquals",
    "NumericLessThan": "NumericGreaterThanEquals",
    "NumericGreaterThan": "NumericLessThanEquals",
    "DateEquals": "DateNotEquals",
    "DateLessThan": "DateGreaterThanEquals",
    "DateGreaterThan": "DateLessThanEquals",
    "IpAddress": "NotIpAddress",
}
OPPOSITES = {**_OPPOSITES, **{right: left for left, right in _OPPOSITES.items()}}
"""Each operator's opposite. `Bool` and `Null` are flipped by their value."""

BY_VALUE = ("Bool", "Null")
IF_EXISTS = "IfExists"
SET_OPERATORS = {"ForAllValues": "ForAnyValue", "ForAnyValue": "ForAllValues"}


@dataclass(frozen=True, slots=True)
class Mutation:
    """One change of one statement."""

    sid: str
    change: str
    """What was changed, as a reader knows it."""
    statement: Statement | None
    """The statement as changed; none where it was removed."""


@dataclass(frozen=True, slots=True)
class _Operator:
    """An operator's parts: `ForAnyValue:StringLikeIfExists`."""

    quantifier: str
    base: str
    if_exists: bool

    @classmethod
    def of(cls, text: str) -> _Operator:
        quantifier, _, rest = text.rpartition(":")
        return cls(quantifier, rest.removesuffix(IF_EXISTS), rest.endswith(IF_EXISTS))

    def __str__(self) -> str:
        start = f"{self.quantifier}:" if self.quantifier else ""
        return f"{start}{self.base}{IF_EXISTS if self.if_exists else ''}"

    @property
    def negative(self) -> bool:
        """Whether it holds for a request without the key anyway."""
        return "Not" in self.base


def mutations(statement: Statement) -> Iterator[Mutation]:
    """Every mutation of a statement."""
    yield Mutation(statement["Sid"], "removed", None)
    for operator, entries in statement.get("Condition", {}).items():
        for key, value in entries.items():
            yield from _of_condition(statement, operator, key, value)


def _of_condition(statement: Statement, text: str, key: str, value: Any) -> Iterator[Mutation]:
    operator, shown = _Operator.of(text), f"{text} {key}"

    def mutation(change: str, new: _Operator | None, new_value: Any = value) -> Mutation:
        changed = _with_condition(statement, text, key, str(new) if new else None, new_value)
        return Mutation(statement["Sid"], f"{shown} {change}", changed)

    if operator.base in BY_VALUE:
        yield mutation("flipped", operator, _flipped(value))
    elif operator.base in OPPOSITES:
        opposite = _Operator(operator.quantifier, OPPOSITES[operator.base], operator.if_exists)
        yield mutation("flipped", opposite)
    yield mutation("removed", None)
    if operator.quantifier in SET_OPERATORS:
        swapped = _Operator(SET_OPERATORS[operator.quantifier], operator.base, operator.if_exists)
        yield mutation(f"with {swapped.quantifier}", swapped)
    elif operator.base != "Null" and not operator.negative and not _is_always_sent(statement, key):
        other = _Operator("", operator.base, not operator.if_exists)
        yield mutation(f"{'with' if other.if_exists else 'without'} {IF_EXISTS}", other)


def _is_always_sent(statement: Statement, key: str) -> bool:
    """Whether no request is without a key.

    A service control policy is about principals of accounts only, and they have an ARN. A resource control policy,
    whose statements name a Principal, is about everybody.
    """
    return key.lower() == "aws:principalarn" and "Principal" not in statement


def _flipped(value: Any) -> Any:
    if isinstance(value, list):
        return [_flipped(item) for item in value]
    return "false" if str(value).lower() == "true" else "true"


def _with_condition(statement: Statement, operator: str, key: str, new: str | None, value: Any) -> Statement:
    """Return the statement with one condition in another operator, or without it."""
    changed = copy.deepcopy(dict(statement))
    condition = changed["Condition"]
    del condition[operator][key]
    if new is not None:
        entries = condition.setdefault(new, {})
        # Keys have no case, so one that stands in the new operator already can stand there twice.
        entries[key.upper() if key in entries else key] = value
    changed["Condition"] = {name: entries for name, entries in condition.items() if entries}
    if not changed["Condition"]:
        del changed["Condition"]
    return changed
