"""Whom a share reaches: the principals that AWS RAM accepts, resolved against AWS Organizations.

Behaviour from the AWS RAM API Reference, page "AssociateResourceShare", parameter `principals`.
"""

from __future__ import annotations

import re

from modules.emulator.organization_tree import node_exists, nodes_above, organization_of, trusts, unit_with_id
from modules.emulator.records.call import Refusal

SERVICE_PRINCIPAL = "ram.amazonaws.com"
_ORGANIZATION = re.compile(r"arn:[\w-]+:organizations::\d{12}:organization/(o-[a-z0-9]+)")
_UNIT = re.compile(r"arn:[\w-]+:organizations::\d{12}:ou/(o-[a-z0-9]+)/(ou-[a-z0-9-]+)")
_ACCOUNT = re.compile(r"\d{12}")
_IDENTITY = re.compile(r"arn:[\w-]+:iam::(\d{12}):(root|role/.+|user/.+)")
_SERVICE = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)*\.amazonaws\.com")


def shares_with_organization(account_id: str) -> bool:
    """Tell whether sharing with AWS Organizations is enabled where `account_id` is a member."""
    return trusts(account_id, SERVICE_PRINCIPAL)


def check_principal(principal: str, owner: str, *, allow_external: bool) -> None:
    """Refuse what is malformed, an organization that is not the owner's, and outsiders where they are not allowed."""
    if match := _ORGANIZATION.fullmatch(principal):
        if not _is_own(match[1], owner):
            raise Refusal("UnknownResourceException", f"Organization {match[1]} could not be found.")
    elif match := _UNIT.fullmatch(principal):
        if not _is_own(match[1], owner) or unit_with_id(owner, match[2]) is None:
            message = f"OrganizationalUnit {match[2]} in unknown organization could not be found."
            raise Refusal("UnknownResourceException", message)
    elif _SERVICE.fullmatch(principal) is None and _account(principal) is None:
        message = f"Principal ID {principal} is malformed. Verify the ID and try again."
        raise Refusal("InvalidParameterException", message)
    elif not allow_external and is_external(principal, owner):
        message = (
            "The resource you are attempting to share can only be shared within your AWS Organization. This error "
            "may also occur if you have not enabled sharing with your AWS organization."
        )
        raise Refusal("OperationNotPermittedException", message)


def is_external(principal: str, owner: str) -> bool:
    """Tell whether the principal is an account that must accept an invitation first."""
    account = _account(principal)
    if account is None or account == owner:
        return False
    return not shares_with_organization(owner) or not node_exists(owner, account)


def reaches(principal: str, account_id: str, owner: str) -> bool:
    """Tell whether `principal`, in a share of `owner`, stands for `account_id`."""
    if match := _ORGANIZATION.fullmatch(principal):
        return _is_own(match[1], owner) and match[1] in nodes_above(account_id)
    if match := _UNIT.fullmatch(principal):
        return _is_own(match[1], owner) and match[2] in nodes_above(account_id)
    return _account(principal) == account_id


def account_principal(principal: str) -> str | None:
    """Tell the account that a principal of the kinds account, role and user belongs to."""
    return _account(principal)


def _account(principal: str) -> str | None:
    if _ACCOUNT.fullmatch(principal):
        return principal
    match = _IDENTITY.fullmatch(principal)
    return match[1] if match else None


def _is_own(organization_id: str, owner: str) -> bool:
    return shares_with_organization(owner) and bool(organization_of(owner).org.id == organization_id)
