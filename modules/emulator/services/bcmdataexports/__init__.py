"""AWS Data Exports, which plain moto lacks altogether. Nothing is ever exported.

Behaviour from the AWS Billing and Cost Management API Reference for Data Exports, the pages named after each operation;
AWS Data Exports User Guide, "Setting up an Amazon S3 bucket for data exports" and "Data Exports table dictionary": AWS
writes into an export every setting of its table that nobody gave. Everything is in us-east-1, wherever the bucket is.
"""

from __future__ import annotations

import re
from typing import Any

from moto.core.utils import utcnow

from modules.emulator.named_by_arn import bucket_policy, find_bucket
from modules.emulator.records import Call, Errors, Record, Resource, Service, delete, list_tags, tag, untag
from modules.emulator.records.resource import Random
from modules.emulator.records.tag_shapes import from_shape
from modules.emulator.resource_policies import service_may

PRINCIPAL = "bcm-data-exports.amazonaws.com"
EXPORT = Resource("Export", key=("ExportArn",), tags="ResourceTags", identified_by=("ResourceArn",))

_SETTINGS = {
    "COST_AND_USAGE_REPORT": {
        "BILLING_VIEW_ARN": "arn:aws:billing::{account_id}:billingview/primary",
        "INCLUDE_CAPACITY_RESERVATION_DATA": "FALSE",
        "INCLUDE_IAM_PRINCIPAL_DATA": "FALSE",
        "INCLUDE_MANUAL_DISCOUNT_COMPATIBILITY": "FALSE",
        "INCLUDE_RESOURCES": "FALSE",
        "INCLUDE_SPLIT_COST_ALLOCATION_DATA": "FALSE",
        "TIME_GRANULARITY": "HOURLY",
    },
    "FOCUS_1_0_AWS": {},
    "FOCUS_1_2_AWS": {"TIME_GRANULARITY": "HOURLY"},
}
"""The tables, and what their settings are where nobody gives any."""


def register() -> None:
    """Add the service to moto."""
    SERVICE.register()


def _complete(call: Call, asked: Record) -> Record:
    """Check an export, and give it every setting of its table.

    Raises:
        ServiceException: AWS takes no such export.

    """
    query = asked["DataQuery"]
    found = re.fullmatch(r"SELECT .+ FROM (\w+)( WHERE .+)?", query["QueryStatement"], re.DOTALL)
    table = found[1] if found else ""
    if table not in _SETTINGS:
        raise call.refusal("ValidationException", f"The query names no known table: {query['QueryStatement']}")
    known = {name: value.format(account_id=call.account_id) for name, value in _SETTINGS[table].items()}
    given = query.get("TableConfigurations") or {}
    if given.keys() - {table} or given.get(table, {}).keys() - known.keys():
        raise call.refusal("ValidationException", f"The settings are not those of the table {table}")
    settings = known | given.get(table, {})
    configured = {"TableConfigurations": {table: settings}} if settings else {}
    for destination in asked["DestinationConfigurations"].values():
        _check_bucket(call, destination)
    return {**asked, "DataQuery": {"QueryStatement": query["QueryStatement"], **configured}}


def _check_bucket(call: Call, destination: Record) -> None:
    """Refuse a bucket that the service cannot write to: it tries one object of its own at the bucket's root."""
    name = destination["S3Bucket"]
    bucket = find_bucket(name)
    source = {
        "aws:SourceAccount": call.account_id,
        "aws:SourceArn": f"arn:{call.partition}:bcm-data-exports:us-east-1:{call.account_id}:export/x",
    }
    tried = f"arn:{call.partition}:s3:::{name}/aws-programmatic-access-test-object"
    if bucket is None or not service_may(bucket_policy(bucket), PRINCIPAL, "s3:PutObject", tried, source):
        raise call.refusal("ValidationException", f"The bucket {name} lets no exports be delivered")


def _create(call: Call) -> dict[str, Any]:
    export = _complete(call, call.input["Export"])
    if any(other["Export"]["Name"] == export["Name"] for other in call.records(EXPORT)):
        raise call.refusal("ValidationException", f"An export {export['Name']} exists already")
    place = f"arn:{call.partition}:bcm-data-exports:us-east-1:{call.account_id}:export"
    arn = f"{place}/{export['Name']}-{'-'.join(format(Random(), n) for n in '84446')}"
    now = utcnow()
    record = {
        "ExportArn": arn,
        "Export": {**export, "ExportArn": arn},
        "ExportStatus": {"StatusCode": "HEALTHY", "CreatedAt": now, "LastUpdatedAt": now},
        "ResourceTags": from_shape(call.input.get("ResourceTags")),
    }
    call.records(EXPORT).append(record)
    return {"ExportArn": arn}


def _get(call: Call) -> dict[str, Any]:
    record = call.find(EXPORT)
    return {"Export": record["Export"], "ExportStatus": record["ExportStatus"]}


def _update(call: Call) -> dict[str, Any]:
    record = call.find(EXPORT)
    record["Export"] = {**_complete(call, call.input["Export"]), "ExportArn": record["ExportArn"]}
    record["ExportStatus"]["LastUpdatedAt"] = utcnow()
    return {"ExportArn": record["ExportArn"]}


def _list(call: Call) -> dict[str, Any]:
    return {
        "Exports": [
            {"ExportArn": each["ExportArn"], "ExportName": each["Export"]["Name"], "ExportStatus": each["ExportStatus"]}
            for each in call.records(EXPORT)
        ]
    }


SERVICE = Service(
    "bcm-data-exports",
    errors=Errors("ValidationException", "ResourceNotFoundException"),
    operations={
        "CreateExport": _create,
        "GetExport": _get,
        "UpdateExport": _update,
        "ListExports": _list,
        "DeleteExport": delete(EXPORT),
        "TagResource": tag(EXPORT),
        "UntagResource": untag(EXPORT),
        "ListTagsForResource": list_tags(EXPORT),
    },
    regional=False,
)
