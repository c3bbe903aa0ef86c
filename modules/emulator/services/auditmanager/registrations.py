"""Accounts that use AWS Audit Manager in a Region, and the administrator of an organization.

Behaviour from the AWS Audit Manager API Reference, pages "RegisterAccount", "DeregisterAccount", "GetAccountStatus",
"GetSettings", "RegisterOrganizationAdminAccount", "DeregisterOrganizationAdminAccount" and
"GetOrganizationAdminAccount", and from "Adding a delegated administrator" (AWS Audit Manager User Guide): the
management account is registered itself before it names one, who is the same in all Regions. AWS takes no new customers
since 30 April 2026 ("AWS Audit Manager availability change"); this stands for an account that was one before.
"""

from __future__ import annotations

from typing import Any

from modules.emulator.organization_tree import is_management_account, organization_of
from modules.emulator.records import Call, Resource
from modules.emulator.records.operations import Operation
from modules.emulator.services.organizations import delegated_administrators

PRINCIPAL = "auditmanager.amazonaws.com"
DEFAULT_KEY = "DEFAULT"
ACCOUNT = Resource("Account", key=("status",))


def check_registered(call: Call) -> None:
    """Refuse everything to accounts that are not registered in the Region."""
    if not call.records(ACCOUNT):
        message = "Please complete AWS Audit Manager setup from home page to enable this action in this account."
        raise call.refusal("AccessDeniedException", message)


def _register(call: Call) -> dict[str, Any]:
    kept = call.records(ACCOUNT)
    kept[:] = [{"status": "ACTIVE", "kmsKey": call.input.get("kmsKey", DEFAULT_KEY)}]
    return {"status": "ACTIVE"}


def _deregister(call: Call) -> dict[str, Any]:
    check_registered(call)
    call.records(ACCOUNT).clear()
    return {"status": "INACTIVE"}


def _status(call: Call) -> dict[str, Any]:
    return {"status": "ACTIVE" if call.records(ACCOUNT) else "INACTIVE"}


def _settings(call: Call) -> dict[str, Any]:
    check_registered(call)
    organization = organization_of(call.account_id)
    return {"settings": {"isAwsOrgEnabled": organization is not None, "kmsKey": call.records(ACCOUNT)[0]["kmsKey"]}}


def _register_administrator(call: Call) -> dict[str, Any]:
    _check_management(call)
    check_registered(call)
    chosen = call.input["adminAccountId"]
    current = delegated_administrators.administrators_of(call.account_id, PRINCIPAL)
    if chosen == call.account_id or not delegated_administrators.is_member(call.account_id, chosen):
        raise call.refusal("ValidationException", f"Account {chosen} is no member of the organization.")
    if current not in ([], [chosen]):
        raise call.refusal("ValidationException", f"Account {current[0]} is the delegated administrator already.")
    if not current:
        delegated_administrators.trust(call.account_id, PRINCIPAL)
        delegated_administrators.register(call.account_id, chosen, PRINCIPAL)
    return {"adminAccountId": chosen, "organizationId": organization_of(call.account_id).org.id}


def _deregister_administrator(call: Call) -> dict[str, Any]:
    _check_management(call)
    current = delegated_administrators.administrators_of(call.account_id, PRINCIPAL)
    if not current or call.input.get("adminAccountId", current[0]) != current[0]:
        raise call.refusal("ResourceNotFoundException", "There is no such delegated administrator.")
    delegated_administrators.deregister(call.account_id, current[0], PRINCIPAL)
    return {}


def _administrator(call: Call) -> dict[str, Any]:
    check_registered(call)
    current = delegated_administrators.administrators_of(call.account_id, PRINCIPAL)
    if not current:
        return {}
    return {"adminAccountId": current[0], "organizationId": organization_of(call.account_id).org.id}


def _check_management(call: Call) -> None:
    if not is_management_account(call.account_id):
        message = "Only the management account of an organization may do this."
        raise call.refusal("AccessDeniedException", message)


OPERATIONS: dict[str, Operation] = {
    "RegisterAccount": _register,
    "DeregisterAccount": _deregister,
    "GetAccountStatus": _status,
    "GetSettings": _settings,
    "RegisterOrganizationAdminAccount": _register_administrator,
    "DeregisterOrganizationAdminAccount": _deregister_administrator,
    "GetOrganizationAdminAccount": _administrator,
}
