"""Delegated administrators of AWS CloudTrail, and who may change trails of the organization.

Behaviour from the CloudTrail API Reference, pages "RegisterOrganizationDelegatedAdmin" and
"DeregisterOrganizationDelegatedAdmin", and from "Organization delegated administrator" (CloudTrail User Guide): there
are three at most, none of them is the management account, and that stays the owner of all trails.
"""

from __future__ import annotations

from typing import Any

from modules.emulator.organization_tree import administers, is_management_account, organization_of, trusts
from modules.emulator.records import Call
from modules.emulator.records.operations import Operation
from modules.emulator.services.organizations import delegated_administrators

PRINCIPAL = "cloudtrail.amazonaws.com"
ADMINISTRATORS_PER_ORGANIZATION = 3


def check_organization(call: Call) -> None:
    """Refuse what concerns the organization to whoever may not manage its trails."""
    _check_trust(call)
    if not administers(call.account_id, PRINCIPAL):
        message = "You can manage organization trails only with the management account or a delegated administrator."
        raise call.refusal("NotOrganizationMasterAccountException", message)


def _check_trust(call: Call) -> None:
    organization = organization_of(call.account_id)
    if organization is None:
        raise call.refusal("OrganizationsNotInUseException", "The account is not a member of an organization.")
    if organization.org.feature_set != "ALL":
        raise call.refusal("OrganizationNotInAllFeaturesModeException", "All features must be enabled.")
    if not trusts(call.account_id, PRINCIPAL):
        message = "Trusted access of CloudTrail is not enabled in AWS Organizations."
        raise call.refusal("CloudTrailAccessNotEnabledException", message)


def _check_management(call: Call) -> None:
    _check_trust(call)
    if not is_management_account(call.account_id):
        message = "Only the management account of the organization may do this."
        raise call.refusal("NotOrganizationManagementAccountException", message)


def _register(call: Call) -> dict[str, Any]:
    _check_management(call)
    member = call.input["MemberAccountId"]
    administrators = delegated_administrators.administrators_of(call.account_id, PRINCIPAL)
    if member == call.account_id:
        message = "The management account cannot be a delegated administrator."
        raise call.refusal("CannotDelegateManagementAccountException", message)
    if not delegated_administrators.is_member(call.account_id, member):
        raise call.refusal("AccountNotFoundException", f"Account {member} is not in the organization.")
    if member in administrators:
        raise call.refusal("AccountRegisteredException", f"Account {member} is registered already.")
    if len(administrators) >= ADMINISTRATORS_PER_ORGANIZATION:
        message = f"There are {ADMINISTRATORS_PER_ORGANIZATION} delegated administrators already."
        raise call.refusal("DelegatedAdminAccountLimitExceededException", message)
    delegated_administrators.register(call.account_id, member, PRINCIPAL)
    return {}


def _deregister(call: Call) -> dict[str, Any]:
    _check_management(call)
    administrator = call.input["DelegatedAdminAccountId"]
    if not delegated_administrators.is_member(call.account_id, administrator):
        raise call.refusal("AccountNotFoundException", f"Account {administrator} is not in the organization.")
    if administrator not in delegated_administrators.administrators_of(call.account_id, PRINCIPAL):
        raise call.refusal("AccountNotRegisteredException", f"Account {administrator} is not registered.")
    delegated_administrators.deregister(call.account_id, administrator, PRINCIPAL)
    return {}


OPERATIONS: dict[str, Operation] = {
    "RegisterOrganizationDelegatedAdmin": _register,
    "DeregisterOrganizationDelegatedAdmin": _deregister,
}
