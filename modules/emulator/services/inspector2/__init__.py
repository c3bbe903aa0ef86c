"""Amazon Inspector, in place of moto's: what is scanned, the organization, and filters. Findings are moto's.

Behaviour from the Amazon Inspector API Reference, the pages named after each operation, as
"CreateFilter".
"""

from __future__ import annotations

from typing import Any

from moto.inspector2.responses import Inspector2Response

from modules.emulator.records import (
    Call,
    Errors,
    Resource,
    Service,
    create,
    delete,
    list_,
    list_tags,
    tag,
    untag,
    update,
)
from modules.emulator.services.inspector2 import organization, scans
from modules.emulator.services.inspector2.organization import ORGANIZATION

_PLACE = "arn:{partition}:inspector2:{region}:{account_id}:owner/{account_id}"
FILTER = Resource(
    "Filter",
    key=("name",),
    names={"filterArn": "arn", "filterCriteria": "criteria"},
    generated={"arn": _PLACE + "/filter/{random:16}"},
    created="createdAt",
    updated="updatedAt",
    owner="ownerId",
)


def _list_filters(call: Call) -> dict[str, Any]:
    wanted = call.input.get("arns")
    found = list_(FILTER, by=("action",))(call)["filters"]
    return {"filters": [filter_ for filter_ in found if not wanted or filter_["arn"] in wanted]}


SERVICE = Service(
    "inspector2",
    errors=Errors("ValidationException", "ResourceNotFoundException", "BadRequestException"),
    operations=ORGANIZATION.watching(
        {
            **scans.OPERATIONS,
            **organization.OPERATIONS,
            "CreateFilter": create(FILTER),
            "ListFilters": _list_filters,
            "UpdateFilter": update(FILTER),
            "DeleteFilter": delete(FILTER),
            "TagResource": tag(FILTER),
            "UntagResource": untag(FILTER),
            "ListTagsForResource": list_tags(FILTER),
        }
    ),
    # its model has four types of scans and takes three of them; the service takes all, as Terraform sends them
    not_enforced=frozenset({"resourceTypes: more than 3"}),
)
_REPLACED = frozenset(
    {
        "associate_member",
        "batch_get_account_status",
        "create_filter",
        "delete_filter",
        "describe_organization_configuration",
        "disable",
        "disable_delegated_admin_account",
        "disassociate_member",
        "enable",
        "enable_delegated_admin_account",
        "get_member",
        "list_delegated_admin_accounts",
        "list_filters",
        "list_members",
        "list_tags_for_resource",
        "tag_resource",
        "untag_resource",
        "update_organization_configuration",
    }
)


def register() -> None:
    """Replace moto's operations, and add those that it lacks."""
    SERVICE.extend(Inspector2Response, replacing=_REPLACED)
