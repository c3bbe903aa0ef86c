"""What a management policy says, setting by setting: tag, backup, AI opt-out and declarative policies all say it so.

AWS Organizations User Guide, "Inheritance operators" (of management, or declarative, policies).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from modules.specification.errors import LandingZoneError

ASSIGN, APPEND, REMOVE = "@@assign", "@@append", "@@remove"
VALUE_SETTING = frozenset({ASSIGN, APPEND, REMOVE})
"""Operators that give a setting its value."""

CHILD_CONTROL = "@@operators_allowed_for_child_policies"
"""The operator that says which of the others policies further down may use."""

_SHORTHANDS = {"@@all": VALUE_SETTING, "@@none": frozenset[str]()}

Policy = Mapping[str, Any]
"""A policy's document, as Organizations has it."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One setting of a policy: a value by some operators, or the settings below it."""

    spelling: str = ""
    """Its key as written. Keys differ by more than capital letters, or are the same (Tag policy syntax)."""
    values: Mapping[str, Any] = field(default_factory=dict)
    """By the operator that sets them."""
    children_may: frozenset[str] | None = None
    """Operators that policies further down may use here; `None` says nothing of it, so they may use all."""
    below: Mapping[str, Statement] = field(default_factory=dict)
    """Statements on the settings below, by key in lower case."""


def statement(policy: Policy, *, target: str, path: tuple[str, ...] = ()) -> Statement:
    """Read what a policy says.

    Raises:
        LandingZoneError: it is not in the syntax of management policies.

    """
    values = {key: value for key, value in policy.items() if key in VALUE_SETTING}
    below = {key: value for key, value in policy.items() if not key.startswith("@@")}
    unknown = [key for key in policy if key.startswith("@@") and key not in {*VALUE_SETTING, CHILD_CONTROL}]
    if unknown:
        raise _malformed(target, (*path, unknown[0]), "there is no such operator")
    if values and below:
        raise _malformed(target, path, "a setting has either a value or settings below it")
    return Statement(
        spelling=path[-1] if path else "",
        values={operator: _checked(operator, value, target, path) for operator, value in values.items()},
        children_may=_operators(policy[CHILD_CONTROL], target, path) if CHILD_CONTROL in policy else None,
        below={key.lower(): _below(value, target, (*path, key)) for key, value in below.items()},
    )


def _below(value: Any, target: str, path: tuple[str, ...]) -> Statement:
    if not isinstance(value, Mapping):
        raise _malformed(target, path, "a value needs an operator, such as @@assign")
    return statement(value, target=target, path=path)


def _checked(operator: str, value: Any, target: str, path: tuple[str, ...]) -> Any:
    if operator != ASSIGN and not isinstance(value, list):
        raise _malformed(target, (*path, operator), "only settings with a list of values are added to or taken from")
    if isinstance(value, Mapping):
        raise _malformed(target, (*path, operator), "an operator sets a value, not settings below it")
    return value


def _operators(named: Any, target: str, path: tuple[str, ...]) -> frozenset[str]:
    if isinstance(named, list) and len(named) == 1 and named[0] in _SHORTHANDS:
        return _SHORTHANDS[named[0]]
    if not isinstance(named, list) or not named or not VALUE_SETTING.issuperset(named):
        raise _malformed(target, (*path, CHILD_CONTROL), "it takes [@@all], [@@none], or a list of operators")
    return frozenset(named)


def _malformed(target: str, path: tuple[str, ...], why: str) -> LandingZoneError:
    return LandingZoneError(
        "a policy is not in the syntax of management policies",
        got=f"{'.'.join(path) or 'its top level'}, in a policy of {target}",
        why=f"{why} (AWS Organizations User Guide, Inheritance operators)",
        fix="mend the document that it is made of",
    )
