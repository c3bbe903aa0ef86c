"""Detectors: one in an account and Region, and what a member may not change in its own.

Behaviour from "CreateDetector", "GetDetector", "UpdateDetector", "DeleteDetector" and "ListDetectors", and from
"Understanding the relationship between GuardDuty administrator account and member accounts".
"""

from __future__ import annotations

from typing import Any

from moto.moto_api._internal import mock_random

from modules.emulator.organization_service import members_of, membership_of
from modules.emulator.records import Call, Record, Resource
from modules.emulator.records.operations import Operation
from modules.emulator.services.guardduty import features
from modules.emulator.services.guardduty.features import refused

DETECTOR = Resource(
    "Detector",
    generated={"DetectorId": "", "arn": "arn:{partition}:guardduty:{region}:{account_id}:detector/{DetectorId}"},
    tags="Tags",
)


def own_detector(call: Call) -> Record:
    """Find the caller's detector of the id that the input has.

    Raises:
        ServiceException: the caller has none of this id.

    """
    for detector in call.records(DETECTOR):
        if detector["DetectorId"] == call.input["DetectorId"]:
            return detector
    raise refused(call, "the input detectorId is not owned by the current account")


def detector_of(call: Call) -> Record | None:
    """Give the detector of the calling account, or None."""
    return next(iter(call.records(DETECTOR)), None)


def turn_on(call: Call, given: Record | None = None) -> Record:
    """Give the calling account a detector."""
    given = given or {"Enable": True}
    detector_id = str(mock_random.get_random_hex(32))
    detector = {
        "DetectorId": detector_id,
        "arn": f"arn:{call.partition}:guardduty:{call.region}:{call.account_id}:detector/{detector_id}",
        "CreatedAt": features.now(),
        "FindingPublishingFrequency": given.get("FindingPublishingFrequency") or "SIX_HOURS",
        "Features": features.of_new_detector(),
        "Tags": dict(given.get("Tags") or {}),
    }
    _change(call, detector, given)
    call.records(DETECTOR).append(detector)
    return detector


def _change(call: Call, detector: Record, given: Record) -> None:
    asked = [*features.from_data_sources(call, given, "Enable"), *(given.get("Features") or ())]
    features.set_features(call, detector["Features"], asked, "Status")
    detector["UpdatedAt"] = features.now()
    if given.get("Enable") is not None:
        detector["Status"] = "ENABLED" if given["Enable"] else "DISABLED"
    if given.get("FindingPublishingFrequency"):
        detector["FindingPublishingFrequency"] = given["FindingPublishingFrequency"]


def _create(call: Call) -> dict[str, Any]:
    if detector_of(call):
        raise refused(call, "a detector already exists for the current account")
    return {"DetectorId": turn_on(call, call.input)["DetectorId"]}


def _get(call: Call) -> dict[str, Any]:
    detector = own_detector(call)
    role = "aws-service-role/guardduty.amazonaws.com/AWSServiceRoleForAmazonGuardDuty"
    return detector | {
        "ServiceRole": f"arn:{call.partition}:iam::{call.account_id}:role/{role}",
        "DataSources": features.data_sources(detector["Features"]),
    }


def _update(call: Call) -> dict[str, Any]:
    detector = own_detector(call)
    if membership_of(call):
        raise refused(call, "a member account cannot change its detector, its administrator account does")
    _change(call, detector, call.input)
    return {}


def _delete(call: Call) -> dict[str, Any]:
    detector = own_detector(call)
    if members_of(call):
        raise refused(call, "the current account cannot delete detector while it has invited or associated members")
    if membership_of(call):
        raise refused(call, "the current account cannot delete detector while it is associated with an administrator")
    call.records(DETECTOR).remove(detector)
    return {}


OPERATIONS: dict[str, Operation] = {
    "CreateDetector": _create,
    "GetDetector": _get,
    "ListDetectors": lambda call: {"DetectorIds": [detector["DetectorId"] for detector in call.records(DETECTOR)]},
    "UpdateDetector": _update,
    "DeleteDetector": _delete,
}
