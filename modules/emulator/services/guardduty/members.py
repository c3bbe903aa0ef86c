"""Members of the delegated administrator. Accounts outside the organization, which must be invited, are refused.

Behaviour from "CreateMembers", "GetMembers", "ListMembers", "DisassociateMembers", "DeleteMembers",
"GetMemberDetectors", "UpdateMemberDetectors", "GetAdministratorAccount" and
"DisassociateFromAdministratorAccount", and from "Changing the delegated GuardDuty administrator account": members
cannot be disassociated while all accounts of the organization are enrolled automatically.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from moto.core.exceptions import ServiceException

from modules.emulator.organization_service import accounts_of, administrator_of, members_of, membership_of
from modules.emulator.records import Call, Record
from modules.emulator.records.operations import Operation
from modules.emulator.services.guardduty import detectors, features
from modules.emulator.services.guardduty.detectors import own_detector
from modules.emulator.services.guardduty.features import refused
from modules.emulator.services.guardduty.organization import ORGANIZATION, configuration


def _shown(call: Call, member: Record) -> Record:
    detector = detectors.detector_of(call.at(member["account_id"]))
    when = member["since"].strftime("%Y-%m-%dT%H:%M:%S.000Z")
    return {
        "AccountId": member["account_id"],
        "DetectorId": detector["DetectorId"] if detector else None,
        "MasterId": call.account_id,
        "AdministratorId": call.account_id,
        "Email": member["email"],
        "RelationshipStatus": member["status"],
        "UpdatedAt": when,
    }


def _each(account_ids: list[str], act: Callable[[str], None]) -> dict[str, Any]:
    """Act on each account, and list those that are refused."""
    unprocessed = []
    for account_id in account_ids:
        try:
            act(account_id)
        except ServiceException as refusal:
            unprocessed.append({"AccountId": account_id, "Result": refusal.message})
    return {"UnprocessedAccounts": unprocessed}


def _create(call: Call) -> dict[str, Any]:
    own_detector(call)
    emails = {detail["AccountId"]: detail["Email"] for detail in call.input["AccountDetails"]}

    def add(account_id: str) -> None:
        ORGANIZATION.require_administrator(call)
        if not ORGANIZATION.can_be_member(call, account_id):
            raise refused(call, "the management account has no detector")
        ORGANIZATION.add_member(call, account_id, emails[account_id])

    return _each(list(emails), add)


def _member(call: Call, account_id: str) -> Record:
    for member in members_of(call):
        if member["account_id"] == account_id:
            return member
    raise refused(call, "the given account ID is not associated with the current account")


def _get(call: Call) -> dict[str, Any]:
    own_detector(call)
    found: list[Record] = []
    answer = _each(call.input["AccountIds"], lambda id_: found.append(_shown(call, _member(call, id_))))
    return {"Members": found, **answer}


def _list(call: Call) -> dict[str, Any]:
    own_detector(call)
    is_wanted = (call.input.get("OnlyAssociated") or "true") == "true"
    return {
        "Members": [
            _shown(call, member)
            for member in members_of(call)
            if member["status"] in ("Enabled", "Disabled") or not is_wanted
        ]
    }


def _require_not_all(call: Call) -> None:
    if administrator_of(call) == call.account_id and configuration(call)["AutoEnableOrganizationMembers"] == "ALL":
        raise refused(call, "all accounts of the organization are enabled automatically")


def _disassociate(call: Call) -> dict[str, Any]:
    own_detector(call)

    def disassociate(account_id: str) -> None:
        _require_not_all(call)
        _member(call, account_id)["status"] = "Removed"

    return _each(call.input["AccountIds"], disassociate)


def _delete(call: Call) -> dict[str, Any]:
    own_detector(call)

    def delete(account_id: str) -> None:
        _require_not_all(call)
        ORGANIZATION.remove_member(call, _member(call, account_id)["account_id"])

    return _each(call.input["AccountIds"], delete)


def _invite(call: Call) -> dict[str, Any]:
    own_detector(call)

    def invite(account_id: str) -> None:
        own = account_id in accounts_of(call)
        raise refused(call, "it is an account of the organization" if own else "invitations are not emulated")

    return _each(call.input["AccountIds"], invite)


def _detectors(call: Call) -> dict[str, Any]:
    own_detector(call)
    found: list[Record] = []

    def show(account_id: str) -> None:
        detector = detectors.detector_of(call.at(_member(call, account_id)["account_id"]))
        if detector:
            found.append({"AccountId": account_id, "Features": detector["Features"]})

    answer = _each(call.input["AccountIds"], show)
    return {"MemberDataSourceConfigurations": found, **answer}


def _update_detectors(call: Call) -> dict[str, Any]:
    own_detector(call)
    ORGANIZATION.require_administrator(call)
    asked = [*features.from_data_sources(call, call.input, "Enable"), *(call.input.get("Features") or ())]

    def change(account_id: str) -> None:
        detector = detectors.detector_of(call.at(_member(call, account_id)["account_id"]))
        if detector:
            features.set_features(call, detector["Features"], asked, "Status")

    return _each(call.input["AccountIds"], change)


def _administrator(call: Call) -> dict[str, Any]:
    own_detector(call)
    member = membership_of(call)
    shown = {"AccountId": administrator_of(call), "RelationshipStatus": member["status"]} if member else {}
    return {"Administrator": shown}


def _leave(call: Call) -> dict[str, Any]:
    own_detector(call)
    if membership_of(call):
        raise refused(call, "an account of the organization cannot leave its delegated administrator")
    raise refused(call, "the current account has no administrator")


OPERATIONS: dict[str, Operation] = {
    "CreateMembers": _create,
    "GetMembers": _get,
    "ListMembers": _list,
    "DisassociateMembers": _disassociate,
    "DeleteMembers": _delete,
    "InviteMembers": _invite,
    "GetMemberDetectors": _detectors,
    "UpdateMemberDetectors": _update_detectors,
    "GetAdministratorAccount": _administrator,
    "DisassociateFromAdministratorAccount": _leave,
}
