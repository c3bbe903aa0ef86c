"""Changes that AWS Organizations refuses until another one was made, where moto does not look.

Behaviour from the AWS Organizations API Reference, pages "RegisterDelegatedAdministrator" (the service has trusted
access, and not too many administrators), "RemoveAccountFromOrganization" (none of its members that is one leaves),
"AttachPolicy" (its type is enabled), "DeleteOrganizationalUnit" (it is empty),
"CreateOrganizationalUnit" (a name is taken once in its parent) and "CreatePolicy" (there is an organization).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from moto.core.utils import get_service_model
from moto.organizations.exceptions import ConstraintViolationException, OrganizationsClientError
from moto.organizations.models import FakeDelegatedAdministrator, FakeRoot
from moto.organizations.responses import OrganizationsResponse

from modules.emulator.input_validation import input_faults

_CONFIG = "config.amazonaws.com"  # delegated without trusted access of its own
ADMINISTRATORS = {  # as many as the user guide of each service allows; a service that is not here is not counted
    "access-analyzer.amazonaws.com": 1,
    "auditmanager.amazonaws.com": 1,
    "cloudtrail.amazonaws.com": 3,
    "config-multiaccountsetup.amazonaws.com": 3,
    "config.amazonaws.com": 3,
    "detective.amazonaws.com": 1,
    "guardduty.amazonaws.com": 1,
    "iam.amazonaws.com": 1,
    "inspector2.amazonaws.com": 1,
    "macie.amazonaws.com": 1,
    "securityhub.amazonaws.com": 1,
    "securitylake.amazonaws.com": 1,
}
Check = Callable[[Any, dict[str, Any]], None]


def register() -> None:
    """Check before moto acts."""
    for operation, (method, check) in _CHECKS.items():
        setattr(OrganizationsResponse, method, _checked(operation, getattr(OrganizationsResponse, method), check))


def _checked(operation: str, perform: Callable[[Any], Any], check: Check) -> Callable[[Any], Any]:
    @wraps(perform)
    def checked(response: Any) -> Any:
        shape = get_service_model("organizations").operation_model(operation).input_shape
        faults = input_faults(shape, response.request_params)
        if faults:
            raise OrganizationsClientError("InvalidInputException", "; ".join(faults))
        if response.organizations_backend.org is None:
            raise OrganizationsClientError("AWSOrganizationsNotInUseException", "Your account manages no organization.")
        check(response.organizations_backend, response.request_params)
        return perform(response)

    return checked


def _registrable(organization: Any, asked: dict[str, Any]) -> None:
    principal = asked["ServicePrincipal"]
    trusted = {service["ServicePrincipal"] for service in organization.services}
    if FakeDelegatedAdministrator.supported_service(principal) and principal not in {*trusted, _CONFIG}:
        raise ConstraintViolationException(f"You must enable trusted access of {principal} first.")
    others = {id_ for id_ in _administrators(organization, principal) if id_ != asked["AccountId"]}
    if len(others) >= ADMINISTRATORS.get(principal, len(others) + 1):
        message = "You have exceeded the allowed number of delegated administrators for the delegated service."
        raise ConstraintViolationException(message)


def _administrators(organization: Any, principal: str) -> list[str]:
    return [admin.account.id for admin in organization.admins if principal in admin.services]


def _no_administrator(organization: Any, asked: dict[str, Any]) -> None:
    if any(admin.account.id == asked["AccountId"] for admin in organization.admins):
        message = "You must first deregister this account as a delegated administrator."
        raise ConstraintViolationException(message)


def _enabled_type(organization: Any, asked: dict[str, Any]) -> None:
    type_ = organization.get_policy_by_id(asked["PolicyId"]).type
    root = next(unit for unit in organization.ou if isinstance(unit, FakeRoot))
    if type_ not in {enabled["Type"] for enabled in root.policy_types}:
        message = "This operation can be performed only for enabled policy types."
        raise OrganizationsClientError("PolicyTypeNotEnabledException", message)


def _empty(organization: Any, asked: dict[str, Any]) -> None:
    unit = asked["OrganizationalUnitId"]
    inside = [child.name for child in (*organization.accounts, *organization.ou) if child.parent_id == unit]
    if inside:
        message = f"The organizational unit is not empty: {', '.join(inside)}"
        raise OrganizationsClientError("OrganizationalUnitNotEmptyException", message)


def _free_name(organization: Any, asked: dict[str, Any]) -> None:
    parent = organization.validate_parent_id(asked["ParentId"])
    if any(unit.parent_id == parent and unit.name == asked["Name"] for unit in organization.ou):
        message = "An OU with the same name already exists."
        raise OrganizationsClientError("DuplicateOrganizationalUnitException", message)


def _free_policy_name(organization: Any, asked: dict[str, Any]) -> None:
    if any(policy.name == asked["Name"] and policy.type == asked["Type"] for policy in organization.policies):
        raise OrganizationsClientError("DuplicatePolicyException", "A policy with the same name already exists.")


_CHECKS: dict[str, tuple[str, Check]] = {
    "RegisterDelegatedAdministrator": ("register_delegated_administrator", _registrable),
    "RemoveAccountFromOrganization": ("remove_account_from_organization", _no_administrator),
    "AttachPolicy": ("attach_policy", _enabled_type),
    "CreatePolicy": ("create_policy", _free_policy_name),
    "DeleteOrganizationalUnit": ("delete_organizational_unit", _empty),
    "CreateOrganizationalUnit": ("create_organizational_unit", _free_name),
}
