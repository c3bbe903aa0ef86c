"""The organization: its delegated administrator, whose graph goes with it, and the members of that graph.

Behaviour from "EnableOrganizationAdminAccount", "DisableOrganizationAdminAccount",
"UpdateOrganizationConfiguration", "CreateMembers", "ListMembers", "GetMembers", "DeleteMembers" and those beside them.
Accounts that must be invited are refused.
"""

from __future__ import annotations

from typing import Any

from moto.core.exceptions import ServiceException

from modules.emulator.organization_service import (
    OrganizationService,
    Refusals,
    administrator_of,
    members_of,
)
from modules.emulator.records import Call, Record, Resource
from modules.emulator.records.operations import Operation
from modules.emulator.services.detective import graphs
from modules.emulator.services.detective.graphs import GRAPH, graph_of, own_graph

_ADMINISTERED = Resource("AdministeredGraph")


class _Detective(OrganizationService):
    def turn_on(self, call: Call) -> None:
        if administrator_of(call) == call.account_id:  # a member has no graph of its own
            graphs.turn_on(call)

    def is_on(self, call: Call) -> bool:
        return graph_of(call) is not None

    def turn_off(self, call: Call) -> None:
        for resource in (GRAPH, _ADMINISTERED):
            call.records(resource).clear()

    def enrols(self, call: Call, account_id: str, *, has_joined: bool) -> bool:  # noqa: ARG002 - any account may be one
        return has_joined and _is_automatic(call)

    def set_up(self, call: Call, member: Record) -> None:
        """Do nothing more: an organization's graph takes the data of its members."""


ORGANIZATION = _Detective(
    principal="detective.amazonaws.com",
    refusals=Refusals(
        not_management="AccessDeniedException",
        not_administrator="AccessDeniedException",
        second_administrator="ValidationException",
        not_in_organization="ValidationException",
        no_administrator="ResourceNotFoundException",
    ),
)


def _is_automatic(call: Call) -> bool:
    return bool(call.records(_ADMINISTERED))


def _designate(call: Call) -> dict[str, Any]:
    if administrator_of(call) != call.input["AccountId"]:
        ORGANIZATION.designate(call, call.input["AccountId"])
    ORGANIZATION.require_management(call)
    return {}


def _dismiss(call: Call) -> dict[str, Any]:
    ORGANIZATION.require_management(call)
    ORGANIZATION.dismiss(call, administrator_of(call) or "")
    return {}


def _list_administrators(call: Call) -> dict[str, Any]:
    ORGANIZATION.require_management(call)
    found = administrator_of(call)
    graph = graph_of(call.at(found)) if found else None
    if not found or not graph:
        return {"Administrators": []}
    return {"Administrators": [{"AccountId": found, "GraphArn": graph["Arn"], "DelegationTime": graph["CreatedTime"]}]}


def _describe(call: Call) -> dict[str, Any]:
    own_graph(call)
    ORGANIZATION.require_administrator(call)
    return {"AutoEnable": _is_automatic(call)}


def _update(call: Call) -> dict[str, Any]:
    own_graph(call)
    ORGANIZATION.require_administrator(call)
    call.records(_ADMINISTERED)[:] = [{}] if call.input.get("AutoEnable") else []
    return {}


def _shown(call: Call, member: Record) -> Record:
    graph = graph_of(call)
    return {
        "AccountId": member["account_id"],
        "EmailAddress": member["email"],
        "GraphArn": graph["Arn"] if graph else None,
        "MasterId": call.account_id,
        "AdministratorId": call.account_id,
        "Status": "ENABLED",
        "InvitedTime": member["since"],
        "UpdatedTime": member["since"],
        "InvitationType": "ORGANIZATION",
    }


def _create(call: Call) -> dict[str, Any]:
    own_graph(call)
    added, failed = [], []
    for account in call.input["Accounts"]:
        try:
            ORGANIZATION.require_administrator(call)
            added.append(_shown(call, ORGANIZATION.add_member(call, account["AccountId"], account["EmailAddress"])))
        except ServiceException as refusal:
            failed.append({"AccountId": account["AccountId"], "Reason": refusal.message})
    return {"Members": added, "UnprocessedAccounts": failed}


def _members(call: Call) -> tuple[list[Record], list[Record]]:
    """Give the members that the input names, and what to say of the other accounts."""
    own_graph(call)
    wanted = call.input["AccountIds"]
    found = [member for member in members_of(call) if member["account_id"] in wanted]
    missing = set(wanted) - {member["account_id"] for member in found}
    return found, [{"AccountId": id_, "Reason": "The account is not a member"} for id_ in sorted(missing)]


def _get(call: Call) -> dict[str, Any]:
    found, missing = _members(call)
    return {"MemberDetails": [_shown(call, member) for member in found], "UnprocessedAccounts": missing}


def _list(call: Call) -> dict[str, Any]:
    own_graph(call)
    return {"MemberDetails": [_shown(call, member) for member in members_of(call)]}


def _delete(call: Call) -> dict[str, Any]:
    found, missing = _members(call)
    for member in found:
        ORGANIZATION.remove_member(call, member["account_id"])
    return {"AccountIds": [member["account_id"] for member in found], "UnprocessedAccounts": missing}


OPERATIONS: dict[str, Operation] = {
    "EnableOrganizationAdminAccount": _designate,
    "DisableOrganizationAdminAccount": _dismiss,
    "ListOrganizationAdminAccounts": _list_administrators,
    "DescribeOrganizationConfiguration": _describe,
    "UpdateOrganizationConfiguration": _update,
    "CreateMembers": _create,
    "GetMembers": _get,
    "ListMembers": _list,
    "DeleteMembers": _delete,
}
