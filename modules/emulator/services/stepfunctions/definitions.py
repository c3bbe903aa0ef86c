"""What Terraform asks of state machines that moto does not answer: whether a definition can be one, and versions.

Behaviour from the AWS Step Functions API Reference, pages "ValidateStateMachineDefinition" and
"ListStateMachineVersions". Only what is wrong with the text and with its beginning is found; what the states say is run
by tests. Nothing publishes versions here.
"""

from __future__ import annotations

import json
from typing import Any

from moto.stepfunctions.responses import StepFunctionResponse

from modules.emulator.records import Call, Errors, Service


def register() -> None:
    """Add the operations to moto."""
    SERVICE.extend(StepFunctionResponse)


def _validate(call: Call) -> dict[str, Any]:
    fault = _fault(call.input["definition"])
    if fault is None:
        return {"result": "OK", "diagnostics": []}
    code, message = fault
    return {"result": "FAIL", "diagnostics": [{"severity": "ERROR", "code": code, "message": message}]}


def _fault(text: str) -> tuple[str, str] | None:
    try:
        definition = json.loads(text)
    except ValueError as error:
        return "INVALID_JSON_DESCRIPTION", str(error)
    if not isinstance(definition, dict) or not isinstance(definition.get("States"), dict):
        return "SCHEMA_VALIDATION_FAILED", "States is missing"
    if definition.get("StartAt") not in definition["States"]:
        return "MISSING_TRANSITION_TARGET", "StartAt names no state"
    return None


SERVICE = Service(
    "stepfunctions",
    errors=Errors("ValidationException", "StateMachineDoesNotExist", "StateMachineAlreadyExists"),
    operations={
        "ValidateStateMachineDefinition": _validate,
        "ListStateMachineVersions": lambda _: {"stateMachineVersions": []},
    },
)
