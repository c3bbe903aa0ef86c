"""AWS Service Catalog's service actions, and the provisioning artifacts that they are for.

Behaviour from the AWS Service Catalog API Reference, pages "CreateServiceAction", "UpdateServiceAction",
"DeleteServiceAction", "AssociateServiceActionWithProvisioningArtifact" and their neighbours.
"""

from __future__ import annotations

from typing import Any

from modules.emulator.records import Call, Record
from modules.emulator.records.resource import Random
from modules.emulator.services.servicecatalog.resources import (
    DUPLICATE,
    IN_USE,
    NOT_FOUND,
    SERVICE_ACTION,
    SERVICE_ACTION_ASSOCIATION,
)
from modules.emulator.services.servicecatalog.visibility import artifact, own_product, product

_KEYS = ("ServiceActionId", "ProductId", "ProvisioningArtifactId")


def _create(call: Call) -> dict[str, Any]:
    for found in call.records(SERVICE_ACTION):
        if found.get("IdempotencyToken") == call.input["IdempotencyToken"]:
            return _answer(found)
    action = {**call.input, "Id": f"act-{Random():13}"}
    call.records(SERVICE_ACTION).append(action)
    return _answer(action)


def _answer(found: Record) -> dict[str, Any]:
    return {"ServiceActionDetail": {"ServiceActionSummary": found, "Definition": found["Definition"]}}


def _describe(call: Call) -> dict[str, Any]:
    return _answer(call.find(SERVICE_ACTION))


def _list(call: Call) -> dict[str, Any]:
    return {"ServiceActionSummaries": call.records(SERVICE_ACTION)}


def _update(call: Call) -> dict[str, Any]:
    found = call.find(SERVICE_ACTION)
    found.update({k: call.input[k] for k in ("Name", "Definition", "Description") if call.input.get(k) is not None})
    return _answer(found)


def _delete(call: Call) -> dict[str, Any]:
    found = call.find(SERVICE_ACTION)
    if any(association["ServiceActionId"] == found["Id"] for association in call.records(SERVICE_ACTION_ASSOCIATION)):
        raise call.refusal(IN_USE, f"Service action {found['Id']} is associated with a provisioning artifact.")
    call.records(SERVICE_ACTION).remove(found)
    return {}


def _associate(call: Call) -> dict[str, Any]:
    call.find(SERVICE_ACTION)
    artifact(call, own_product(call, call.input["ProductId"]), id_=call.input["ProvisioningArtifactId"])
    association = {name: call.input[name] for name in _KEYS}
    if association in call.records(SERVICE_ACTION_ASSOCIATION):
        raise call.refusal(DUPLICATE, f"Service action {association['ServiceActionId']} is associated already.")
    call.records(SERVICE_ACTION_ASSOCIATION).append(association)
    return {}


def _disassociate(call: Call) -> dict[str, Any]:
    association = {name: call.input[name] for name in _KEYS}
    if association not in call.records(SERVICE_ACTION_ASSOCIATION):
        raise call.refusal(NOT_FOUND, f"Service action {association['ServiceActionId']} is not associated.")
    call.records(SERVICE_ACTION_ASSOCIATION).remove(association)
    return {}


def _list_for_artifact(call: Call) -> dict[str, Any]:
    wanted = {name: call.input[name] for name in ("ProductId", "ProvisioningArtifactId")}
    artifact(call, product(call, id_=wanted["ProductId"]), id_=wanted["ProvisioningArtifactId"])
    ids = {
        association["ServiceActionId"]
        for association in call.records(SERVICE_ACTION_ASSOCIATION)
        if wanted.items() <= association.items()
    }
    return {"ServiceActionSummaries": [action for action in call.records(SERVICE_ACTION) if action["Id"] in ids]}


def _list_artifacts(call: Call) -> dict[str, Any]:
    action = call.find(SERVICE_ACTION)
    views = []
    for association in call.records(SERVICE_ACTION_ASSOCIATION):
        if association["ServiceActionId"] == action["Id"]:
            owned = own_product(call, association["ProductId"])
            version = artifact(call, owned, id_=association["ProvisioningArtifactId"])
            views.append({"ProductViewSummary": owned, "ProvisioningArtifact": version})
    return {"ProvisioningArtifactViews": views}


OPERATIONS = {
    "CreateServiceAction": _create,
    "DescribeServiceAction": _describe,
    "ListServiceActions": _list,
    "UpdateServiceAction": _update,
    "DeleteServiceAction": _delete,
    "AssociateServiceActionWithProvisioningArtifact": _associate,
    "DisassociateServiceActionFromProvisioningArtifact": _disassociate,
    "ListServiceActionsForProvisioningArtifact": _list_for_artifact,
    "ListProvisioningArtifactsForServiceAction": _list_artifacts,
}
