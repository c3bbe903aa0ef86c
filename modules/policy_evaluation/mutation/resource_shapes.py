"""Resources that a statement's actions work on: where its list has all of them, `*` in its place changes nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from modules.policy_evaluation.mutation.mutation import Mutation, Operator, Statement
from modules.policy_evaluation.simulating import node

SCRIPT = Path(__file__).with_name("resource_shapes.mjs")

Shapes = Mapping[str, Sequence[Sequence[str]]]
"""By the pattern of an action: for each action that it stands for, the ARNs of its kinds of resource."""

_VARYING = re.compile(r"\$\{\w+\}")
_ANY = "\0"
"""Stands for text that may be anything; only `*` covers it."""


def shapes_of(statements: Iterable[Statement]) -> Shapes:
    """Return the kinds of resources of all actions that statements name, in one run of Node.

    Raises:
        LandingZoneError: Node cannot run.

    """
    patterns = sorted({action for statement in statements for action in _items(statement.get("Action"))})
    return dict(zip(patterns, node.run(SCRIPT, patterns), strict=True))


def without_effect(statement: Statement, mutation: Mutation, shapes: Shapes) -> Mutation:
    """Return a mutation; where it widens to all resources what has all that its actions work on, as an equivalent.

    Args:
        statement: Before the mutation.
        mutation: One of its mutations.
        shapes: Of its actions.

    """
    if mutation.operator is not Operator.RESOURCE_WIDENED or not _has_every_resource(statement, shapes):
        return mutation
    return replace(mutation, equivalent="its list has every kind of resource that its actions work on")


def _has_every_resource(statement: Statement, shapes: Shapes) -> bool:
    actions = [arns for pattern in _items(statement.get("Action")) for arns in shapes[pattern]]
    patterns = [_expression(resource) for resource in _items(statement.get("Resource"))]
    arns = [_written(arn) for arns in actions for arn in arns]
    # An action without a kind of resource is asked for on `*`, which no ARN matches.
    return bool(arns) and all(actions) and all(any(pattern.fullmatch(arn) for pattern in patterns) for arn in arns)


def _written(arn: str) -> str:
    return _VARYING.sub(_ANY, arn.replace("${Partition}", "aws"))


def _expression(resource: str) -> re.Pattern[str]:
    return re.compile(re.escape(resource).replace(r"\*", ".*"), re.DOTALL)


def _items(value: object) -> list[str]:
    return [str(item) for item in value] if isinstance(value, list) else [] if value is None else [str(value)]
