"""Controls, and frameworks that are made of sets of them.

Behaviour from the AWS Audit Manager API Reference, pages "CreateControl", "GetControl", "UpdateControl",
"DeleteControl", "CreateAssessmentFramework", "GetAssessmentFramework", "UpdateAssessmentFramework" and
"DeleteAssessmentFramework". The standard ones that AWS brings along are not emulated.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from modules.emulator.records import Call, Record, Resource, create, update
from modules.emulator.records.operations import Operation
from modules.emulator.records.resource import Random
from modules.emulator.services.auditmanager.registrations import check_registered

_ID = "{random:8}-{random:4}-{random:4}-{random:4}-{random:12}"


def _resource(name: str, path: str) -> Resource:
    return Resource(
        name,
        generated={"id": _ID, "arn": "arn:{partition}:auditmanager:{region}:{account_id}:" + path + "/{id}"},
        identified_by=(f"{path}Id",),
        defaults={"type": "Custom"},
        created="createdAt",
        updated="lastUpdatedAt",
    )


CONTROL = _resource("Control", "control")
FRAMEWORK = replace(_resource("Framework", "assessmentFramework"), identified_by=("frameworkId",))


def _check_control(call: Call, control: Record) -> None:
    check_registered(call)
    sources = control.get("controlMappingSources", ())
    for source in sources:
        source.setdefault("sourceId", f"{Random():8}-{Random():4}-{Random():4}-{Random():4}-{Random():12}")
    control["controlSources"] = ", ".join(sorted({source.get("sourceType", "") for source in sources}))


def _check_framework(call: Call, framework: Record) -> None:
    check_registered(call)
    for controls in framework["controlSets"]:
        controls["id"] = controls["name"]
        controls["controls"] = [_control(call, control["id"]) for control in controls.get("controls") or ()]


def _control(call: Call, control_id: str) -> Record:
    return dict(replace(call, input={"controlId": control_id}).find(CONTROL))


def _get(resource: Resource) -> Operation:
    def perform(call: Call) -> dict[str, Any]:
        check_registered(call)
        return call.answer(resource, call.find(resource))

    return perform


def _delete(resource: Resource) -> Operation:
    def perform(call: Call) -> dict[str, Any]:
        check_registered(call)
        call.records(resource).remove(call.find(resource))
        return {}

    return perform


OPERATIONS: dict[str, Operation] = {
    "CreateControl": create(CONTROL, check=_check_control),
    "GetControl": _get(CONTROL),
    "UpdateControl": update(CONTROL, check=_check_control),
    "DeleteControl": _delete(CONTROL),
    "CreateAssessmentFramework": create(FRAMEWORK, check=_check_framework),
    "GetAssessmentFramework": _get(FRAMEWORK),
    "UpdateAssessmentFramework": update(FRAMEWORK, check=_check_framework),
    "DeleteAssessmentFramework": _delete(FRAMEWORK),
}
