"""Looking at AWS Service Catalog's provisioned products and records.

Behaviour from the AWS Service Catalog API Reference, pages "DescribeProvisionedProduct", "DescribeRecord",
"GetProvisionedProductOutputs", "SearchProvisionedProducts", "ScanProvisionedProducts", "ListRecordHistory" and
"DescribeProvisioningParameters".
"""

from __future__ import annotations

from typing import Any

from modules.emulator.records import Call, Record
from modules.emulator.services.servicecatalog.provisioned_products import find_provisioned
from modules.emulator.services.servicecatalog.provisioning_records import record_detail, running_record, settle
from modules.emulator.services.servicecatalog.resources import (
    INVALID,
    NOT_FOUND,
    PROVISIONED_PRODUCT,
    PROVISIONING_RECORD,
)
from modules.emulator.services.servicecatalog.templates import parameters_of
from modules.emulator.services.servicecatalog.visibility import artifact, product


def _describe(call: Call) -> dict[str, Any]:
    provisioned = find_provisioned(call, call.input.get("Id"), call.input.get("Name"))
    if running := running_record(call, provisioned):
        running["Progress"].look()
        provisioned = find_provisioned(call, provisioned["Id"], None)
    return {"ProvisionedProductDetail": provisioned, "CloudWatchDashboards": []}


def _describe_record(call: Call) -> dict[str, Any]:
    record = _record(call, call.input["Id"])
    record["Progress"].look()
    detail = record_detail(record)
    return {"RecordDetail": detail, "RecordOutputs": _outputs(detail)}


def _record(call: Call, id_: str) -> Record:
    for record in call.records(PROVISIONING_RECORD):
        if record["RecordId"] == id_:
            return record
    raise call.refusal(NOT_FOUND, f"Record {id_} not found.")


def _outputs(detail: Record) -> list[Record]:
    return list(detail["RecordOutputs"]) if detail["Status"] == "SUCCEEDED" else []


def _get_outputs(call: Call) -> dict[str, Any]:
    given = call.input
    provisioned = find_provisioned(call, given.get("ProvisionedProductId"), given.get("ProvisionedProductName"))
    last = provisioned.get("LastSuccessfulProvisioningRecordId")
    outputs = _outputs(record_detail(_record(call, last))) if last else []
    keys = given.get("OutputKeys")
    if keys and (unknown := set(keys) - {output["OutputKey"] for output in outputs}):
        raise call.refusal(INVALID, f"Invalid output keys: {', '.join(sorted(unknown))}")
    return {"Outputs": [output for output in outputs if not keys or output["OutputKey"] in keys]}


def _search(call: Call) -> dict[str, Any]:
    """Find provisioned products. A query is `name:value` or a word; every one of them must fit."""
    settle(call)
    queries = (call.input.get("Filters") or {}).get("SearchQuery") or []
    found = [
        provisioned
        for provisioned in call.records(PROVISIONED_PRODUCT)
        if all(_fits(provisioned, query) for query in queries)
    ]
    return {"ProvisionedProducts": found, "TotalResultsCount": len(found)}


def _fits(provisioned: Record, query: str) -> bool:
    name, _, value = query.rpartition(":")
    members = {member.lower(): str(given) for member, given in provisioned.items()}
    wanted = [members.get(name.lower(), "")] if name else list(members.values())
    return any(value.strip("\"'").lower() in text.lower() for text in wanted)


def _scan(call: Call) -> dict[str, Any]:
    settle(call)
    return {"ProvisionedProducts": call.records(PROVISIONED_PRODUCT)}


def _list_records(call: Call) -> dict[str, Any]:
    """List the records, the latest first; a filter is by product or by provisioned product."""
    given = call.input.get("SearchFilter") or {}
    member = {"product": "ProductId", "provisionedproduct": "ProvisionedProductId"}.get(given.get("Key", ""))
    found = [
        record_detail(record)
        for record in reversed(call.records(PROVISIONING_RECORD))
        if member is None or record[member] == given.get("Value")
    ]
    return {"RecordDetails": found}


def _describe_parameters(call: Call) -> dict[str, Any]:
    given = call.input
    found = product(call, id_=given.get("ProductId"), name=given.get("ProductName"))
    version = artifact(call, found, id_=given.get("ProvisioningArtifactId"), name=given.get("ProvisioningArtifactName"))
    return {"ProvisioningArtifactParameters": parameters_of(call, version)}


OPERATIONS = {
    "DescribeProvisionedProduct": _describe,
    "DescribeRecord": _describe_record,
    "GetProvisionedProductOutputs": _get_outputs,
    "SearchProvisionedProducts": _search,
    "ScanProvisionedProducts": _scan,
    "ListRecordHistory": _list_records,
    "DescribeProvisioningParameters": _describe_parameters,
}
