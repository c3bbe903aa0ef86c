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
    said = (statement(policy, target=target) for policy in policies)
    return reduce(lambda one, other: _together(target, (), one, other), said, Statement())


def united(some: Sequence[Any], more: Sequence[Any]) -> list[Any]:
    """Put values after others, each once."""
    return [*some, *(value for value in more if value not in some)]


def _together(target: str, path: tuple[str, ...], one: Statement, other: Statement) -> Statement:
    spelling = one.spelling or other.spelling
    path = (*path, spelling) if spelling else path
    if (one.values and other.below) or (one.below and other.values):
        raise _contradiction(target, path, "a value", "settings below it")
    below = dict(one.below)
    for key, new in other.below.items():
        below[key] = _together(target, path, below.get(key, Statement()), new)
    return Statement(spelling, _values(target, path, one, other), _children_may(one, other), below)


def _children_may(one: Statement, other: Statement) -> frozenset[str] | None:
    """Return what both allow (Inheritance examples, "Conflicts with child control operators")."""
    if one.children_may is None or other.children_may is None:
        return other.children_may if one.children_may is None else one.children_may
    return one.children_may & other.children_may


def _values(target: str, path: tuple[str, ...], one: Statement, other: Statement) -> dict[str, Any]:
    values = {**other.values, **one.values}
    if not same(values.get(ASSIGN), other.values.get(ASSIGN, values.get(ASSIGN))):
        raise _contradiction(target, path, f"{ASSIGN} {values[ASSIGN]}", f"{ASSIGN} {other.values[ASSIGN]}")
    for operator in {APPEND, REMOVE} & one.values.keys() & other.values.keys():
        values[operator] = united(one.values[operator], other.values[operator])
    for operator in {APPEND, REMOVE} & values.keys():
        if ASSIGN in values:
            raise _contradiction(target, path, f"{ASSIGN} {values[ASSIGN]}", f"{operator} {values[operator]}")
    both = [value for value in values.get(APPEND, ()) if value in values.get(REMOVE, ())]
    if both:
        raise _contradiction(target, path, f"{APPEND} {both}", f"{REMOVE} {both}")
    return values


def _contradiction(target: str, path: tuple[str, ...], one: str, other: str) -> LandingZoneError:
    return LandingZoneError(
        f"policies of one target set {'.'.join(path)} in two ways",
        got=f"{one} and {other}, at {target}",
        why="Organizations would go by which of them was attached first, and nothing in Terraform keeps that order",
        fix="set it in one of them, or attach one of them further down",
    )
