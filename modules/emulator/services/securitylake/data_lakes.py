"""Data lakes: one for each Region of an account.

Behaviour from the Amazon Security Lake API Reference, pages "CreateDataLake", "UpdateDataLake", "DeleteDataLake" and
"ListDataLakes", and from "Managing multiple accounts with AWS Organizations" (Security Lake User Guide): in an
organization, the delegated administrator has it, and that is never the management account.
"""

from __future__ import annotations

from typing import Any

from moto.iam.models import iam_backends

from modules.emulator.named_by_arn import find_key
from modules.emulator.organization_tree import is_delegated_administrator, organization_of
from modules.emulator.records import Call, Record, Resource
from modules.emulator.records.operations import Operation
from modules.emulator.records.resource import Random
from modules.emulator.records.tag_shapes import from_shape
from modules.emulator.resource_policies import service_may

PRINCIPAL = "securitylake.amazonaws.com"
MANAGED_KEY = "S3_MANAGED_KEY"
LAKE = Resource("DataLake", key=("region",), generated={"dataLakeArn": ""})


def check_caller(call: Call) -> None:
    """Refuse everything to accounts of an organization that do not administer the service."""
    if organization_of(call.account_id) and not is_delegated_administrator(call.account_id, PRINCIPAL):
        message = f"Account {call.account_id} is not the delegated administrator of Security Lake."
        raise call.refusal("AccessDeniedException", message)


def find_lake(call: Call, region: str) -> Record:
    """Find the lake of a Region, or refuse."""
    for lake in call.records(LAKE):
        if lake["region"] == region:
            return lake
    raise call.refusal("ResourceNotFoundException", f"There is no data lake in {region}.", resource_id=region)


def _create(call: Call) -> dict[str, Any]:
    check_caller(call)
    _check_role(call, call.input["metaStoreManagerRoleArn"])
    taken = {lake["region"] for lake in call.records(LAKE)} & {c["region"] for c in call.input["configurations"]}
    if taken:
        message = f"There is a data lake in {', '.join(sorted(taken))} already."
        raise call.refusal("ConflictException", message)
    lakes = [_lake(call, configuration) for configuration in call.input["configurations"]]
    call.records(LAKE).extend(lakes)
    return {"dataLakes": [lake | {"createStatus": "INITIALIZED"} for lake in lakes]}


def _lake(call: Call, configuration: Record) -> Record:
    region = configuration["region"]
    encryption = configuration.get("encryptionConfiguration") or {"kmsKeyId": MANAGED_KEY}
    key = encryption.get("kmsKeyId", MANAGED_KEY)
    if key != MANAGED_KEY and find_key(key, call.account_id, region) is None:
        raise call.refusal("BadRequestException", f"There is no key {key} in {region}.")
    return configuration | {
        "encryptionConfiguration": encryption,
        "dataLakeArn": f"arn:{call.partition}:securitylake:{region}:{call.account_id}:data-lake/default",
        "s3BucketArn": f"arn:{call.partition}:s3:::aws-security-data-lake-{region}-{Random():20}",
        "createStatus": "COMPLETED",
        "tags": from_shape(call.input.get("tags")),
    }


def _check_role(call: Call, arn: str) -> None:
    roles = iam_backends[call.account_id][call.partition].roles.values()
    role = next((role for role in roles if role.arn == arn), None)
    if role is None or not service_may(
        role.assume_role_policy_document, "lambda.amazonaws.com", "sts:AssumeRole", "", {}
    ):
        message = f"The role {arn} does not exist, or lambda.amazonaws.com cannot assume it."
        raise call.refusal("BadRequestException", message)


def _update(call: Call) -> dict[str, Any]:
    check_caller(call)
    lakes = [find_lake(call, configuration["region"]) for configuration in call.input["configurations"]]
    for lake, configuration in zip(lakes, call.input["configurations"], strict=True):
        new = _lake(call, configuration)
        kept = {name: lake[name] for name in ("dataLakeArn", "s3BucketArn", "tags")}
        lake.clear()
        lake.update(new | kept | {"updateStatus": {"requestId": f"{Random():8}", "status": "COMPLETED"}})
    return {"dataLakes": lakes}


def _delete(call: Call) -> dict[str, Any]:
    check_caller(call)
    lakes = [find_lake(call, region) for region in call.input["regions"]]
    kept = call.records(LAKE)
    kept[:] = [lake for lake in kept if lake not in lakes]
    return {}


def _list(call: Call) -> dict[str, Any]:
    check_caller(call)
    wanted = call.input.get("regions")
    return {"dataLakes": [lake for lake in call.records(LAKE) if not wanted or lake["region"] in wanted]}


OPERATIONS: dict[str, Operation] = {
    "CreateDataLake": _create,
    "UpdateDataLake": _update,
    "DeleteDataLake": _delete,
    "ListDataLakes": _list,
}
