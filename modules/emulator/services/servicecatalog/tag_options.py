"""AWS Service Catalog's tag options, and the portfolios and products that they are for.

Behaviour from the AWS Service Catalog API Reference, pages "CreateTagOption", "UpdateTagOption", "DeleteTagOption",
"AssociateTagOptionWithResource", "DisassociateTagOptionFromResource" and "ListResourcesForTagOption".
"""

from __future__ import annotations

from typing import Any

from modules.emulator.records import Call, Record, create, delete, describe
from modules.emulator.services.servicecatalog.resources import (
    DUPLICATE,
    IN_USE,
    NOT_FOUND,
    PORTFOLIO,
    PRODUCT,
    TAG_OPTION,
    TAG_OPTION_ASSOCIATION,
)


def tag_options_of(call: Call, resource_id: str) -> list[Record]:
    """List the tag options of a portfolio or product of the caller's account."""
    ids = {a["TagOptionId"] for a in call.records(TAG_OPTION_ASSOCIATION) if a["ResourceId"] == resource_id}
    return [option for option in call.records(TAG_OPTION) if option["Id"] in ids]


def _list(call: Call) -> dict[str, Any]:
    filters = {name: value for name, value in (call.input.get("Filters") or {}).items() if value is not None}
    found = [o for o in call.records(TAG_OPTION) if all(o.get(name) == value for name, value in filters.items())]
    return {"TagOptionDetails": found}


def _update(call: Call) -> dict[str, Any]:
    option = _with_id(call, call.input["Id"])
    changed = option | {name: call.input[name] for name in ("Value", "Active") if call.input.get(name) is not None}
    for other in call.records(TAG_OPTION):
        if other is not option and (other["Key"], other["Value"]) == (changed["Key"], changed["Value"]):
            raise call.refusal(DUPLICATE, f"TagOption {changed['Key']}={changed['Value']} exists already.")
    option.update(changed)
    return call.answer(TAG_OPTION, option)


def _with_id(call: Call, id_: str) -> Record:
    for option in call.records(TAG_OPTION):
        if option["Id"] == id_:
            return option
    raise call.refusal(NOT_FOUND, f"TagOption {id_} not found.")


def _check_unused(call: Call, option: Record) -> None:
    if any(a["TagOptionId"] == option["Id"] for a in call.records(TAG_OPTION_ASSOCIATION)):
        raise call.refusal(IN_USE, f"TagOption {option['Id']} is associated with a portfolio or product.")


def _associate(call: Call) -> dict[str, Any]:
    association = {"TagOptionId": call.find(TAG_OPTION)["Id"], "ResourceId": _resource(call)["Id"]}
    if association in call.records(TAG_OPTION_ASSOCIATION):
        raise call.refusal(DUPLICATE, f"TagOption {association['TagOptionId']} is associated already.")
    call.records(TAG_OPTION_ASSOCIATION).append(association)
    return {}


def _disassociate(call: Call) -> dict[str, Any]:
    association = {"TagOptionId": call.find(TAG_OPTION)["Id"], "ResourceId": call.input["ResourceId"]}
    if association not in call.records(TAG_OPTION_ASSOCIATION):
        raise call.refusal(NOT_FOUND, f"TagOption {association['TagOptionId']} is not associated.")
    call.records(TAG_OPTION_ASSOCIATION).remove(association)
    return {}


def _list_resources(call: Call) -> dict[str, Any]:
    option = call.find(TAG_OPTION)
    associated = [a["ResourceId"] for a in call.records(TAG_OPTION_ASSOCIATION) if a["TagOptionId"] == option["Id"]]
    wanted = str(call.input.get("ResourceType") or "").lower()
    details = [
        resource for resource in _resources(call) if resource["Id"] in associated and wanted in resource["ARN"].lower()
    ]
    return {"ResourceDetails": details}


def _resources(call: Call) -> list[Record]:
    portfolios = [p | {"Name": p["DisplayName"]} for p in call.records(PORTFOLIO)]
    products = [p | {"Id": p["ProductId"], "Description": p.get("ShortDescription")} for p in call.records(PRODUCT)]
    return portfolios + products


def _resource(call: Call) -> Record:
    for resource in _resources(call):
        if resource["Id"] == call.input["ResourceId"]:
            return resource
    raise call.refusal(NOT_FOUND, f"Resource {call.input['ResourceId']} not found.")


OPERATIONS = {
    "CreateTagOption": create(TAG_OPTION),
    "DescribeTagOption": describe(TAG_OPTION),
    "ListTagOptions": _list,
    "UpdateTagOption": _update,
    "DeleteTagOption": delete(TAG_OPTION, check=_check_unused),
    "AssociateTagOptionWithResource": _associate,
    "DisassociateTagOptionFromResource": _disassociate,
    "ListResourcesForTagOption": _list_resources,
}
