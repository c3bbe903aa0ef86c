"""Conformance packs of an organization.

Behaviour from the AWS Config API Reference, pages "PutOrganizationConformancePack",
"DescribeOrganizationConformancePacks", "DescribeOrganizationConformancePackStatuses",
"GetOrganizationConformancePackDetailedStatus" and "DeleteOrganizationConformancePack".
"""

from __future__ import annotations

from typing import Any

from modules.emulator.named_by_arn import find_bucket
from modules.emulator.records import Call, Record, Resource
from modules.emulator.records.operations import Operation
from modules.emulator.services.config.organization import (
    check_reader,
    chosen,
    delete,
    outcome_of,
    put,
    reached_accounts,
)
from modules.emulator.services.config.templates import template_faults

DELIVERY_PREFIX = "awsconfigconforms"

PACK = Resource(
    "OrganizationConformancePack",
    key=("OrganizationConformancePackName",),
    generated={
        "OrganizationConformancePackArn": (
            "arn:{partition}:config:{region}:{account_id}:organization-conformance-pack/"
            "{OrganizationConformancePackName}-{random:8}"
        ),
    },
    defaults={"ExcludedAccounts": [], "ConformancePackInputParameters": []},
    updated="LastUpdateTime",
    not_found="NoSuchOrganizationConformancePackException",
)


def _check(call: Call, pack: Record) -> None:
    uri, body = pack.get("TemplateS3Uri"), pack.get("TemplateBody")
    if not uri and not body:
        raise call.refusal("ValidationException", "Give either TemplateS3Uri or TemplateBody.")
    faults = template_faults(_object(call, uri) if uri else str(body))
    if faults:
        raise call.refusal("OrganizationConformancePackTemplateValidationException", "; ".join(faults))
    if pack.get("DeliveryS3Bucket") and not pack["DeliveryS3Bucket"].startswith(DELIVERY_PREFIX):
        raise call.refusal("ValidationException", f"The name of the bucket must start with {DELIVERY_PREFIX}.")


def _object(call: Call, uri: str) -> str:
    name, _, key = uri.removeprefix("s3://").partition("/")
    bucket = find_bucket(name)
    stored = bucket.keys.get(key) if bucket else None
    if stored is None:
        raise call.refusal("ValidationException", f"There is no template at {uri}.")
    return str(stored.value.decode())


def _describe(call: Call) -> dict[str, Any]:
    shape = call.operation.output_shape.members["OrganizationConformancePacks"].member
    found = chosen(call, PACK, "OrganizationConformancePackNames")
    return {"OrganizationConformancePacks": [call.shown(PACK, pack, shape) for pack in found]}


def _statuses(call: Call) -> dict[str, Any]:
    found = chosen(call, PACK, "OrganizationConformancePackNames")
    return {"OrganizationConformancePackStatuses": [_shown(pack) | _status("Status", pack) for pack in found]}


def _detailed(call: Call) -> dict[str, Any]:
    check_reader(call)
    pack = call.find(PACK)
    deployed = "OrgConformsPack-" + pack["OrganizationConformancePackArn"].rpartition("/")[2]
    accounts = [
        {"AccountId": account_id, "ConformancePackName": deployed} | _status("Status", pack)
        for account_id in reached_accounts(call, pack)
    ]
    return {"OrganizationConformancePackDetailedStatuses": accounts}


def _shown(pack: Record) -> Record:
    return {"OrganizationConformancePackName": pack["OrganizationConformancePackName"]}


def _status(member: str, pack: Record) -> Record:
    return {member: outcome_of(pack), "LastUpdateTime": pack["LastUpdateTime"]}


OPERATIONS: dict[str, Operation] = {
    "PutOrganizationConformancePack": put(PACK, _check),
    "DescribeOrganizationConformancePacks": _describe,
    "DescribeOrganizationConformancePackStatuses": _statuses,
    "GetOrganizationConformancePackDetailedStatus": _detailed,
    "DeleteOrganizationConformancePack": delete(PACK),
}
