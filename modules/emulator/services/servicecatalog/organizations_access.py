"""Whether AWS Service Catalog may share with the organization.

Behaviour from the AWS Service Catalog API Reference, pages "EnableAWSOrganizationsAccess",
"DisableAWSOrganizationsAccess" and "GetAWSOrganizationsAccessStatus".
"""

from __future__ import annotations

from typing import Any

from modules.emulator.organization_tree import administers, is_management_account, organization_of, trusts
from modules.emulator.records import Call
from modules.emulator.services.servicecatalog.resources import INVALID_STATE, NOT_FOUND, NOT_SUPPORTED

SERVICE_PRINCIPAL = "servicecatalog.amazonaws.com"


def check_may_share(call: Call) -> None:
    """Refuse a share to the organization to whoever may not make one.

    Raises:
        ServiceException: access is not enabled, or the account neither manages the organization nor is delegated.

    """
    account_id = call.account_id
    if not administers(account_id, SERVICE_PRINCIPAL):
        message = f"Account {account_id} is neither the management account nor a delegated administrator."
        raise call.refusal(NOT_SUPPORTED, message)
    if not trusts(account_id, SERVICE_PRINCIPAL):
        raise call.refusal(NOT_SUPPORTED, "AWSOrganizationsAccess is not enabled.")


def _enable(call: Call) -> dict[str, Any]:
    _check_management_account(call)
    organization_of(call.account_id).enable_aws_service_access(ServicePrincipal=SERVICE_PRINCIPAL)
    return {}


def _disable(call: Call) -> dict[str, Any]:
    _check_management_account(call)
    organization = organization_of(call.account_id)
    if any(SERVICE_PRINCIPAL in admin.services for admin in organization.admins):
        raise call.refusal(INVALID_STATE, "There are active delegated administrators in the organization.")
    if trusts(call.account_id, SERVICE_PRINCIPAL):
        organization.disable_aws_service_access(ServicePrincipal=SERVICE_PRINCIPAL)
    return {}


def _status(call: Call) -> dict[str, Any]:
    if organization_of(call.account_id) is None:
        raise call.refusal(NOT_FOUND, "Your account is not a member of an organization.")
    return {"AccessStatus": "ENABLED" if trusts(call.account_id, SERVICE_PRINCIPAL) else "DISABLED"}


def _check_management_account(call: Call) -> None:
    if not is_management_account(call.account_id):
        raise call.refusal(NOT_SUPPORTED, "Only the management account of an organization can call this operation.")


OPERATIONS = {
    "EnableAWSOrganizationsAccess": _enable,
    "DisableAWSOrganizationsAccess": _disable,
    "GetAWSOrganizationsAccessStatus": _status,
}
