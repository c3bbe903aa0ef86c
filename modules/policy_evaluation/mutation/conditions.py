"""Mutations of conditions: operators that are inverted or lost, `IfExists`, and set operators.

`IfExists` and the set operators decide about requests without a key, or with several values, which is where most
mistakes are.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from modules.policy_evaluation.mutation.mutation import Mutation, Operator, Statement

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
class _ConditionOperator:
    """An operator's parts: `ForAnyValue:StringLikeIfExists`."""

    quantifier: str
    base: str
    if_exists: bool

    @classmethod
    def of(cls, text: str) -> _ConditionOperator:
        quantifier, _, rest = text.rpartition(":")
        return cls(quantifier, rest.removesuffix(IF_EXISTS), rest.endswith(IF_EXISTS))

    def __str__(self) -> str:
        start = f"{self.quantifier}:" if self.quantifier else ""
        return f"{start}{self.base}{IF_EXISTS if self.if_exists else ''}"

    @property
    def negative(self) -> bool:
        """Whether it holds for a request without the key anyway."""
        return "Not" in self.base


def of_conditions(statement: Statement) -> Iterator[Mutation]:
    """Every mutation of a statement's conditions."""
    for operator, entries in statement.get("Condition", {}).items():
        for key, value in entries.items():
            yield from _of_condition(statement, operator, key, value)


def _of_condition(statement: Statement, text: str, key: str, value: Any) -> Iterator[Mutation]:
    operator, shown = _ConditionOperator.of(text), f"{text} {key}"

    def mutation(kind: Operator, change: str, new: _ConditionOperator | None, new_value: Any = value) -> Mutation:
        changed = with_condition(statement, text, key, str(new) if new else None, new_value)
        return Mutation(statement["Sid"], kind, f"{shown} {change}", changed)

    if operator.base in BY_VALUE:
        yield mutation(Operator.CONDITION_FLIPPED, "flipped", operator, _flipped(value))
    elif operator.base in OPPOSITES:
        opposite = _ConditionOperator(operator.quantifier, OPPOSITES[operator.base], operator.if_exists)
        yield mutation(Operator.CONDITION_FLIPPED, "flipped", opposite)
    yield mutation(Operator.CONDITION_REMOVED, "removed", None)
    if operator.quantifier in SET_OPERATORS:
        swapped = _ConditionOperator(SET_OPERATORS[operator.quantifier], operator.base, operator.if_exists)
        yield mutation(Operator.SET_OPERATOR, f"with {swapped.quantifier}", swapped)
    elif operator.base != "Null" and not operator.negative and not _is_always_sent(statement, key):
        other = _ConditionOperator("", operator.base, not operator.if_exists)
        yield mutation(Operator.IF_EXISTS, f"{'with' if other.if_exists else 'without'} {IF_EXISTS}", other)


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


def with_condition(statement: Statement, operator: str, key: str, new: str | None, value: Any) -> Statement:
    """Return a statement with one condition in another operator, or with another value, or without it.

    Args:
        statement: It is left as it is.
        operator: The condition's operator.
        key: The condition's key.
        new: The new operator; nothing where the condition goes.
        value: The new value.

    """
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
