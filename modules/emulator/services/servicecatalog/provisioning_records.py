"""The records of AWS Service Catalog: one for each time that something is done with a provisioned product.

Behaviour from the AWS Service Catalog API Reference, pages "RecordDetail" and "ProvisionedProductDetail".
"""

from __future__ import annotations

from collections.abc import Callable

from moto.core.utils import utcnow

from modules.emulator.progress import Progress
from modules.emulator.records import Call, Record
from modules.emulator.records.resource import Random
from modules.emulator.services.servicecatalog.provisioning import Failed, ProvisioningResult, Request
from modules.emulator.services.servicecatalog.resources import PROVISIONED_PRODUCT, PROVISIONING_RECORD

_TERMINATE = "TERMINATE_PROVISIONED_PRODUCT"
_AFTER_FAILURE = {"PROVISION_PRODUCT": "ERROR", "UPDATE_PROVISIONED_PRODUCT": "TAINTED", _TERMINATE: "TAINTED"}


def run(  # noqa: PLR0913 - a record is of all of these
    call: Call,
    type_: str,
    request: Request,
    work: Callable[[], ProvisioningResult | None],
    token: str,
    *,
    ignore_errors: bool = False,
) -> Record:
    """Do the work, and keep a record of it that is in progress until somebody looks."""
    record = _new_record(call, type_, request, token)
    call.records(PROVISIONING_RECORD).append(record)  # before the work, which may launch another product
    provisioned = request.provisioned
    provisioned |= {"Status": "UNDER_CHANGE", "LastRecordId": record["RecordId"]}
    provisioned |= {"ProductId": record["ProductId"], "ProvisioningArtifactId": record["ProvisioningArtifactId"]}
    provisioned.setdefault("CreatedTime", record["CreatedTime"])
    if type_ != _TERMINATE:
        provisioned["LastProvisioningRecordId"] = record["RecordId"]
    try:
        _succeed(record, request, work() or ProvisioningResult())
    except Failed as failure:
        if failure.physical_id:
            provisioned["PhysicalId"] = failure.physical_id
        if not ignore_errors:
            errors = [{"Code": "InternalError", "Description": str(failure)}]
            record |= {"FinalStatus": "FAILED", "RecordErrors": errors, "StatusMessage": str(failure)}
    return record


def _new_record(call: Call, type_: str, request: Request, token: str) -> Record:
    return {
        "RecordId": f"rec-{Random():13}",
        "RecordType": type_,
        "Token": token,
        "Progress": Progress(),
        "FinalStatus": "SUCCEEDED",
        "CreatedTime": utcnow(),
        "UpdatedTime": utcnow(),
        "ProvisionedProductId": request.provisioned["Id"],
        "ProvisionedProductName": request.provisioned["Name"],
        "ProvisionedProductType": request.provisioned["Type"],
        "ProductId": request.product["ProductId"],
        "ProvisioningArtifactId": request.artifact["Id"],
        "PathId": request.provisioned.get("PathId"),
        "RecordTags": [{"Key": key, "Value": value} for key, value in request.tags.items()],
        "RecordErrors": [],
        "RecordOutputs": [],
        "AccountId": call.account_id,
    }


def _succeed(record: Record, request: Request, outcome: ProvisioningResult) -> None:
    provisioned = request.provisioned
    record |= {"RecordOutputs": outcome.outputs, "LaunchRoleArn": outcome.launch_role_arn}
    provisioned |= {"Parameters": dict(request.parameters), "Tags": record["RecordTags"]}
    if record["RecordType"] != _TERMINATE:
        provisioned |= {"PhysicalId": outcome.physical_id, "LaunchRoleArn": outcome.launch_role_arn}


def record_detail(record: Record) -> Record:
    """Show a record as `RecordDetail`."""
    return record | {"Status": "IN_PROGRESS" if record["Progress"].running else record["FinalStatus"]}


def running_record(call: Call, provisioned: Record) -> Record | None:
    """Find the record of what is being done with a provisioned product, if anything is."""
    last = _last_record(call, provisioned)
    return last if last["Progress"].running else None


def settle(call: Call) -> None:
    """Set the state of each provisioned product whose last record is done."""
    for provisioned in list(call.records(PROVISIONED_PRODUCT)):
        last = _last_record(call, provisioned)
        if not last["Progress"].running:
            _settle_provisioned(call, provisioned, last)


def _settle_provisioned(call: Call, provisioned: Record, last: Record) -> None:
    if last["FinalStatus"] == "FAILED":
        provisioned |= {"Status": _AFTER_FAILURE[last["RecordType"]], "StatusMessage": last["StatusMessage"]}
    elif last["RecordType"] == _TERMINATE:
        call.records(PROVISIONED_PRODUCT).remove(provisioned)
    else:
        provisioned |= {"Status": "AVAILABLE", "LastSuccessfulProvisioningRecordId": last["RecordId"]}
        provisioned.pop("StatusMessage", None)


def _last_record(call: Call, provisioned: Record) -> Record:
    records = call.records(PROVISIONING_RECORD)
    return next(record for record in reversed(records) if record["RecordId"] == provisioned["LastRecordId"])
