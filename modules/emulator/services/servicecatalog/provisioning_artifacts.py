"""The provisioning artifacts, or versions, of AWS Service Catalog's products.

Behaviour from the AWS Service Catalog API Reference, pages "CreateProvisioningArtifact",
"DescribeProvisioningArtifact", "ListProvisioningArtifacts", "UpdateProvisioningArtifact",
"DeleteProvisioningArtifact" and "ProvisioningArtifactProperties".
"""

from __future__ import annotations

from typing import Any

from moto.core.utils import utcnow

from modules.emulator.records import Call, Record
from modules.emulator.records.resource import Random
from modules.emulator.services.servicecatalog.resources import (
    ARTIFACT,
    IN_USE,
    INVALID,
    SERVICE_ACTION_ASSOCIATION,
)
from modules.emulator.services.servicecatalog.templates import parameters_of, template_of
from modules.emulator.services.servicecatalog.visibility import artifact, artifacts_of, own_product, product

ACCOUNT_FACTORY_TYPE = "CONTROL_TOWER_ACCOUNT"


def new_artifact(call: Call, product_id: str, given: Record) -> Record:
    """Make a provisioning artifact of a product, not yet kept; its template is checked unless that is disabled."""
    record = dict(ARTIFACT.defaults) | {name: value for name, value in given.items() if value is not None}
    record |= {"Id": f"pa-{Random():13}", "ProductId": product_id, "CreatedTime": utcnow()}
    record["Info"] = _info(call, record.get("Info") or {})
    if not record.get("DisableTemplateValidation") and record["Type"] == "CLOUD_FORMATION_TEMPLATE":
        template_of(call, record)
    return record


def artifact_detail(found: Record) -> Record:
    """Show a provisioning artifact as `ProvisioningArtifactDetail`."""
    return {name: value for name, value in found.items() if name not in ("Info", "ProductId")}


def _info(call: Call, info: dict[str, str]) -> dict[str, str]:
    sources = {"LoadTemplateFromURL", "ImportFromPhysicalId", "TemplateUrl"} & set(info)
    if len(sources) != 1 or len(info) != 1:
        message = "Info must have exactly one of LoadTemplateFromURL and ImportFromPhysicalId."
        raise call.refusal(INVALID, message)
    return info


def _answer(found: Record) -> dict[str, Any]:
    shown = {"LoadTemplateFromURL": "TemplateUrl"}
    info = {shown.get(name, name): value for name, value in found["Info"].items()}
    return {"ProvisioningArtifactDetail": artifact_detail(found), "Info": info, "Status": "AVAILABLE"}


def _create(call: Call) -> dict[str, Any]:
    owned = own_product(call, call.input["ProductId"])
    token = call.input["IdempotencyToken"]
    for found in artifacts_of(call, owned):
        if found.get("IdempotencyToken") == token:
            return _answer(found)
    record = new_artifact(call, owned["ProductId"], call.input["Parameters"]) | {"IdempotencyToken": token}
    call.records(ARTIFACT).append(record)
    return _answer(record)


def _describe(call: Call) -> dict[str, Any]:
    given = call.input
    owned = product(call, id_=given.get("ProductId"), name=given.get("ProductName"))
    found = artifact(call, owned, id_=given.get("ProvisioningArtifactId"), name=given.get("ProvisioningArtifactName"))
    wanted = given.get("IncludeProvisioningArtifactParameters")
    return _answer(found) | {"ProvisioningArtifactParameters": parameters_of(call, found) if wanted else []}


def _list(call: Call) -> dict[str, Any]:
    owned = product(call, id_=call.input["ProductId"])
    return {"ProvisioningArtifactDetails": [artifact_detail(record) for record in artifacts_of(call, owned)]}


def _update(call: Call) -> dict[str, Any]:
    found = artifact(call, own_product(call, call.input["ProductId"]), id_=call.input["ProvisioningArtifactId"])
    members = ("Name", "Description", "Active", "Guidance")
    found.update({name: call.input[name] for name in members if call.input.get(name) is not None})
    return _answer(found)


def _delete(call: Call) -> dict[str, Any]:
    """Delete an artifact, but not a product's last one, and none that has a service action."""
    owned = own_product(call, call.input["ProductId"])
    found = artifact(call, owned, id_=call.input["ProvisioningArtifactId"])
    if artifacts_of(call, owned) == [found]:
        raise call.refusal(IN_USE, f"{found['Id']} is the last provisioning artifact of {owned['ProductId']}.")
    if any(a["ProvisioningArtifactId"] == found["Id"] for a in call.records(SERVICE_ACTION_ASSOCIATION)):
        raise call.refusal(IN_USE, f"{found['Id']} is associated with a service action.")
    call.records(ARTIFACT).remove(found)
    return {}


OPERATIONS = {
    "CreateProvisioningArtifact": _create,
    "DescribeProvisioningArtifact": _describe,
    "ListProvisioningArtifacts": _list,
    "UpdateProvisioningArtifact": _update,
    "DeleteProvisioningArtifact": _delete,
}
