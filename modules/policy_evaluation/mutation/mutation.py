"""One change of one statement, and the kinds of change there are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

Statement = Mapping[str, Any]


class Operator(StrEnum):
    """A kind of change; each stands for a slip that somebody makes when they edit a policy."""

    STATEMENT_REMOVED = "statement removed"
    CONDITION_FLIPPED = "condition flipped"
    CONDITION_REMOVED = "condition removed"
    IF_EXISTS = "IfExists added or dropped"
    SET_OPERATOR = "set operator swapped"
    ACTION_REMOVED = "action of a list removed"
    RESOURCE_REMOVED = "resource of a list removed"
    RESOURCE_WIDENED = "resource widened to *"
    VALUE_REMOVED = "condition value removed"
    STAGE_ADDED = "stage added to a condition"
    VARIABLE_WIDENED = "variable widened to *"


@dataclass(frozen=True, slots=True)
class Mutation:
    """One change of one statement."""

    sid: str
    operator: Operator
    change: str
    """What was changed, as a reader knows it."""
    statement: Statement | None
    """The statement as changed; none where it was removed."""
    equivalent: str = ""
    """Why it changes nothing for any request; empty where it may."""
