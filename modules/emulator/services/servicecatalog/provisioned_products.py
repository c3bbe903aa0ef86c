"""AWS Service Catalog's provisioned products, and the records of what was done with them.

Behaviour from the AWS Service Catalog API Reference, pages "ProvisionProduct", "UpdateProvisionedProduct",
"TerminateProvisionedProduct" and "ProvisionedProductDetail" for the states.
"""

from __future__ import annotations

from typing import Any

from modules.emulator.records import Call, Record
from modules.emulator.records.resource import Random
from modules.emulator.services.servicecatalog.account_factory import AccountFactory
from modules.emulator.services.servicecatalog.cloudformation_stacks import CloudFormationStacks
from modules.emulator.services.servicecatalog.constraints import constraints_of
from modules.emulator.services.servicecatalog.launch_paths import choose_path
from modules.emulator.services.servicecatalog.provisioning import Engine, Request
from modules.emulator.services.servicecatalog.provisioning_artifacts import ACCOUNT_FACTORY_TYPE
from modules.emulator.services.servicecatalog.provisioning_records import (
    record_detail,
    run,
    running_record,
    settle,
)
from modules.emulator.services.servicecatalog.resources import (
    DUPLICATE,
    INVALID,
    NOT_FOUND,
    PROVISIONED_PRODUCT,
    PROVISIONING_RECORD,
)
from modules.emulator.services.servicecatalog.visibility import artifact, portfolios, product


def _provision(call: Call) -> dict[str, Any]:
    given = call.input
    settle(call)
    for record in call.records(PROVISIONING_RECORD):
        if record["Token"] == given["ProvisionToken"]:
            return {"RecordDetail": record_detail(record)}
    name = given["ProvisionedProductName"]
    if any(record["Name"] == name for record in call.records(PROVISIONED_PRODUCT)):
        raise call.refusal(DUPLICATE, f"A provisioned product named {name} exists already.")
    provisioned = {"Id": f"pp-{Random():13}", "Name": name, "Status": "UNDER_CHANGE", "Parameters": {}, "Tags": []}
    request = _request(call, provisioned)
    engine = _engine(request.product)
    provisioned |= {
        "Type": engine.type,
        "Arn": f"arn:{call.partition}:servicecatalog:{call.region}:{call.account_id}:stack/{name}/{provisioned['Id']}",
    }
    engine.check(call, request)
    call.records(PROVISIONED_PRODUCT).append(provisioned)
    record = run(call, "PROVISION_PRODUCT", request, lambda: engine.provision(call, request), given["ProvisionToken"])
    return {"RecordDetail": record_detail(record)}


def _update(call: Call) -> dict[str, Any]:
    provisioned = _changeable(call)
    request = _request(call, provisioned)
    if request.tags != _pairs(provisioned["Tags"]) and not _may_update_tags(request):
        raise call.refusal(INVALID, "Tags cannot be updated: there is no RESOURCE_UPDATE constraint that allows it.")
    engine = _engine(request.product)
    engine.check(call, request)
    record = run(
        call, "UPDATE_PROVISIONED_PRODUCT", request, lambda: engine.update(call, request), call.input["UpdateToken"]
    )
    return {"RecordDetail": record_detail(record)}


def _terminate(call: Call) -> dict[str, Any]:
    provisioned = _changeable(call)
    retain, ignore = bool(call.input.get("RetainPhysicalResources")), bool(call.input.get("IgnoreErrors"))
    found = product(call, id_=provisioned["ProductId"])
    version = {"Id": provisioned["ProvisioningArtifactId"]}
    request = Request(provisioned, found, version, provisioned["Parameters"], _pairs(provisioned["Tags"]))
    engine = _engine(found)
    record = run(
        call,
        "TERMINATE_PROVISIONED_PRODUCT",
        request,
        lambda: engine.terminate(call, provisioned, retain=retain),
        call.input["TerminateToken"],
        ignore_errors=ignore,
    )
    return {"RecordDetail": record_detail(record)}


def _request(call: Call, provisioned: Record) -> Request:
    """Resolve what the input names; an update that names no product or version keeps the one that is there."""
    given = call.input
    named = given.get("ProductId") or given.get("ProductName")
    id_ = given.get("ProductId") if named else provisioned.get("ProductId")
    found = product(call, id_=id_, name=given.get("ProductName"))
    named = given.get("ProvisioningArtifactId") or given.get("ProvisioningArtifactName")
    version_id = given.get("ProvisioningArtifactId") if named else provisioned.get("ProvisioningArtifactId")
    version = artifact(call, found, id_=version_id, name=given.get("ProvisioningArtifactName"))
    if not version["Active"]:
        raise call.refusal(INVALID, f"Provisioning artifact {version['Id']} is not active.")
    path = choose_path(call, found, id_=given.get("PathId"), name=given.get("PathName"))
    place = next(
        portfolio for portfolio in portfolios(call) if path["Id"].endswith(portfolio["Id"].removeprefix("port-"))
    )
    provisioned["PathId"] = path["Id"]
    tags = _pairs(given["Tags"]) if given.get("Tags") is not None else _pairs(provisioned["Tags"])
    return Request(
        provisioned,
        found,
        version,
        _parameters(given.get("ProvisioningParameters"), provisioned["Parameters"]),
        tags,
        tuple(constraints_of(call, place["Id"], found["ProductId"])),
        tuple(given.get("NotificationArns") or ()),
    )


def _parameters(given: list[Record] | None, previous: dict[str, str]) -> dict[str, str]:
    """Return the input's parameters; the previous ones without any, or where `UsePreviousValue` asks for them."""
    if given is None:
        return previous
    return {
        parameter["Key"]: previous.get(parameter["Key"], "")
        if parameter.get("UsePreviousValue")
        else parameter.get("Value") or ""
        for parameter in given
    }


def _pairs(tags: list[Record]) -> dict[str, str]:
    return {tag["Key"]: tag["Value"] for tag in tags}


def _may_update_tags(request: Request) -> bool:
    return any(
        constraint["Type"] == "RESOURCE_UPDATE" and '"ALLOWED"' in constraint["Parameters"]
        for constraint in request.constraints
    )


def _engine(found: Record) -> Engine:
    return AccountFactory() if found["Type"] == ACCOUNT_FACTORY_TYPE else CloudFormationStacks()


def _changeable(call: Call) -> Record:
    provisioned = find_provisioned(
        call, call.input.get("ProvisionedProductId"), call.input.get("ProvisionedProductName")
    )
    if running_record(call, provisioned):
        raise call.refusal(INVALID, f"Provisioned product {provisioned['Id']} is under change.")
    return provisioned


def find_provisioned(call: Call, id_: str | None, name: str | None) -> Record:
    """Find a provisioned product by its id or its name.

    Raises:
        ServiceException: there is none, or neither is given.

    """
    settle(call)
    if not id_ and not name:
        raise call.refusal(INVALID, "Either the id or the name of the provisioned product is required.")
    for provisioned in call.records(PROVISIONED_PRODUCT):
        if (provisioned["Id"] == id_) if id_ else (provisioned["Name"] == name):
            return provisioned
    raise call.refusal(NOT_FOUND, f"Provisioned product {id_ or name} not found.")


OPERATIONS = {
    "ProvisionProduct": _provision,
    "UpdateProvisionedProduct": _update,
    "TerminateProvisionedProduct": _terminate,
}
