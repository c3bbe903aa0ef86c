"""What belongs to a detector: filters, and where findings are published to.

Behaviour from "CreateFilter", "UpdateFilter", "CreatePublishingDestination" and those beside them, and from "Exporting
GuardDuty findings to Amazon S3": the bucket and the key must exist; there is one destination.
"""

from __future__ import annotations

from typing import Any

from moto.kms.models import kms_backends
from moto.s3.models import s3_backends

from modules.emulator.records import Call, Record, Resource, create, delete, describe, update
from modules.emulator.records.operations import Operation
from modules.emulator.services.guardduty.detectors import own_detector
from modules.emulator.services.guardduty.features import refused

FILTER = Resource(
    "Filter",
    key=("Name",),
    names={"FilterName": "Name"},
    generated={"arn": "arn:{partition}:guardduty:{region}:{account_id}:detector/{DetectorId}/filter/{Name}"},
    defaults={"Action": "NOOP", "Rank": 1},
    tags="Tags",
    not_found="BadRequestException",
)
DESTINATION = Resource(
    "PublishingDestination",
    generated={"DestinationId": "{random:32}"},
    defaults={"Status": "PUBLISHING", "PublishingFailureStartTimestamp": 0},
)
_INVALID = "the one or more input parameters have invalid values"


def _of_own_detector(perform: Operation) -> Operation:
    def of_own_detector(call: Call) -> dict[str, Any]:
        own_detector(call)
        return perform(call)

    return of_own_detector


def _check_destination(call: Call, destination: Record) -> None:
    if len(call.records(DESTINATION)) > 0:
        raise refused(call, "a publishing destination already exists for the current account")
    _check_properties(call, destination["DestinationProperties"])


def _check_properties(call: Call, properties: Record) -> None:
    bucket = (properties.get("DestinationArn") or "").partition(":::")[2].partition("/")[0]
    buckets = {name for _, _, backend in s3_backends.iter_backends() for name in backend.buckets}
    key = properties.get("KmsKeyArn") or ""
    keys = {key.arn for _, _, backend in kms_backends.iter_backends() for key in backend.keys.values()}
    if bucket not in buckets or key not in keys:
        raise refused(call, _INVALID)


def _destination(call: Call) -> Record:
    for destination in call.records(DESTINATION):
        if destination["DestinationId"] == call.input["DestinationId"]:
            return destination
    raise refused(call, _INVALID)


def _update_destination(call: Call) -> dict[str, Any]:
    destination = _destination(call)
    properties = destination["DestinationProperties"] | (call.input.get("DestinationProperties") or {})
    _check_properties(call, properties)
    destination["DestinationProperties"] = properties
    return {}


def _delete_destination(call: Call) -> dict[str, Any]:
    call.records(DESTINATION).remove(_destination(call))
    return {}


OPERATIONS: dict[str, Operation] = {
    name: _of_own_detector(perform)
    for name, perform in {
        "CreateFilter": create(FILTER),
        "GetFilter": describe(FILTER),
        "ListFilters": lambda call: {"FilterNames": [filter_["Name"] for filter_ in call.records(FILTER)]},
        "UpdateFilter": update(FILTER),
        "DeleteFilter": delete(FILTER),
        "CreatePublishingDestination": create(DESTINATION, check=_check_destination),
        "DescribePublishingDestination": _destination,
        "ListPublishingDestinations": lambda call: {"Destinations": list(call.records(DESTINATION))},
        "UpdatePublishingDestination": _update_destination,
        "DeletePublishingDestination": _delete_destination,
    }.items()
}
