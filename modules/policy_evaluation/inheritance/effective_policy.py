"""The effective policy of an account: what the policies of one type on its path from the root come to.

AWS Organizations User Guide, "Understanding management policy inheritance", with its pages "Inheritance operators" and
"Inheritance examples". It is the same for tag, backup, AI services opt-out and declarative policies.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from modules.policy_evaluation.inheritance.effective_statements import (
    APPEND,
    ASSIGN,
    REMOVE,
    VALUE_SETTING,
    Policy,
    Statement,
)
from modules.policy_evaluation.inheritance.effective_target import statement_of_target, united
from modules.specification.errors import LandingZoneError

NEW_KEY = "a new key"
"""What a policy adds where those above allow nothing new."""


@dataclass(frozen=True, slots=True)
class Ignored:
    """Something that a policy says in vain, because a policy further up does not allow it. AWS tells nobody."""

    target: str
    """Where the policy is attached that says it."""
    path: str
    """Of the setting: keys, joined by dots."""
    what: str
    """The operator, or `NEW_KEY`."""
    forbidden_by: str
    """The target, further up, whose policies do not allow it."""


@dataclass(frozen=True, slots=True)
class EffectivePolicy:
    """What applies to an account."""

    settings: Mapping[str, Any]
    """Without operators. A setting that was left without a value is not there, as in Organizations."""
    ignored: tuple[Ignored, ...] = ()


@dataclass(slots=True)
class _Setting:
    spelling: str = ""
    value: Any = None
    below: dict[str, _Setting] = field(default_factory=dict)
    forbidden: dict[str, str] = field(default_factory=dict)
    """Operators that policies further down may not use, with the target that forbids each."""


def effective_policy(levels: Iterable[tuple[str, Iterable[Policy]]]) -> EffectivePolicy:
    """Merge the policies of one type on the path to an account.

    A child control operator holds where it stands, and for all targets further down: at a value for that value, at a
    key with settings below it for adding to them, which takes `@@assign` or `@@append`. It never holds for policies of
    its own target, and can only be narrowed. What it forbids is ignored.

    Args:
        levels: Each target on the path, by name, with the policies that are attached to it: the root first, then
            units, the account last.

    Raises:
        LandingZoneError: policies of one target contradict each other, or one is not in the syntax of management
            policies.

    """
    whole, ignored = _Setting(), list[Ignored]()
    for target, policies in levels:
        _apply(whole, statement_of_target(target, policies), target, (), ignored)
    return EffectivePolicy(_shown(whole) or {}, tuple(ignored))


def _apply(setting: _Setting, statement: Statement, target: str, path: tuple[str, ...], ignored: list[Ignored]) -> None:
    if (statement.values and setting.below) or (statement.below and setting.value is not None):
        raise _misfit(target, path)
    for operator in (ASSIGN, REMOVE, APPEND):
        if operator in statement.values and operator in setting.forbidden:
            ignored.append(Ignored(target, ".".join(path), operator, setting.forbidden[operator]))
        elif operator in statement.values:
            setting.value = _changed(setting.value, operator, statement.values[operator])
    for key, below in statement.below.items():
        if key not in setting.below and setting.forbidden.keys() >= {ASSIGN, APPEND}:
            where = ".".join((*path, below.spelling))
            ignored.append(Ignored(target, where, NEW_KEY, setting.forbidden[ASSIGN]))
        else:
            inherited = setting.below.setdefault(key, _Setting(below.spelling))
            _apply(inherited, below, target, (*path, inherited.spelling), ignored)
    if statement.children_may is not None:
        for operator in VALUE_SETTING - statement.children_may:
            setting.forbidden.setdefault(operator, target)


def _changed(inherited: Any, operator: str, value: Any) -> Any:
    if operator == ASSIGN:
        return value
    values = inherited if isinstance(inherited, list) else [] if inherited is None else [inherited]
    return united(values, value) if operator == APPEND else [item for item in values if item not in value]


def _shown(setting: _Setting) -> Any:
    """Return a setting as an effective policy has it, or `None` where nothing is set."""
    if not setting.below:
        return None if setting.value == [] else setting.value
    shown = {below.spelling: _shown(below) for below in setting.below.values()}
    return {key: value for key, value in shown.items() if value is not None} or None


def _misfit(target: str, path: tuple[str, ...]) -> LandingZoneError:
    return LandingZoneError(
        f"a policy sets {'.'.join(path)} as something else than those above it",
        got=f"both a value and settings below it, the last at {target}",
        why="Organizations would call the effective policy invalid, and none would apply",
        fix="mend the document that it is made of",
    )
