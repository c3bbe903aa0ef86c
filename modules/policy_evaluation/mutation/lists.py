"""Mutations of lists: one action, one resource or one value of a condition goes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from modules.policy_evaluation.mutation.conditions import with_condition
from modules.policy_evaluation.mutation.mutation import Mutation, Operator, Statement

_LISTS = {
    "Action": Operator.ACTION_REMOVED,
    "NotAction": Operator.ACTION_REMOVED,
    "Resource": Operator.RESOURCE_REMOVED,
    "NotResource": Operator.RESOURCE_REMOVED,
}


def of_lists(statement: Statement) -> Iterator[Mutation]:
    """Every statement with one item of one of its lists gone. A list of one item is not emptied."""
    for element, operator in _LISTS.items():
        for item, others in each_left_out(statement.get(element)):
            without = {**statement, element: others}
            yield Mutation(statement["Sid"], operator, f"{element} without {item}", without)
    for condition, entries in statement.get("Condition", {}).items():
        for key, value in entries.items():
            for item, others in each_left_out(value):
                changed = with_condition(statement, condition, key, condition, others)
                change = f"{condition} {key} without {item}"
                yield Mutation(statement["Sid"], Operator.VALUE_REMOVED, change, changed)


def each_left_out(items: Any) -> Iterator[tuple[Any, list[Any]]]:
    """Give each item of a list with all the others; nothing where it is none, or has one item."""
    if isinstance(items, list) and len(items) > 1:
        for index, item in enumerate(items):
            yield item, [*items[:index], *items[index + 1 :]]
