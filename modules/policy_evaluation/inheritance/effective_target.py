"""All policies of one type that are attached to one root, unit or account, taken as one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import reduce
from typing import Any

from modules.policy_evaluation.inheritance.effective_settings import same
from modules.policy_evaluation.inheritance.effective_statements import (
    APPEND,
    ASSIGN,
    REMOVE,
    Policy,
    Statement,
    statement,
)
from modules.specification.errors import LandingZoneError


def statement_of_target(target: str, policies: Iterable[Policy]) -> Statement:
    """Read what all policies of one target say together.

    Where two set one thing differently, Organizations goes by the order in which they were attached (Inheritance
    examples, "Conflicts with appending values at same hierarchy level"). Nothing in Terraform keeps that order, so such
    policies are refused.

    Raises:
        LandingZoneError: two policies contradict each other, or one is not in the syntax of management policies.

    """
    statements = (statement(policy, target=target) for policy in policies)
    return reduce(lambda first, other: _together(target, (), first, other), statements, Statement())


def united(some: Sequence[Any], more: Sequence[Any]) -> list[Any]:
    """Put values after others, each once."""
    return [*some, *(value for value in more if value not in some)]


def _together(target: str, path: tuple[str, ...], first: Statement, other: Statement) -> Statement:
    spelling = first.spelling or other.spelling
    path = (*path, spelling) if spelling else path
    if (first.values and other.below) or (first.below and other.values):
        raise _contradiction(target, path, "a value", "settings below it")
    below = dict(first.below)
    for key, new in other.below.items():
        below[key] = _together(target, path, below.get(key, Statement()), new)
    return Statement(spelling, _values(target, path, first, other), _children_may(first, other), below)


def _children_may(first: Statement, other: Statement) -> frozenset[str] | None:
    """Return what both allow (Inheritance examples, "Conflicts with child control operators")."""
    if first.children_may is None or other.children_may is None:
        return other.children_may if first.children_may is None else first.children_may
    return first.children_may & other.children_may


def _values(target: str, path: tuple[str, ...], first: Statement, other: Statement) -> dict[str, Any]:
    values = {**other.values, **first.values}
    if not same(values.get(ASSIGN), other.values.get(ASSIGN, values.get(ASSIGN))):
        raise _contradiction(target, path, f"{ASSIGN} {values[ASSIGN]}", f"{ASSIGN} {other.values[ASSIGN]}")
    for operator in {APPEND, REMOVE} & first.values.keys() & other.values.keys():
        values[operator] = united(first.values[operator], other.values[operator])
    for operator in {APPEND, REMOVE} & values.keys():
        if ASSIGN in values:
            raise _contradiction(target, path, f"{ASSIGN} {values[ASSIGN]}", f"{operator} {values[operator]}")
    both = [value for value in values.get(APPEND, ()) if value in values.get(REMOVE, ())]
    if both:
        raise _contradiction(target, path, f"{APPEND} {both}", f"{REMOVE} {both}")
    return values


def _contradiction(target: str, path: tuple[str, ...], first: str, other: str) -> LandingZoneError:
    return LandingZoneError(
        f"policies of one target set {'.'.join(path)} in two ways",
        got=f"{first} and {other}, at {target}",
        why="Organizations would go by which of them was attached first, and nothing in Terraform keeps that order",
        fix="set it in one of them, or attach one of them further down",
    )
