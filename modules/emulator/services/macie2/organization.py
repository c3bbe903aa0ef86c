"""The organization: its delegated administrator, its members, and whether accounts that join become such.

Behaviour from "EnableOrganizationAdminAccount", "UpdateOrganizationConfiguration", "CreateMember", "GetMember",
"DisassociateMember", "DeleteMember", "UpdateMemberSession" and those beside them, and from "Integrating and configuring
an organization in Macie". A member that is an account of the organization is associated at once; as such it is not
deleted.
"""

from __future__ import annotations

from typing import Any

from modules.emulator.organization_service import (
    OrganizationService,
    Refusals,
    accounts_of,
    administrator_of,
    members_of,
    membership_of,
)
from modules.emulator.records import Call, Record, Resource
from modules.emulator.records.operations import Operation
from modules.emulator.services.macie2 import session
from modules.emulator.services.macie2.session import needing_session, session_of

_CONFIGURATION = Resource("OrganizationConfiguration")
MEMBER_TAGS = Resource("MemberTags", key=("accountId",), generated={"arn": ""})


class _Macie(OrganizationService):
    def turn_on(self, call: Call) -> None:
        if not self.is_on(call):
            session.turn_on(call)

    def is_on(self, call: Call) -> bool:
        return session_of(call) is not None

    def turn_off(self, call: Call) -> None:
        call.records(_CONFIGURATION).clear()

    def enrols(self, call: Call, account_id: str, *, has_joined: bool) -> bool:  # noqa: ARG002 - any account may be one
        return has_joined and _is_automatic(call)

    def set_up(self, call: Call, member: Record) -> None:
        tags = call.records(MEMBER_TAGS)
        tags[:] = [kept for kept in tags if kept["accountId"] != member["account_id"]]
        tags.append({"accountId": member["account_id"], "arn": _arn(call, member["account_id"]), "tags": {}})


ORGANIZATION = _Macie(
    principal="macie.amazonaws.com",
    refusals=Refusals(
        not_management="AccessDeniedException",
        not_administrator="AccessDeniedException",
        second_administrator="ConflictException",
        not_in_organization="ValidationException",
        no_administrator="ResourceNotFoundException",
    ),
)


def _is_automatic(call: Call) -> bool:
    return bool(call.records(_CONFIGURATION))


def _arn(call: Call, account_id: str) -> str:
    return f"arn:{call.partition}:macie2:{call.region}:{call.account_id}:member/{account_id}"


def _designate(call: Call) -> dict[str, Any]:
    ORGANIZATION.designate(call, call.input["adminAccountId"])
    return {}


def _dismiss(call: Call) -> dict[str, Any]:
    ORGANIZATION.dismiss(call, call.input["adminAccountId"])
    return {}


def _list_administrators(call: Call) -> dict[str, Any]:
    ORGANIZATION.require_management(call)
    found = administrator_of(call)
    return {"adminAccounts": [{"accountId": found, "status": "ENABLED"}] if found else []}


def _describe(call: Call) -> dict[str, Any]:
    ORGANIZATION.require_administrator(call)
    return {"autoEnable": _is_automatic(call), "maxAccountLimitReached": False}


def _update(call: Call) -> dict[str, Any]:
    ORGANIZATION.require_administrator(call)
    call.records(_CONFIGURATION)[:] = [{}] if call.input["autoEnable"] else []
    return {}


def _create(call: Call) -> dict[str, Any]:
    ORGANIZATION.require_administrator(call)
    account = call.input["account"]
    found = [member for member in members_of(call) if member["account_id"] == account["accountId"]]
    if found and found[0]["status"] != "Removed":
        raise call.refusal("ConflictException", "The account is associated with your account already")
    ORGANIZATION.add_member(call, account["accountId"], account["email"])
    arn = _arn(call, account["accountId"])
    for kept in call.records(MEMBER_TAGS):
        if kept["arn"] == arn:
            kept["tags"] = dict(call.input.get("tags") or {})
    return {"arn": arn}


def _member(call: Call) -> Record:
    for member in members_of(call):
        if member["account_id"] == call.input["id"]:
            return member
    message = f"The account {call.input['id']} is not associated with your account"
    raise call.refusal("ResourceNotFoundException", message)


def _shown(call: Call, member: Record) -> Record:
    arn = _arn(call, member["account_id"])
    tags: dict[str, str] = next((kept["tags"] for kept in call.records(MEMBER_TAGS) if kept["arn"] == arn), {})
    return {  # the address of an account of the organization is not told
        "accountId": member["account_id"],
        "administratorAccountId": call.account_id,
        "masterAccountId": call.account_id,
        "arn": arn,
        "invitedAt": member["since"],
        "updatedAt": member["since"],
        "relationshipStatus": member["status"],
        "tags": tags,
    }


def _list_members(call: Call) -> dict[str, Any]:
    is_wanted = call.input.get("onlyAssociated") != "false"
    return {
        "members": [
            _shown(call, member) for member in members_of(call) if member["status"] != "Removed" or not is_wanted
        ]
    }


def _disassociate(call: Call) -> dict[str, Any]:
    _member(call)["status"] = "Removed"
    return {}


def _delete(call: Call) -> dict[str, Any]:
    if _member(call)["status"] != "Removed":
        message = "The request is rejected because member accounts are associated with your account"
        raise call.refusal("ConflictException", message)
    ORGANIZATION.remove_member(call, call.input["id"])
    return {}


def _update_member(call: Call) -> dict[str, Any]:
    member = _member(call)
    member["status"] = "Paused" if call.input["status"] == "PAUSED" else "Enabled"
    (session_of(call.at(member["account_id"])) or {})["status"] = call.input["status"]
    return {}


def _invite(call: Call) -> dict[str, Any]:
    own = accounts_of(call)
    return {
        "unprocessedAccounts": [
            {
                "accountId": account_id,
                "errorCode": "ClientError",
                "errorMessage": "It is an account of the organization" if account_id in own else "It is not emulated",
            }
            for account_id in call.input["accountIds"]
        ]
    }


def _administrator(name: str) -> Operation:
    def perform(call: Call) -> dict[str, Any]:
        member = membership_of(call)
        return {name: {"accountId": administrator_of(call), "relationshipStatus": member["status"]}} if member else {}

    return perform


def _leave(call: Call) -> dict[str, Any]:
    message = "An account of the organization cannot leave its administrator"
    raise call.refusal("ConflictException", message)


OPERATIONS: dict[str, Operation] = {
    "EnableOrganizationAdminAccount": _designate,
    "DisableOrganizationAdminAccount": _dismiss,
    "ListOrganizationAdminAccounts": _list_administrators,
    **{
        name: needing_session(perform)
        for name, perform in {
            "DescribeOrganizationConfiguration": _describe,
            "UpdateOrganizationConfiguration": _update,
            "CreateMember": _create,
            "GetMember": lambda call: _shown(call, _member(call)),
            "ListMembers": _list_members,
            "DisassociateMember": _disassociate,
            "DeleteMember": _delete,
            "UpdateMemberSession": _update_member,
            "CreateInvitations": _invite,
            "ListInvitations": lambda _: {"invitations": []},
            "GetAdministratorAccount": _administrator("administrator"),
            "GetMasterAccount": _administrator("master"),
            "DisassociateFromAdministratorAccount": _leave,
        }.items()
    },
}
