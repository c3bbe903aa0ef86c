"""How a stack fails at one of its resources, in the words of AWS CloudFormation's events.

Behaviour from the AWS CloudFormation API Reference, page "StackEvent".
"""

from __future__ import annotations

from typing import Any

from botocore.exceptions import ClientError
from moto.core.exceptions import ServiceException
from werkzeug.exceptions import HTTPException


class ResourceFailed(Exception):  # noqa: N818 - as CloudFormation calls it: CREATE_FAILED
    """A resource could not be created, updated or deleted."""

    def __init__(self, logical_id: str, type_: str, reason: str) -> None:
        super().__init__(f"{logical_id} ({type_}): {reason}")
        self.logical_id = logical_id
        self.type = type_
        self.reason = reason


def failed(logical_id: str, type_: str, error: Exception) -> ResourceFailed:
    """Say of which resource an error is, unless it says so itself."""
    return error if isinstance(error, ResourceFailed) else ResourceFailed(logical_id, type_, reason_of(error))


def reason_of(error: Exception) -> str:
    """Tell what went wrong, in the words of the service that refused."""
    if isinstance(error, ClientError):
        answered = error.response["Error"]
        return f"{answered.get('Message', '')} ({error.operation_name}: {answered['Code']})".lstrip()
    if isinstance(error, ServiceException | HTTPException):
        return str(getattr(error, "message", None) or error.description)
    return f"{type(error).__name__}: {error}"


def failure_of(stack: Any) -> str | None:
    """Tell why the last thing that was done to one of moto's stacks failed, if it did."""
    if stack.status in ("CREATE_COMPLETE", "UPDATE_COMPLETE", "DELETE_COMPLETE", "CREATE_IN_PROGRESS"):
        return None
    failures = [event for event in stack.events if event.resource_status.endswith("_FAILED")]
    of_resources = [event for event in failures if event.logical_resource_id != stack.name]
    last = (of_resources or failures)[-1]
    return f"{last.logical_resource_id} ({last.resource_type}): {last.resource_status_reason}"
