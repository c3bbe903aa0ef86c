"""The operations of AWS Control Tower, which all take a while.

Behaviour from the AWS Control Tower API Reference, pages "GetLandingZoneOperation", "GetControlOperation" and
"GetBaselineOperation", and from "Limitations and quotas" (AWS Control Tower User Guide) for how many at a time.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from moto.core.utils import utcnow
from moto.moto_api._internal import mock_random

from modules.emulator.progress import Progress
from modules.emulator.records import Call, Record
from modules.emulator.services.controltower.resources import CONFLICT, NOT_FOUND, OPERATION, QUOTA

AT_ONCE = {"control": 100, "baseline": 10, "landing zone": 1}


def start(call: Call, kind: str, type_: str, subject: Record, **shown: Any) -> dict[str, str]:
    """Start an operation on a landing zone, control or baseline; it is done at the second look."""
    identifier = str(mock_random.uuid4())
    subject["statusSummary"] = {"status": "UNDER_CHANGE", "lastOperationIdentifier": identifier}
    subject["status"] = "PROCESSING"
    operation = {"operationIdentifier": identifier, "operationType": type_, "startTime": utcnow(), "statusMessage": ""}
    call.records(OPERATION).append({**operation, **shown, "kind": kind, "subject": subject, "progress": Progress()})
    return {"operationIdentifier": identifier}


def check_may_start(call: Call, kind: str, subject: Record | None = None) -> None:
    """Refuse what would be one operation too many.

    Raises:
        ServiceException: the quota is used up, the subject is being changed, or the landing zone is.

    """
    running = [operation for operation in call.records(OPERATION) if operation["progress"].running]
    if any(operation["kind"] == "landing zone" for operation in running):
        raise call.refusal(CONFLICT, "AWS Control Tower is performing another operation on your landing zone.")
    if any(operation["subject"] is subject for operation in running):
        raise call.refusal(CONFLICT, "AWS Control Tower is performing another operation on this resource.")
    if sum(operation["kind"] == kind for operation in running) >= AT_ONCE[kind]:
        message = f"AWS Control Tower performs {AT_ONCE[kind]} {kind} operations at a time. Try again later."
        raise call.refusal(QUOTA if kind != "landing zone" else CONFLICT, message)


def settle(call: Call) -> None:
    """Set the final state of every operation that is done, and of the resource that it changed."""
    for operation in call.records(OPERATION):
        if not operation["progress"].running and "endTime" not in operation:
            operation["endTime"] = utcnow()
            operation["subject"] |= {"status": "ACTIVE", "statusSummary": {"status": "SUCCEEDED"}}
            for work in operation.get("afterwards", ()):
                work()


def describe_operation(kind: str, member: str) -> Callable[[Call], dict[str, Any]]:
    """Make the API operation that describes an operation of AWS Control Tower."""

    def perform(call: Call) -> dict[str, Any]:
        for operation in call.records(OPERATION):
            if operation["operationIdentifier"] == call.input["operationIdentifier"] and operation["kind"] == kind:
                operation["progress"].look()
                settle(call)
                return {member: _shown(operation)}
        raise call.refusal(NOT_FOUND, f"Operation {call.input['operationIdentifier']} does not exist.")

    return perform


def list_operations(kind: str, member: str, filters: dict[str, str]) -> Callable[[Call], dict[str, Any]]:
    """Make the API operation that lists operations, the latest first; `filters` are members of its filter."""

    def perform(call: Call) -> dict[str, Any]:
        settle(call)
        given = call.input.get("filter") or {}
        shown = [_shown(operation) for operation in reversed(call.records(OPERATION)) if operation["kind"] == kind]
        wanted = {filters[name]: values for name, values in given.items() if values}
        return {
            member: [
                operation
                for operation in shown
                if all(operation.get(name) in values for name, values in wanted.items())
            ]
        }

    return perform


def _shown(operation: Record) -> Record:
    return operation | {"status": "IN_PROGRESS" if operation["progress"].running else "SUCCEEDED"}
