"""Cost allocation tags, which moto lacks.

Behaviour from the AWS Cost Management API Reference, pages "UpdateCostAllocationTagsStatus" (what is not known is in
the answer, and fails nothing) and "ListCostAllocationTags"; AWS Billing User Guide, Activating user-defined cost
allocation tags: a key is known some hours after something with it has cost something, and only the management account
has them.
Nothing costs anything here: a key is known once it was posted to an address of the emulator's own.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlparse

from moto.ce.responses import CostExplorerResponse
from moto.core.utils import get_service_model, utcnow
from moto.moto_api._internal.urls import url_paths

from modules.emulator.organization_tree import is_management_account, organization_of
from modules.emulator.records import Call, Errors, Record, Resource, Service

PATH = "/moto-api/cost-allocation-tags"

TAG = Resource("CostAllocationTag", key=("TagKey",))


def register() -> None:
    """Add the operations to moto's Cost Explorer, and serve the address: POST with `account` and `key` in the query."""
    SERVICE.extend(CostExplorerResponse)
    url_paths["{0}" + PATH + "$"] = _see


def _see(_request: Any, full_url: str, _headers: Any) -> tuple[int, dict[str, str], bytes]:
    query = parse_qs(urlparse(full_url).query)
    operation = get_service_model(SERVICE.name).operation_model("ListCostAllocationTags")
    call = Call(SERVICE, operation, query["account"][0], "us-east-1", {})
    known = {tag["TagKey"] for tag in call.records(TAG)}
    for key in query["key"]:
        if key not in known:
            call.records(TAG).append({"TagKey": key, "Type": "UserDefined", "Status": "Inactive"})
    return 200, {}, b"{}"


def _of_management(call: Call) -> list[Record]:
    """List the tags of the caller, who pays for all.

    Raises:
        ServiceException: somebody else does.

    """
    if organization_of(call.account_id) and not is_management_account(call.account_id):
        message = "Failed to update Cost Allocation Tag: Linked account doesn't have access to cost allocation tags."
        raise call.refusal("AccessDeniedException", message)
    return call.records(TAG)


def _update(call: Call) -> dict[str, Any]:
    known, errors = {tag["TagKey"]: tag for tag in _of_management(call)}, []
    for asked in call.input["CostAllocationTagsStatus"]:
        key = asked["TagKey"]
        if key in known:
            known[key].update(Status=asked["Status"], LastUpdatedDate=utcnow().strftime("%Y-%m-%dT%H:%M:%SZ"))
        else:
            message = f"Failed to update Cost Allocation Tag: {key}"
            errors.append({"TagKey": key, "Code": "TagKeysNotFoundException", "Message": message})
    return {"Errors": errors}


def _list(call: Call) -> dict[str, Any]:
    wanted = call.input.get("TagKeys")
    found = [tag for tag in _of_management(call) if not wanted or tag["TagKey"] in wanted]
    for member in ("Status", "Type"):
        found = [tag for tag in found if call.input.get(member) in (None, tag[member])]
    return {"CostAllocationTags": found}


SERVICE = Service(
    "ce",
    errors=Errors("ValidationException", "ResourceNotFoundException"),
    operations={"UpdateCostAllocationTagsStatus": _update, "ListCostAllocationTags": _list},
    regional=False,
)
