"""Members of the delegated administrator, where the organization is not configured centrally.

Behaviour from "CreateMembers", "GetMembers", "ListMembers", "DisassociateMembers", "DeleteMembers", "InviteMembers",
"GetAdministratorAccount", "GetMasterAccount" and "DisassociateFromAdministratorAccount".
"""

from __future__ import annotations

from typing import Any

from moto.core.exceptions import ServiceException

from modules.emulator.organization_service import administrator_of, members_of, membership_of
from modules.emulator.records import Call, Record
from modules.emulator.records.operations import Operation
from modules.emulator.services.securityhub.central import home_of
from modules.emulator.services.securityhub.organization import ORGANIZATION


def _shown(call: Call, member: Record) -> Record:
    return {  # the address of an account of the organization is not told
        "AccountId": member["account_id"],
        "MasterId": call.account_id,
        "AdministratorId": call.account_id,
        "MemberStatus": member["status"],
        "UpdatedAt": member["since"],
    }


def _unprocessed(failures: dict[str, str]) -> dict[str, Any]:
    return {"UnprocessedAccounts": [{"AccountId": id_, "ProcessingResult": why} for id_, why in failures.items()]}


def _create(call: Call) -> dict[str, Any]:
    ORGANIZATION.require_administrator(call)
    _refuse_central(call)
    failures: dict[str, str] = {}
    for detail in call.input["AccountDetails"]:
        account_id = detail["AccountId"]
        if not ORGANIZATION.can_be_member(call, account_id):
            failures[account_id] = "The management account has to enable Security Hub before it can be a member"
            continue
        try:
            ORGANIZATION.add_member(call, account_id)
        except ServiceException as refusal:
            failures[account_id] = str(refusal.message)
    return _unprocessed(failures)


def _refuse_central(call: Call) -> None:
    if home_of(call):
        message = "Members are configured by the policies of Central Configuration"
        raise call.refusal("AccessDeniedException", message)


def _get(call: Call) -> dict[str, Any]:
    wanted = call.input["AccountIds"]
    found = [_shown(call, member) for member in members_of(call) if member["account_id"] in wanted]
    missing = set(wanted) - {member["AccountId"] for member in found}
    return {"Members": found, **_unprocessed(dict.fromkeys(sorted(missing), "The account is not a member"))}


def _list(call: Call) -> dict[str, Any]:
    is_wanted = call.input.get("OnlyAssociated") is not False
    return {
        "Members": [
            _shown(call, member) for member in members_of(call) if member["status"] == "Enabled" or not is_wanted
        ]
    }


def _disassociate(call: Call) -> dict[str, Any]:
    _refuse_central(call)
    for member in members_of(call):
        if member["account_id"] in call.input["AccountIds"]:
            member["status"] = "Removed"
    return {}


def _delete(call: Call) -> dict[str, Any]:
    failures: dict[str, str] = {}
    status = {member["account_id"]: member["status"] for member in members_of(call)}
    for account_id in call.input["AccountIds"]:
        if status.get(account_id) != "Removed":
            failures[account_id] = "The account is associated, or is no member"
            continue
        ORGANIZATION.remove_member(call, account_id)
    return _unprocessed(failures)


def _invite(call: Call) -> dict[str, Any]:
    return _unprocessed(dict.fromkeys(call.input["AccountIds"], "Invitations are not emulated"))


def _administrator(name: str) -> Operation:
    def perform(call: Call) -> dict[str, Any]:
        member = membership_of(call)
        shown = {"AccountId": administrator_of(call), "MemberStatus": member["status"]} if member else None
        return {name: shown} if shown else {}

    return perform


def _leave(call: Call) -> dict[str, Any]:
    message = "An account of the organization cannot leave its administrator"
    raise call.refusal("InvalidInputException", message)


OPERATIONS: dict[str, Operation] = {
    "CreateMembers": _create,
    "GetMembers": _get,
    "ListMembers": _list,
    "DisassociateMembers": _disassociate,
    "DeleteMembers": _delete,
    "InviteMembers": _invite,
    "GetAdministratorAccount": _administrator("Administrator"),
    "GetMasterAccount": _administrator("Master"),
    "DisassociateFromAdministratorAccount": _leave,
}
