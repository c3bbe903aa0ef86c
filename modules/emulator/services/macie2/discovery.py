"""What finds sensitive data: custom data identifiers, jobs, filters of findings, and where results are kept.

Behaviour from "CreateCustomDataIdentifier", "CreateClassificationJob", "UpdateClassificationJob",
"CreateFindingsFilter", "PutClassificationExportConfiguration" and those beside them. Jobs find nothing; one that is
cancelled stays, and cannot be changed.
"""

from __future__ import annotations

import re
from typing import Any

from moto.s3.models import s3_backends

from modules.emulator.records import Call, Record, Resource, create, describe, update
from modules.emulator.records.operations import Operation, list_
from modules.emulator.records.operations import delete as delete_record

_PLACE = "arn:{partition}:macie2:{region}:{account_id}"
IDENTIFIER = Resource(
    "CustomDataIdentifier",
    generated={
        "id": "{random:8}-{random:4}-{random:4}-{random:4}-{random:12}",
        "arn": _PLACE + ":custom-data-identifier/{id}",
    },
    names={"customDataIdentifierId": "id"},
    defaults={"deleted": False, "maximumMatchDistance": 50},
    created="createdAt",
)
FILTER = Resource(
    "FindingsFilter",
    key=("name",),
    generated={
        "id": "{random:8}-{random:4}-{random:4}-{random:4}-{random:12}",
        "arn": _PLACE + ":findings-filter/{id}",
    },
    defaults={"position": 1},
)
JOB = Resource(
    "ClassificationJob",
    generated={"jobId": "{random:32}", "jobArn": _PLACE + ":classification-job/{jobId}"},
    defaults={"initialRun": False, "samplingPercentage": 100, "managedDataIdentifierSelector": "RECOMMENDED"},
    created="createdAt",
)
_EXPORT = Resource("ClassificationExportConfiguration")


def _check_identifier(call: Call, identifier: Record) -> None:
    try:
        re.compile(identifier["regex"])
    except re.error as error:
        raise call.refusal("ValidationException", f"The regular expression is invalid: {error}") from error
    identifier.setdefault("severityLevels", [{"occurrencesThreshold": 1, "severity": "MEDIUM"}])


def _check_job(call: Call, job: Record) -> None:
    known = {identifier["id"] for identifier in call.records(IDENTIFIER)}
    missing = sorted(set(job.get("customDataIdentifierIds") or ()) - known)
    if missing:
        raise call.refusal("ValidationException", f"The custom data identifier {missing[0]} does not exist")
    is_scheduled = job["jobType"] == "SCHEDULED"
    if is_scheduled != bool(job.get("scheduleFrequency")):
        raise call.refusal("ValidationException", "A job has a schedule if its type is SCHEDULED, and only then")
    definition = job["s3JobDefinition"]
    if bool(definition.get("bucketDefinitions")) == bool(definition.get("bucketCriteria")):
        raise call.refusal("ValidationException", "A job has either buckets or criteria for buckets")
    job["jobStatus"] = "IDLE" if is_scheduled else "RUNNING"


def _update_job(call: Call) -> dict[str, Any]:
    job = call.find(JOB)
    if job["jobStatus"] == "CANCELLED":
        raise call.refusal("ValidationException", f"cannot update cancelled job for job {job['jobId']}")
    job["jobStatus"] = call.input["jobStatus"]
    return {}


def _put_export(call: Call) -> dict[str, Any]:
    destination = call.input["configuration"].get("s3Destination")
    if destination:
        buckets = {name for _, _, backend in s3_backends.iter_backends() for name in backend.buckets}
        if destination["bucketName"] not in buckets:
            raise call.refusal("ValidationException", f"The bucket {destination['bucketName']} does not exist")
    call.records(_EXPORT)[:] = [call.input["configuration"]] if destination else []
    return {"configuration": call.input["configuration"]}


def _get_export(call: Call) -> dict[str, Any]:
    kept = call.records(_EXPORT)
    return {"configuration": kept[0] if kept else {}}


OPERATIONS: dict[str, Operation] = {
    "CreateCustomDataIdentifier": create(IDENTIFIER, check=_check_identifier),
    "GetCustomDataIdentifier": describe(IDENTIFIER),
    "ListCustomDataIdentifiers": list_(IDENTIFIER, member="items"),
    "DeleteCustomDataIdentifier": delete_record(IDENTIFIER),
    "CreateFindingsFilter": create(FILTER, conflict="ConflictException"),
    "GetFindingsFilter": describe(FILTER),
    "ListFindingsFilters": list_(FILTER, member="findingsFilterListItems"),
    "UpdateFindingsFilter": update(FILTER),
    "DeleteFindingsFilter": delete_record(FILTER),
    "CreateClassificationJob": create(JOB, check=_check_job),
    "DescribeClassificationJob": describe(JOB),
    "ListClassificationJobs": list_(JOB, member="items"),
    "UpdateClassificationJob": _update_job,
    "PutClassificationExportConfiguration": _put_export,
    "GetClassificationExportConfiguration": _get_export,
}
