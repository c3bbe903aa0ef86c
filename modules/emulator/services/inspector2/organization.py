"""The organization: its delegated administrator, its members, and what is scanned in accounts that join.

Behaviour from the Amazon Inspector API Reference, "EnableDelegatedAdminAccount", "AssociateMember",
"UpdateOrganizationConfiguration" and those beside them, and from "Designating a delegated administrator account for
Amazon Inspector": one that is removed leaves its members as they are, each alone.
"""

from __future__ import annotations

from typing import Any

from modules.emulator.organization_service import (
    OrganizationService,
    Refusals,
    administrator_of,
    members_of,
    membership_of,
)
from modules.emulator.records import Call, Record, Resource
from modules.emulator.records.operations import Operation
from modules.emulator.services.inspector2 import scans

_CONFIGURATION = Resource("OrganizationConfiguration")
_NOTHING = {"ec2": False, "ecr": False, "lambda": False, "lambdaCode": False}
_SCANS = {"ec2": "EC2", "ecr": "ECR", "lambda": "LAMBDA", "lambdaCode": "LAMBDA_CODE"}


class _Inspector(OrganizationService):
    def turn_on(self, call: Call) -> None:
        """Leave scans as they are: an administrator turns them on, in itself and in its members."""

    def is_on(self, call: Call) -> bool:
        return bool(scans.of(call))

    def turn_off(self, call: Call) -> None:
        call.records(_CONFIGURATION).clear()

    def enrols(self, call: Call, account_id: str, *, has_joined: bool) -> bool:  # noqa: ARG002 - any account may be one
        return has_joined and any(_configuration(call).values())

    def set_up(self, call: Call, member: Record) -> None:
        automatic = {_SCANS[name] for name, is_on in _configuration(call).items() if is_on}
        scans.turn_on(call.at(member["account_id"]), automatic)


ORGANIZATION = _Inspector(
    principal="inspector2.amazonaws.com",
    refusals=Refusals(
        not_management="AccessDeniedException",
        not_administrator="AccessDeniedException",
        second_administrator="ConflictException",
        not_in_organization="ValidationException",
        no_administrator="ResourceNotFoundException",
    ),
)


def _configuration(call: Call) -> dict[str, bool]:
    found = call.records(_CONFIGURATION)
    return found[0] if found else dict(_NOTHING)


def _designate(call: Call) -> dict[str, Any]:
    account_id = call.input["delegatedAdminAccountId"]
    if administrator_of(call) == account_id:
        raise call.refusal("ConflictException", f"The account {account_id} is already enabled", resource_id=account_id)
    ORGANIZATION.designate(call, account_id)
    return {"delegatedAdminAccountId": account_id}


def _dismiss(call: Call) -> dict[str, Any]:
    account_id = call.input["delegatedAdminAccountId"]
    ORGANIZATION.dismiss(call, account_id)
    return {"delegatedAdminAccountId": account_id}


def _list_administrators(call: Call) -> dict[str, Any]:
    ORGANIZATION.require_management(call)
    found = administrator_of(call)
    return {"delegatedAdminAccounts": [{"accountId": found, "status": "ENABLED"}] if found else []}


def _get_administrator(call: Call) -> dict[str, Any]:
    found = administrator_of(call)
    if found is None or (found != call.account_id and membership_of(call) is None):
        raise call.refusal("ResourceNotFoundException", "There is no delegated administrator")
    return {"delegatedAdmin": {"accountId": found, "relationshipStatus": "ENABLED"}}


def _describe(call: Call) -> dict[str, Any]:
    ORGANIZATION.require_administrator(call)
    return {"autoEnable": _configuration(call), "maxAccountLimitReached": False}


def _update(call: Call) -> dict[str, Any]:
    ORGANIZATION.require_administrator(call)
    if not ORGANIZATION.is_on(call):
        raise call.refusal("AccessDeniedException", "Amazon Inspector is not enabled in the administrator's account")
    asked = _NOTHING | {name: value for name, value in call.input["autoEnable"].items() if value is not None}
    if asked["lambdaCode"] and not asked["lambda"]:
        raise call.refusal("ValidationException", "Code of functions is scanned only where functions are")
    call.records(_CONFIGURATION)[:] = [asked]
    return {"autoEnable": asked}


def _associate(call: Call) -> dict[str, Any]:
    ORGANIZATION.require_administrator(call)
    account_id = call.input["accountId"]
    if not any(member["account_id"] == account_id for member in members_of(call)):
        ORGANIZATION.add_member(call, account_id)
    return {"accountId": account_id}


def _disassociate(call: Call) -> dict[str, Any]:
    ORGANIZATION.require_administrator(call)
    account_id = call.input["accountId"]
    if not any(member["account_id"] == account_id for member in members_of(call)):
        message = (
            "The request is rejected because the current account cannot disassociate the given member account ID "
            "since the latter is not yet associated to it"
        )
        raise call.refusal("ValidationException", message)
    ORGANIZATION.remove_member(call, account_id)
    return {"accountId": account_id}


def _shown(call: Call, member: Record) -> Record:
    return {
        "accountId": member["account_id"],
        "delegatedAdminAccountId": call.account_id,
        "relationshipStatus": "ENABLED",
        "updatedAt": member["since"],
    }


def _get(call: Call) -> dict[str, Any]:
    for member in members_of(call):
        if member["account_id"] == call.input["accountId"]:
            return {"member": _shown(call, member)}
    message = "Invoking account does not have access to get member account"
    raise call.refusal("AccessDeniedException", message)


OPERATIONS: dict[str, Operation] = {
    "EnableDelegatedAdminAccount": _designate,
    "DisableDelegatedAdminAccount": _dismiss,
    "ListDelegatedAdminAccounts": _list_administrators,
    "GetDelegatedAdminAccount": _get_administrator,
    "DescribeOrganizationConfiguration": _describe,
    "UpdateOrganizationConfiguration": _update,
    "AssociateMember": _associate,
    "DisassociateMember": _disassociate,
    "GetMember": _get,
    "ListMembers": lambda call: {"members": [_shown(call, member) for member in members_of(call)]},
}
