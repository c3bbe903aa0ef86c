"""Mutations that widen: a resource becomes all resources, a stage is added, a variable becomes `*`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from modules.policy_evaluation.mutation.conditions import with_condition
from modules.policy_evaluation.mutation.mutation import Mutation, Operator, Statement

_VARIABLE = re.compile(r"\$\{aws:PrincipalTag/\w+\}")
_LIKE = {"StringEquals": "StringLike", "ArnEquals": "ArnLike"}
"""What takes `*` for any text in the place of what does not."""


def of_widening(statement: Statement, stages: Sequence[str]) -> Iterator[Mutation]:
    """Every statement that holds for more than it should.

    Args:
        statement: With a Sid.
        stages: The environment's stages.

    """
    sid, resources = statement["Sid"], _items(statement.get("Resource", "*"))
    if "*" not in resources:
        yield Mutation(sid, Operator.RESOURCE_WIDENED, "Resource *", {**statement, "Resource": "*"})
    if any(_VARIABLE.search(resource) for resource in resources):
        widened = [_VARIABLE.sub("*", resource) for resource in resources]
        yield Mutation(sid, Operator.VARIABLE_WIDENED, "Resource for everybody", {**statement, "Resource": widened})
    for operator, entries in statement.get("Condition", {}).items():
        for key, value in entries.items():
            yield from _of_condition(statement, operator, key, _items(value), stages)


def _of_condition(
    statement: Statement, operator: str, key: str, values: list[str], stages: Sequence[str]
) -> Iterator[Mutation]:
    if "Not" not in operator and set(values) <= set(stages):
        for stage in stages:
            if stage not in values:
                changed = with_condition(statement, operator, key, operator, [*values, stage])
                yield Mutation(statement["Sid"], Operator.STAGE_ADDED, f"{operator} {key} with {stage}", changed)
    if "Not" not in operator and any(_VARIABLE.search(value) for value in values):
        like = next((operator.replace(exact, like) for exact, like in _LIKE.items() if exact in operator), operator)
        changed = with_condition(statement, operator, key, like, [_VARIABLE.sub("*", value) for value in values])
        yield Mutation(statement["Sid"], Operator.VARIABLE_WIDENED, f"{operator} {key} for everybody", changed)


def _items(value: Any) -> list[str]:
    return [str(item) for item in value] if isinstance(value, list) else [str(value)]
