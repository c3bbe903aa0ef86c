"""Assessments: a framework, applied to accounts.

Behaviour from the AWS Audit Manager API Reference, pages "CreateAssessment", "GetAssessment", "UpdateAssessment" and
"DeleteAssessment": reports go to a bucket that exists, and several accounts take an administrator of the organization.
"""

from __future__ import annotations

from typing import Any

from moto.core.utils import utcnow

from modules.emulator.named_by_arn import find_bucket
from modules.emulator.organization_tree import administers, organization_of
from modules.emulator.records import Call, Record, Resource
from modules.emulator.records.operations import Operation
from modules.emulator.records.resource import Random
from modules.emulator.records.tag_shapes import from_shape
from modules.emulator.services.auditmanager.frameworks import FRAMEWORK
from modules.emulator.services.auditmanager.registrations import PRINCIPAL, check_registered

ASSESSMENT = Resource("Assessment", generated={"id": "", "arn": ""}, identified_by=("assessmentId",))
_SETTINGS = ("scope", "roles", "assessmentReportsDestination")


def _create(call: Call) -> dict[str, Any]:
    check_registered(call)
    framework = call.find(FRAMEWORK)
    _check(call, call.input)
    id_ = f"{Random():8}-{Random():4}-{Random():4}-{Random():4}-{Random():12}"
    assessment = {
        "id": id_,
        "arn": f"arn:{call.partition}:auditmanager:{call.region}:{call.account_id}:assessment/{id_}",
        "framework": {"id": framework["id"], "arn": framework["arn"], "metadata": {"name": framework["name"]}},
        "metadata": {
            "name": call.input["name"],
            "id": id_,
            "description": call.input.get("description"),
            "status": "ACTIVE",
            "creationTime": utcnow(),
            "lastUpdated": utcnow(),
            **{name: call.input[name] for name in _SETTINGS},
        },
        "tags": from_shape(call.input.get("tags")),
    }
    call.records(ASSESSMENT).append(assessment)
    return _shown(call, assessment)


def _update(call: Call) -> dict[str, Any]:
    check_registered(call)
    assessment = call.find(ASSESSMENT)
    _check(call, call.input)
    changes = {name: call.input[name] for name in _SETTINGS if name in call.input}
    named = {"name": call.input.get("assessmentName"), "description": call.input.get("assessmentDescription")}
    changes |= {name: value for name, value in named.items() if value is not None}
    assessment["metadata"].update(changes, lastUpdated=utcnow())
    return _shown(call, assessment)


def _check(call: Call, asked: Record) -> None:
    destination = (asked.get("assessmentReportsDestination") or {}).get("destination", "")
    if destination and find_bucket(destination.removeprefix("s3://").partition("/")[0]) is None:
        raise call.refusal("ValidationException", f"There is no bucket for reports at {destination}.")
    accounts = {account.get("id") for account in (asked["scope"].get("awsAccounts") or ())}
    organization = organization_of(call.account_id)
    members = {account.id for account in organization.accounts} if organization else set()
    covered = members if administers(call.account_id, PRINCIPAL) else set()
    beyond = accounts - covered - {call.account_id}
    if beyond:
        message = f"Account {call.account_id} does not administer {', '.join(sorted(map(str, beyond)))}."
        raise call.refusal("ValidationException", message)


def _get(call: Call) -> dict[str, Any]:
    check_registered(call)
    return _shown(call, call.find(ASSESSMENT))


def _delete(call: Call) -> dict[str, Any]:
    check_registered(call)
    call.records(ASSESSMENT).remove(call.find(ASSESSMENT))
    return {}


def _shown(call: Call, assessment: Record) -> dict[str, Any]:
    return {"assessment": {**assessment, "awsAccount": {"id": call.account_id}}}


OPERATIONS: dict[str, Operation] = {
    "CreateAssessment": _create,
    "GetAssessment": _get,
    "UpdateAssessment": _update,
    "DeleteAssessment": _delete,
}
