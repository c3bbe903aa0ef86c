"""States of AWS Step Functions, as the Amazon States Language writes them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

State = dict[str, Any]

_READING = "describe"
"""How calls begin that change nothing: they are asked again."""

_KEPT = "$.error"
"""Where an error is kept, for whoever is told of it."""


def call(  # noqa: PLR0913 - each is a property of its own
    service: str,
    operation: str,
    parameters: Mapping[str, Any],
    *,
    next_: str,
    or_else: str,
    keep: Mapping[str, str] | None = None,
    under: str | None = None,
    keep_error: bool = True,
) -> State:
    """Return a task that calls an AWS service (AWS Step Functions Developer Guide, Learning to use AWS service SDK
    integrations).

    Args:
        service: The service, as `sagemaker`.
        operation: The call, as `describeEndpoint`.
        parameters: What it is called with.
        next_: The state behind it.
        or_else: The state that goes on where it fails.
        keep: What is kept of the answer, by name; nothing where this is left out.
        under: The name that this is kept under.
        keep_error: Whether its error takes the place of one that was kept before.

    """  # noqa: D205 - the source belongs to the sentence
    kept = {"ResultSelector": {f"{name}.$": path for name, path in keep.items()}} if keep else {}
    again = [{"ErrorEquals": ["States.TaskFailed"], "IntervalSeconds": 5, "MaxAttempts": 3, "BackoffRate": 2}]
    return {
        "Type": "Task",
        "Resource": f"arn:aws:states:::aws-sdk:{service}:{operation}",
        "Parameters": dict(parameters),
        **kept,
        "ResultPath": f"$.{under}" if under else None,
        **({"Retry": again} if operation.startswith(_READING) else {}),
        "Catch": [{"ErrorEquals": ["States.ALL"], "ResultPath": _KEPT if keep_error else None, "Next": or_else}],
        "Next": next_,
    }


def choice(*ways: Mapping[str, Any], default: str) -> State:
    """Return a choice: the first way whose condition holds, or the default."""
    return {"Type": "Choice", "Choices": [dict(way) for way in ways], "Default": default}


def all_of(*conditions: Mapping[str, Any]) -> dict[str, Any]:
    """Return the condition that several hold; one behind another is not looked at where that does not hold."""
    return {"And": [dict(condition) for condition in conditions]}


def one_of(variable: str, values: Sequence[str]) -> State:
    """Return the condition that a variable has one of some values."""
    return {"Or": [{"Variable": variable, "StringEquals": value} for value in values]}


def fault(error: str, cause: str, *, next_: str) -> State:
    """Return a state that keeps an error which no call raised."""
    return {"Type": "Pass", "Result": {"Error": error, "Cause": cause}, "ResultPath": _KEPT, "Next": next_}


def fail(error: str, cause: str) -> State:
    """Return a state that ends with an error."""
    return {"Type": "Fail", "Error": error, "Cause": cause}


def wait(seconds: int, *, next_: str) -> State:
    """Return a state that waits."""
    return {"Type": "Wait", "Seconds": seconds, "Next": next_}


def count(name: str, *, next_: str) -> State:
    """Return a state that adds one to a number."""
    return {
        "Type": "Pass",
        "Parameters": {"count.$": f"States.MathAdd($.{name}.count, 1)"},
        "ResultPath": f"$.{name}",
        "Next": next_,
    }
