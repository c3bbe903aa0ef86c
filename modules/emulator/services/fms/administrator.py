"""The administrator of AWS Firewall Manager: the management account names it, and only it resigns.

Behaviour from the AWS Firewall Manager API Reference, pages "AssociateAdminAccount", "GetAdminAccount" and
"DisassociateAdminAccount", and from "Revoking a Firewall Manager administrator account" (AWS WAF Developer Guide): in
us-east-1 alone, and its policies go with it.
"""

from __future__ import annotations

from typing import Any

from modules.emulator.organization_tree import is_management_account, management_account_of, organization_of
from modules.emulator.records import Call, Record, Resource
from modules.emulator.records.operations import Operation
from modules.emulator.services.organizations import delegated_administrators

PRINCIPAL = "fms.amazonaws.com"
REGION = "us-east-1"
ADMINISTRATOR = Resource("AdminAccount", key=("AdminAccount",))


def administrator_of(call: Call) -> str | None:
    """Tell which account is the administrator in the organization of the caller."""
    kept = call.at(management_account_of(call.account_id), REGION).records(ADMINISTRATOR)
    return kept[0]["AdminAccount"] if kept else None


def check_administrator(call: Call) -> None:
    """Refuse what only the administrator does."""
    if administrator_of(call) != call.account_id:
        operation = call.operation.name
        message = f"Operation: {operation} is only available to Administration account in AWS Firewall Manager."
        raise call.refusal("AccessDeniedException", message)


def _associate(call: Call) -> dict[str, Any]:
    _check_region(call)
    chosen, current = call.input["AdminAccount"], administrator_of(call)
    if organization_of(call.account_id) is None or not is_management_account(call.account_id):
        message = (
            f"{call.account_id} is not the management account of the Organization but trying to AssociateAdmin, "
            f"Organization management account is {management_account_of(call.account_id)}"
        )
        raise call.refusal("InvalidOperationException", message)
    if not delegated_administrators.is_member(call.account_id, chosen):
        raise call.refusal("InvalidInputException", f"Account {chosen} is not in the organization.")
    if current not in {None, chosen}:
        raise call.refusal("InvalidOperationException", f"Account {current} is the administrator already.")
    if current is None:
        delegated_administrators.trust(call.account_id, PRINCIPAL)
        if chosen != call.account_id:
            delegated_administrators.register(call.account_id, chosen, PRINCIPAL)
        call.records(ADMINISTRATOR).append({"AdminAccount": chosen})
    return {}


def _get(call: Call) -> dict[str, Any]:
    _check_region(call)
    administrator = administrator_of(call)
    if administrator is None:
        raise call.refusal("ResourceNotFoundException", "There is no administrator account.")
    if call.account_id != administrator and not is_management_account(call.account_id):
        message = f"Account: {call.account_id} is not currently delegated by AWS FM."
        raise call.refusal("AccessDeniedException", message)
    return {"AdminAccount": administrator, "RoleStatus": "READY"}


def _disassociate(call: Call) -> dict[str, Any]:
    _check_region(call)
    check_administrator(call)
    management = management_account_of(call.account_id)
    if call.account_id != management:
        delegated_administrators.deregister(management, call.account_id, PRINCIPAL)
    call.at(management).records(ADMINISTRATOR).clear()
    for region in list(call.service.backends[call.account_id]):
        _policies(call.at(call.account_id, region)).clear()
    return {}


def _policies(call: Call) -> list[Record]:
    kept: list[Record] = call.records(Resource("Policy"))
    return kept


def _check_region(call: Call) -> None:
    if call.region != REGION:
        message = f"The administrator account is managed in {REGION}, not in {call.region}."
        raise call.refusal("InvalidOperationException", message)


OPERATIONS: dict[str, Operation] = {
    "AssociateAdminAccount": _associate,
    "GetAdminAccount": _get,
    "DisassociateAdminAccount": _disassociate,
}
